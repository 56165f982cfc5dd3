"""The controls of the lesson on linearity, and its presets."""

from collections.abc import Callable

from pages.lessons.linearity.values import LinearityValues
from pages.lessons.linearity.words import BENDS, DATA, FILMS, HOW, TARGETS
from pages.ui import controls, names
from pages.ui.text import Text

WIDEST = {1: 12, 2: 8, 3: 5}
"""The most neurons a layer, by the number of hidden layers: as many folds as can be told apart."""


def among(*parts: str) -> Callable[[LinearityValues], bool]:
    """Return the test whether one of these parts is shown."""
    return lambda chosen: chosen.part in parts


SETTINGS: controls.Controls[LinearityValues] = (
    controls.Choice(
        "dataset",
        names.DATA,
        options=DATA,
        default="circles",
        shown=lambda chosen: chosen.part != "hinges",
    ),
    controls.Number(
        "layers", Text("Layers", "층 수"), low=1, high=6, step=1, default=4, shown=among("product"), live=True
    ),
    controls.Choice(
        "between",
        Text("Activation between the layers", "층 사이의 활성화 함수"),
        options={name: BENDS[name] for name in ("linear", "relu", "tanh")},
        default="linear",
        shown=among("product"),
    ),
    controls.Choice("film", Text("Film", "애니메이션"), options=FILMS, default="training", shown=among("bend")),
    controls.Number("depth", names.DEPTH, low=1, high=3, step=1, default=1, shown=among("bend", "folds"), live=True),
    controls.Number(
        "width",
        Text("Neurons in a layer", "층마다 뉴런 수"),
        low=1,
        high=lambda chosen: WIDEST[chosen.depth] if chosen.part == "folds" else 8,
        step=1,
        default=4,
        live=True,
        shown=lambda chosen: chosen.part in ("bend", "folds") or (chosen.part == "product" and chosen.layers > 1),
    ),
    controls.Choice("activation", names.ACTIVATION, options=BENDS, default="tanh", shown=among("bend")),
    controls.Choice("how", Text("Hinges", "경첩"), options=HOW, default="laid", shown=among("hinges")),
    controls.Choice(
        "target",
        Text("Curve to build", "만들 곡선"),
        options=TARGETS,
        default="sine",
        allowed=lambda chosen: list(TARGETS) if chosen.how == "laid" else ["sine"],
        shown=among("hinges"),
    ),
    controls.Number(
        "hinges",
        Text("How many hinges", "경첩 수"),
        low=1,
        high=24,
        step=1,
        default=8,
        shown=among("hinges"),
        live=True,
    ),
    controls.Several(
        "features",
        names.FEATURES_USED,
        options={name: names.FEATURES[name] for name in ("x1", "x2", "x1_squared", "x2_squared", "x1_x2")},
        default=("x1", "x2"),
        shown=among("features"),
    ),
    controls.Number(
        "noise",
        names.NOISE,
        low=0.0,
        high=1.0,
        step=0.05,
        default=0.1,
        shown=lambda chosen: chosen.part != "hinges" or chosen.how == "trained",
    ),
    controls.Seed(shown=lambda chosen: chosen.part != "hinges" or chosen.how == "trained"),
)
PRESETS = (
    controls.Preset("deep", Text("Six layers, one line", "여섯 층, 직선 하나"), {"part": "product", "layers": 6}),
    controls.Preset(
        "bent", Text("From linear to non-linear", "선형에서 비선형으로"), {"part": "bend", "film": "unbent"}
    ),
    controls.Preset("twice", Text("Folds of folds", "접힌 선을 다시 접기"), {"part": "folds", "depth": 2, "width": 6}),
    controls.Preset(
        "squares",
        Text("x² is a feature", "x²도 특성입니다"),
        {"part": "features", "features": ("x1", "x2", "x1_squared", "x2_squared")},
    ),
)
CHALLENGE = {"part": "folds", "width": 2}
