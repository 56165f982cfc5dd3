"""The values of the controls of this lesson, by their ids."""

from pages.ui.controls.control import Values


class BackpropValues(Values):
    """One attribute for each control."""

    part: str
    error: float
    z1: float
    w1: float
    z2: float
    w2: float
    activation: str
    way: str
    hidden: tuple[int, ...]
    x1: float
    x2: float
    start: int
    dataset: str
    bend: str
    layers: int
    learning_rate: float
    seed: int
    chain_net: str
    chain_parameter: str
    chain_activation: str
    chain_loss: str
    chain_rate: float
    chain_x1: float
    chain_x2: float
    chain_target: int
    chain_seed: int
    clearing_task: str
    clearing_rate: float
    depth_activation: str
    depth_initialization: str
    depth_layers: int
    depth_width: int
    depth_seed: int
