"""The values of the controls of this lesson, by their ids."""

from dlcore.training.stages import Stage
from pages.lessons.training.own_data import drawn_points
from pages.ui.controls.control import Values


class TrainingValues(Values):
    """One attribute for each control."""

    dataset: str
    points: drawn_points.Points
    n: int
    noise: float
    train_share: float
    features: tuple[str, ...]
    seed: int
    hidden: tuple[int, ...]
    activation: str
    initialization: str
    loss: str
    optimizer: str
    learning_rate: float
    batch_size: int
    epochs: int
    schedule: str
    regularization: str
    regularization_strength: float
    stopped: str
    map: str
    stages: tuple[Stage, ...]
    tool: str
    keep: bool
    hand_layer: int
    hand_from: int
    hand_to: int
    log: bool
    compare: str
    pin: str
    varied: str
    learning_rate_ladder: tuple[str, ...]
    hidden_ladder: tuple[str, ...]
    depth_ladder: tuple[str, ...]
    activation_ladder: tuple[str, ...]
    initialization_ladder: tuple[str, ...]
    optimizer_ladder: tuple[str, ...]
    batch_size_ladder: tuple[str, ...]
    noise_ladder: tuple[str, ...]
    regularization_ladder: tuple[str, ...]
    slow_from: int
