"""The values of the controls of this lesson, by their ids."""

from pages.ui.controls.control import Values


class BatchSizeValues(Values):
    """One attribute for each control."""

    experiment: str
    batch_size: int
    beside: str
    model: str
    rule: str
    learning_rate: float
    last_batch: str
    seed: int
    optimizer: str
    moment: str
