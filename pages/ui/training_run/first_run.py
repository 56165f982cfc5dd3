"""The run with which the laboratory begins, so that the first page can play it without the laboratory's controls."""

from dlcore.training.training import Experiment

FIRST_RUN = Experiment(
    dataset="spiral",
    n=300,
    noise=0.05,
    features=("x1", "x2", "sin_x1", "sin_x2"),
    hidden=(8, 8),
    batch_size=15,
)
