"""The controls of the lesson on parameters, and settings to try."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pages.lessons.parameters.values import ParametersValues
from pages.lessons.parameters.words import ALL, FAMILIES, KERNELS, PARTS, PARTS_OF, SET
from pages.ui import controls, names
from pages.ui.text import Text

DATA = {
    "line": ("sine", "line"),
    "svm": ("moons", "blobs", "circles", "xor"),
    "network": ("moons", "blobs", "circles", "xor"),
}


def of(*families: str) -> Callable[[ParametersValues], bool]:
    """Return the test whether one of these families is chosen."""
    return lambda chosen: chosen.family in families


def rounded(chosen: ParametersValues) -> bool:
    """Return whether gamma is used."""
    return chosen.family == "svm" and chosen.kernel == "rbf"


@dataclass(frozen=True)
class FamilyChoice(controls.Choice[ParametersValues]):
    """The family of the model. Links of when the page opened on a support vector machine do not name it."""

    def word(self, asked: Mapping[str, str]) -> str | None:
        machine = {"c", "gamma", "kernel"} & set(asked) or asked.get("dataset") in DATA["svm"]
        if self.id in asked:
            return asked[self.id]
        return "svm" if machine or asked.get("scaled") in PARTS_OF["svm"][:2] else None


SETTINGS: controls.Controls[ParametersValues] = (
    FamilyChoice("family", names.MODEL, options=FAMILIES, default="line"),
    controls.Choice(
        "dataset",
        names.DATA,
        options={name: names.DATASETS[name] for name in ("sine", "line", "moons", "blobs", "circles", "xor")},
        default="moons",
        allowed=lambda chosen: DATA[chosen.family],
    ),
    controls.Number("noise", names.NOISE, low=0.0, high=1.0, step=0.1, default=0.5, live=True),
    controls.Seed("seed", Text("Sample", "표본"), default=1),
    controls.Number("degree", SET["degree"], low=1, high=9, step=1, default=3, live=True, shown=of("line")),
    controls.Choice("kernel", SET["kernel"], options=KERNELS, default="rbf", shown=of("svm")),
    controls.Rate("c", SET["c"], default=1.0, low=0.01, high=1000.0, live=True, shown=of("svm")),
    controls.Rate("gamma", SET["gamma"], default=2.0, low=0.1, high=100.0, live=True, shown=rounded),
    controls.Number("hidden", SET["hidden"], low=1, high=8, step=1, default=4, live=True, shown=of("network")),
    controls.Rate(
        "learning_rate", SET["learning_rate"], default=0.03, low=0.001, high=1.0, live=True, shown=of("network")
    ),
    controls.Number("batch_size", SET["batch_size"], low=5, high=40, step=5, default=10, shown=of("network")),
    controls.Number("start", SET["start"], low=1, high=20, step=1, default=1, shown=of("network")),
    controls.Flag(
        "many", Text("200 samples instead of 40", "표본 40개 대신 200개"), default=False, shown=of("svm", "network")
    ),
    controls.Choice(
        "scaled",
        Text("Which parameters to scale", "0배·2배로 바꿔 볼 매개변수"),
        options={"all": ALL, **PARTS},
        default="all",
        allowed=lambda chosen: ("all", *PARTS_OF[chosen.family]),
    ),
    controls.Number(
        "written",
        Text("Overwrite one parameter with", "매개변수 하나에 써넣을 수"),
        low=-5.0,
        high=5.0,
        step=0.5,
        default=4.0,
    ),
)
PRESETS = (
    controls.Preset("soft", Text("C very small", "아주 작은 C"), {"family": "svm", "c": 0.02}),
    controls.Preset("hard", Text("C very large", "아주 큰 C"), {"family": "svm", "c": 500.0}),
    controls.Preset(
        "wiggly",
        Text("A polynomial of degree 9", "9차 다항식"),
        {"family": "line", "dataset": "sine", "degree": 9},
    ),
    controls.Preset(
        "network", Text("Network, 33 parameters", "신경망, 매개변수 33개"), {"family": "network", "hidden": 8}
    ),
)
