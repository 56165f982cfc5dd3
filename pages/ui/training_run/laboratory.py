"""The way from a lesson to the laboratory: a link with the settings of the run that the lesson shows."""

from dlcore.training.training import Experiment
from pages.ui.address import address
from pages.ui.text import Text, say

OPEN = Text("The same settings in the laboratory", "같은 설정으로 실험실에서 열기")
NUMBERS = ("n", "noise", "train_share", "learning_rate", "batch_size", "epochs", "seed", "regularization_strength")
NAMES = ("dataset", "activation", "initialization", "loss", "optimizer", "schedule", "regularization")


def settings(run: Experiment) -> dict[str, str]:
    """Return the settings of one run as a link to the laboratory has them; a batch of all examples has their number."""
    numbers = {name: getattr(run, name) for name in NUMBERS}
    numbers["batch_size"] = min(run.batch_size, round(run.n * run.train_share))
    lists = {"features": ".".join(run.features), "hidden": "-".join(map(str, run.hidden)) or "none"}
    return (
        lists | {name: getattr(run, name) for name in NAMES} | {name: f"{number:g}" for name, number in numbers.items()}
    )


def link(run: Experiment) -> str:
    """Return the link, as Markdown, that opens the laboratory with the settings of a run."""
    return f"[{say(OPEN)}]({address.address('training', settings(run))})"
