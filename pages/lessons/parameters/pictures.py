"""The models of the lesson on parameters, cached for all visitors, and the data of its pictures."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np

from dlcore.models import refits
from dlcore.models.families import EPOCHS, FAMILIES, Fitted, error
from pages.lessons.parameters.charts import parameter_histograms, plane, refit_curves
from pages.lessons.parameters.values import ParametersValues
from pages.ui.charts import curve, film, heatmap
from pages.ui.parts import downloads
from pages.ui.serving.once import once
from pages.ui.serving.runs import keep

SETTINGS = {
    "line": ("degree",),
    "svm": ("c", "kernel", "gamma"),
    "network": ("hidden", "learning_rate", "batch_size", "start"),
}
"""The settings of each family."""

FIXED = {"line": ("loss",), "svm": ("loss",), "network": ("loss", "optimizer", "activation", "epochs")}
"""The settings that are fixed."""

EXTENT = (-1.3, 1.3)
FINE, COARSE, CHUNK = 40, 20, 10
MOST = 11
"""Parameters that get a histogram; the twelfth is of a hyperparameter."""


class ModelSpec(NamedTuple):
    """The key of a model: its family, data, noise, seed, and settings by name."""

    family: str
    dataset: str
    noise: float
    seed: int
    settings: tuple[tuple[str, Any], ...]

    @property
    def source(self) -> tuple[str, float, int]:
        """The key of the samples."""
        return self.dataset, self.noise, self.seed


def place(chosen: ParametersValues) -> ModelSpec:
    """The place of the model that the controls name; a linear kernel has no gamma."""
    settings = tuple(
        (name, getattr(chosen, name)) for name in SETTINGS[chosen.family] if name != "gamma" or chosen.kernel == "rbf"
    )
    return ModelSpec(chosen.family, chosen.dataset, float(chosen.noise), chosen.seed, settings)


def arguments(where: ModelSpec) -> dict[str, Any]:
    """The settings as `fit` takes them; a linear kernel has no gamma, and looks at none."""
    return ({"gamma": 1.0} if where[0] == "svm" else {}) | dict(where[4])


class Found(NamedTuple):
    """A model, its sample x (n, d), y (n,), and its errors on it and on fresh examples."""

    model: Fitted
    x: np.ndarray
    y: np.ndarray
    train: float
    test: float


@keep
def fit(where: ModelSpec) -> Found:
    """Fit one model."""
    family, source = where.family, where.source
    x, y = refits.yours(*source)
    fresh_x, fresh_y = refits.judges(*source)
    model = FAMILIES[family].fit(x, y, **arguments(where))
    return Found(
        model, x, y, float(error(family, model.predict(x), y)), float(error(family, model.predict(fresh_x), fresh_y))
    )


def short(value: float) -> str:
    """A number with three digits."""
    return parameter_histograms.shown(value)


def measured(family: str, value: float) -> str:
    """An error as one reads it: a share, or a mean square, 0 where it is rounding alone."""
    return f"{value:.1%}" if FAMILIES[family].task == "classification" else short(value if value > 1e-20 else 0.0)


@once
def grid(fine: int) -> np.ndarray:
    """The centres of the cells of a picture of the plane, row by row, the lowest first."""
    low, high = EXTENT
    centres = low + (np.arange(fine) + 0.5) * (high - low) / fine
    return np.stack(np.meshgrid(centres, centres), axis=-1).reshape(-1, 2)


def coloured(family: str, score: np.ndarray) -> np.ndarray:
    """Scores as −1 … 1: a margin of one, or a class that is certain, in full colour."""
    return np.tanh(score / 2) if family == "network" else score


def heights(y: np.ndarray) -> tuple[float, float]:
    """The part of the y axis that a picture of a line shows."""
    room = 0.3 * float(np.ptp(y))
    return float(y.min()) - room, float(y.max()) + room


@keep
def fit_picture(where: ModelSpec) -> film.Datasets:
    """The model with its sample; what it holds on to, or gets wrong, has a ring."""
    family, (model, x, y, *_) = where[0], fit(where)
    if family == "line":
        at = np.linspace(-1.2, 1.2, 121)
        return curve.datasets(at, np.clip(model.predict(at[:, None]), -9, 9)[None], (x[:, 0], y))
    levels = heatmap.signed(coloured(family, model.predict(grid(FINE)))).reshape(1, FINE, FINE)
    if family == "svm":
        ringed = (x[:, None] == model.parameters["support_vectors"]).all(axis=-1).any(axis=-1)
    else:
        ringed = (model.predict(x) > 0) != (y > 0.5)
    points = plane.classified(x, y, ringed[None], ("0", "1"), "train")
    return plane.datasets(heatmap.reel(levels, heatmap.diverging()), (*EXTENT, *EXTENT), points)


@keep
def other_samples(dataset: str, noise: float, seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """New samples of the same source."""
    return refits.others(dataset, noise, seed, count)


@keep
def chunk(where: ModelSpec, count: int, first: int) -> list[Fitted]:
    """The models of a chunk of `count` new samples; those that are fitted together come all at once."""
    family, source = where.family, where.source
    x, y = other_samples(*source, count)
    rows = slice(first, first + CHUNK) if family == "svm" else slice(None)
    return list(refits.refit(family, x[rows], y[rows], arguments(where)))


def gather(where: ModelSpec, count: int) -> Iterator[float]:
    """Fit `count` new samples chunk by chunk, and tell the share that is done."""
    for first in range(0, count, CHUNK if where[0] == "svm" else count):
        chunk(where, count, first)
        yield min(1.0, (first + CHUNK) / count)


@keep
def refitted_models(where: ModelSpec, count: int) -> list[Fitted]:
    """All models of `count` new samples."""
    return [
        model
        for first in range(0, count, CHUNK if where[0] == "svm" else count)
        for model in chunk(where, count, first)
    ]


@keep
def refit_picture(where: ModelSpec, count: int) -> film.Datasets:
    """The film of new samples, each with its model."""
    family, source = where.family, where.source
    (x, y), models = other_samples(*source, count), refitted_models(where, count)
    if family == "line":
        at = np.linspace(-1.2, 1.2, 49)
        curves = np.array([model.predict(at[:, None]) for model in models])
        return refit_curves.line_datasets(x[..., 0], y, at, curves, heights(y))
    scores = np.array([model.predict(grid(COARSE)) for model in models])
    levels = heatmap.signed(coloured(family, scores)).reshape(-1, COARSE, COARSE)
    return refit_curves.plane_datasets(x, y[0].astype(int), heatmap.reel(levels, heatmap.diverging()), EXTENT)


@keep
def numbers(where: ModelSpec, count: int) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """The names (P,) of the numbers found, in every refit (R, P), and in your model (P,)."""
    own = refits.told(fit(where).model, MOST)
    rows = np.array([list(refits.told(model, MOST).values()) for model in refitted_models(where, count)])
    return tuple(own), rows, np.array(list(own.values()))


@keep
def histograms(where: ModelSpec, count: int, title: str, vectors: str, intercept: str) -> film.Datasets:
    """One histogram of a hyperparameter, called `title`, then those of the parameters; n and b have names in words."""
    names, rows, own = numbers(where, count)
    value = float(arguments(where)[refits.SWEPT[where[0]][0]])
    values = np.column_stack([np.full(count, value), rows])
    return parameter_histograms.datasets(
        [title, *({"n": vectors, "b": intercept}.get(name, name) for name in names)],
        values,
        np.array([value, *own]),
        [False] + [True] * len(names),
    )


class Spread(NamedTuple):
    """The number of different values that a parameter had over the samples, with their mean and standard deviation."""

    name: str
    different: int
    mean: str
    deviation: str


@keep
def spread(where: ModelSpec, count: int) -> Spread:
    """The scatter of the first number found (a machine's intercept)."""
    names, rows, _ = numbers(where, count)
    at = names.index("b") if where[0] == "svm" else len(names) > 1 and where[0] == "line"
    column = rows[:, int(at)]
    if parameter_histograms.alike(column.min(), column.max()):
        return Spread(names[int(at)], 1, short(column.mean()), "0")
    return Spread(names[int(at)], len(np.unique(column.round(12))), short(column.mean()), short(column.std(ddof=1)))


@keep
def file(where: ModelSpec) -> bytes:
    """The model as it is saved."""
    written = BytesIO()
    fit(where).model.save(written)
    return written.getvalue()


def sample_csv(where: ModelSpec) -> bytes:
    """The sample as a CSV file."""
    found = fit(where)
    columns = {f"x{i + 1}": found.x[:, i] for i in range(found.x.shape[1])}
    return downloads.csv(film.rows(**columns, y=found.y))


class SettingsRow(NamedTuple):
    """A line of the ledger: a name, its value or values, their shape, and how many the last change moved.

    `was` is the shape before, if it was another; `fixed` is a setting that has no control here.
    """

    name: str
    values: tuple[float, ...] | str
    shape: tuple[int, ...]
    moved: int
    was: tuple[int, ...] | None = None
    fixed: bool = False


def set_rows(where: ModelSpec, before: ModelSpec | None, words: Mapping[str, str]) -> list[SettingsRow]:
    """The settings; `before` is what the page showed before the last change, if it was of the same family."""
    old = dict(before[4]) if before and before[0] == where[0] else dict(where[4])
    rows = []
    for name, value in where[4]:
        said = words.get(str(value), str(value)) if isinstance(value, str) else short(float(value))
        rows.append(SettingsRow(name, said, (), int(name in old and old[name] != value)))
    fixed = {name: words[f"{where[0]}.{name}"].format(epochs=EPOCHS) for name in FIXED[where[0]]}
    return rows + [SettingsRow(name, said, (), 0, fixed=True) for name, said in fixed.items()]


def found_rows(where: ModelSpec, before: ModelSpec | None) -> list[SettingsRow]:
    """The parameters, and how much of them the last change moved."""
    now = fit(where).model.parameters
    old = fit(before).model.parameters if before and before[0] == where[0] else now
    rows = []
    for name, values in now.items():
        same = old[name].shape == values.shape
        moved = int((old[name] != values).sum()) if same else values.size
        row = SettingsRow(
            name, tuple(values.ravel()[:8].tolist()), values.shape, moved, None if same else old[name].shape
        )
        rows.append(row)
    return rows


def totals(where: ModelSpec) -> tuple[int, int]:
    """The number of settings, the user's and the fixed, and of parameters."""
    return len(where[4]) + len(FIXED[where[0]]), fit(where).model.count


@keep
def glimpse() -> str:
    """Lines of degree 7 fitted to forty samples, laid over each other, as a small picture."""
    x, y = refits.others("sine", 1.0, 1, 40)
    at = np.linspace(-1, 1, 96)
    picture = np.zeros((96, 96))
    for model in refits.refit("line", x, y, {"degree": 7}):
        rows = np.rint((1.5 - model.predict(at[:, None])) / 3 * 95).astype(int)
        for thick in (-1, 0, 1):
            seen = (rows + thick >= 0) & (rows + thick < 96)
            picture[rows[seen] + thick, np.flatnonzero(seen)] += 1
    return heatmap.png(heatmap.signed(np.minimum(picture / 12, 1)), heatmap.diverging())
