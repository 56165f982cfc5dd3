"""The pictures of the lesson on search: from a race to the charts' data, and the plane on which to pick."""

import numpy as np

from dlcore.search import strategies, true_surface
from dlcore.search.trials import RANGES, Point, Space, Trial
from dlcore.training.training import Experiment
from pages.lessons.search import picked_points
from pages.lessons.search.charts import gaussian_process, trial_film, winners_curse
from pages.lessons.search.race import SPACES, WAYS, Race, Setup, after, again, guessed, tried
from pages.ui.charts import film, log_ticks, racing_losses
from pages.ui.number_format import short
from pages.ui.parts import downloads
from pages.ui.serving.once import once
from pages.ui.serving.runs import keep


def ends(space: Space, guess: float) -> tuple[float, float, float, float]:
    """The ends of the plane; with one hyperparameter, the other axis is the loss."""
    first, *rest = [RANGES[name] for name in space.searched]
    up = (rest[0].low, rest[0].high) if rest else (guess / 12, 4 * guess)
    return first.low, first.high, *up


def ticks(name: str) -> tuple[float, ...]:
    """The numbers beside an axis of a hyperparameter, or of the loss."""
    if name == "loss":
        return log_ticks.PARTED
    return log_ticks.DOUBLED if RANGES[name].whole else log_ticks.TENS


def loss_words(trial: Trial, diverged: str) -> str:
    """The loss of a trial, or the word for a run that diverged."""
    return diverged if trial.diverged_at else f"{trial.validation:.3f}"


def plane(result: Race, way: str, words: dict[str, str], picture: str, frames: int) -> film.Datasets:
    """The trials of a way with a line of text a frame; `words` are patterns.

    Their keys: the way, none, best, nothing, values, diverged.
    """
    done, searched = result.ways[way], result.setup.space.searched
    axes = np.array([trial.values for trial in done] or np.zeros((0, len(searched))), float).reshape(-1, len(searched))
    loss = np.array([trial.validation for trial in done], float)
    told = []
    for frame in range(frames):
        seen = axes[: frame + 1]
        least = loss[: frame + 1].min(initial=np.inf)
        best = words["best"].format(loss=f"{least:.3f}") if least < result.guess else words["nothing"]
        values = " × ".join(str(len(np.unique(axis))) for axis in seen.T)
        told.append(
            (f"{words[way]}: {best}", words["values"].format(values=values)) if done else (words[way], words["none"])
        )
    spoken = [
        ", ".join(map(short, trial.values)) + ": " + loss_words(trial, words["diverged"].format(step=trial.diverged_at))
        for trial in done
    ]
    up = axes[:, 1] if len(searched) > 1 else loss
    marks = trial_film.Marks(axes[:, 0], up, loss, spoken)
    return trial_film.datasets(
        marks, ends(result.setup.space, result.guess), result.guess, told, picture=picture, sides=len(searched) > 1
    )


def best_so_far(result: Race, by_hand: np.ndarray | None = None) -> film.Datasets:
    """The best loss so far of every way, a line each; `by_hand` stands in the place of the visitor's own."""
    lines = {way: strategies.best_so_far(result.ways[way], result.guess) for way in result.ran}
    if by_hand is not None:
        lines["manual"] = by_hand
    tracks = []
    for way, best in lines.items():
        # Who has done all of theirs keeps their best to the end.
        best = np.append(best, [best[-1]] * (len(result.ways["bayesian"]) - len(best)))
        trial = np.arange(1, len(best) + 1)
        tracks.append(racing_losses.Track(WAYS.index(way), stairs(trial)[1:], stairs(best)[:-1]))
    frames = np.arange(len(result.ways["bayesian"]))
    return racing_losses.datasets(tracks, frames + 1, 2 * frames)


def stairs(values: np.ndarray) -> np.ndarray:
    """Every value twice: shifted against each other by one, two such rows are a line that goes in steps."""
    return np.repeat(values, 2)


def surface_picture(losses: np.ndarray, guess: float) -> str:
    """The true surface as a picture; of a single row nothing."""
    return trial_film.surface(losses, guess) if len(losses) > 1 else trial_film.CLEAR


def _frames(this: Setup) -> tuple[Race, np.ndarray]:
    """The whole race, where in the picture the trials of Bayesian search lie; each is the next until it is tried."""
    result = after(this, this.budget)
    values = np.array([trial.values for trial in result.ways["bayesian"]], float)
    if values.shape[1] == 1:
        learned = np.exp(strategies.told(result.ways["bayesian"], result.guess))
        values = np.column_stack([values[:, 0], np.clip(learned, *ends(this.space, result.guess)[2:])])
    return result, values[:, :2]


@keep
def maps(this: Setup) -> dict[str, film.Datasets]:
    """The mean, the uncertainty and the acquisition over the plane through the next point, frame by frame."""
    result, places = _frames(this)
    axes = len(this.space.searched)
    side = strategies.SIDE[axes]
    blank = np.zeros((side, side), np.uint8)
    shaded: dict[str, list[np.ndarray]] = {"mean": [], "deviation": [], "promise": []}
    most = max((found.deviation.max() for found in result.beliefs if found), default=1.0)
    for found, trial in zip(result.beliefs, result.ways["bayesian"], strict=True):
        if found is None:
            for pages in shaded.values():
                pages.append(blank)
            continue
        mean, deviation, promise = (
            _slice(values, side, axes, trial) for values in (found.mean, found.deviation, found.acquisition)
        )
        shaded["mean"].append(trial_film.level(np.exp(mean), result.guess))
        shaded["deviation"].append(gaussian_process.levels(deviation, 0.0, float(most)))
        shaded["promise"].append(gaussian_process.levels(promise, float(promise.min()), float(promise.max())))
    where = ends(this.space, result.guess)
    return {
        name: gaussian_process.map_datasets(np.array(pages), where, places, places) for name, pages in shaded.items()
    }


def _slice(values: np.ndarray, side: int, axes: int, trial: Trial) -> np.ndarray:
    """Values of the lattice as a plane, lowest row first, through the third coordinate of a trial."""
    cube = values.reshape((side,) * axes)
    if axes == 3:
        line = strategies.lattice(("learning_rate", "regularization", "hidden"))[:side, 2]
        cube = cube[:, :, int(np.argmin(np.abs(line - trial.point[2])))]
    return cube.T


@keep
def line(this: Setup) -> film.Datasets:
    """The curve in its band, and the acquisition under it, frame by frame."""
    result, tried_at = _frames(this)
    lattice = strategies.lattice(this.space.searched)[::2, 0].tolist()
    x = np.array([RANGES[this.space.searched[0]].value(place) for place in lattice])
    rows, frames = [], []
    for frame, found in enumerate(result.beliefs):
        if found is None:
            continue
        mean, spread, promise = (values[::2] for values in (found.mean, found.deviation, found.acquisition))
        reach = float(found.acquisition.max() - found.acquisition.min()) or 1.0
        promise = (promise - found.acquisition.min()) / reach
        rows.append([np.exp(mean), np.exp(mean - 2 * spread), np.exp(mean + 2 * spread), promise])
        frames.append(frame)
    y_ends = ends(this.space, result.guess)[2:]
    curves = np.array(rows).reshape(-1, 4, len(x))
    curves[:, :3] = np.clip(curves[:, :3], y_ends[0] / 10, y_ends[1] * 10)
    room = (y_ends[0] / 1.2, y_ends[1] * 1.2)
    return gaussian_process.line_datasets(x, curves, np.array(frames), room, tried_at, tried_at)


def band(this: Setup) -> film.Datasets:
    drawn = line(this)
    return {**drawn, "belief": drawn["belief"].drop_columns(["promise"])}


def promises(this: Setup) -> film.Datasets:
    drawn = line(this)
    return {
        "belief": drawn["belief"].select(["frame", "x", "promise"]), "ends": drawn["ends"], "next": drawn["next"]
    }  # fmt: skip


def winners(result: Race) -> list[str]:
    """The ways whose best trial did not diverge."""
    return [way for way in result.ran if np.isfinite(result.best(way).validation)]


def cursed(result: Race) -> film.Datasets | None:
    """Each way's best trial, and the same setting from fresh starts; None where no way found anything that trains."""
    ways = winners(result)
    if not ways:
        return None
    best = np.array([result.best(way).validation for way in ways])
    fresh = [again(result.setup.space, result.best(way).point) for way in ways]
    validation, test = (np.array([losses[part][1:] for losses in fresh]) for part in (0, 1))
    return winners_curse.datasets([WAYS.index(way) for way in ways], best, validation, test)


def fallen(result: Race) -> dict[str, dict[str, float]]:
    """The curse of each winner: its loss in the trial, means of fresh starts, their ratio, and how many diverged."""
    told = {}
    for way in winners(result):
        trial = result.best(way)
        validation, test = (losses[1:] for losses in again(result.setup.space, trial.point))
        diverged = int(np.isinf(test).sum())
        told[way] = {
            "trial": trial.validation,
            "again": float(validation.mean()),
            "test": float(test.mean()),
            "times": float(test.mean()) / trial.validation,
            "diverged": diverged,
        }
    return told


def winner(result: Race) -> Experiment:
    """The experiment of the best trial of all ways."""
    best = min((result.best(way) for way in result.ran), key=lambda trial: trial.validation)
    return result.setup.space.settings(best.point)


def table(result: Race) -> bytes:
    """All trials as comma-separated values; a run that diverged has no loss."""
    done = [(way, number, trial) for way in result.ran for number, trial in enumerate(result.ways[way], 1)]
    searched = result.setup.space.searched
    loss = np.array([trial.validation for _, _, trial in done])
    return downloads.csv(
        film.rows(
            way=[way for way, _, _ in done],
            trial=[number for _, number, _ in done],
            **{name: np.array([t.values[axis] for _, _, t in done], float) for axis, name in enumerate(searched)},
            validation_loss=film.numbers(loss, np.isfinite(loss)),
            diverged_at_step=[trial.diverged_at or 0 for _, _, trial in done],
        )
    )


@once
def logarithm(name: str) -> float:
    """The base in which an axis is read: 2 for whole numbers, else 10."""
    return 2.0 if RANGES[name].whole else 10.0


def extent(space: Space) -> tuple[float, ...]:
    """The ends of the first two axes, as logarithms."""
    return tuple(
        float(np.log(end) / np.log(logarithm(name)))
        for name in space.searched[:2]
        for end in (RANGES[name].low, RANGES[name].high)
    )


def place_of(space: Space, x: float, y: float) -> Point:
    """The point of a place on the visitor's plane."""
    x0, x1, y0, y1 = extent(space)
    return picked_points.rounded((x - x0) / (x1 - x0)), picked_points.rounded((y - y0) / (y1 - y0))


def position(space: Space, point: Point) -> tuple[float, float]:
    x0, x1, y0, y1 = extent(space)
    return round(x0 + point[0] * (x1 - x0), 3), round(y0 + point[1] * (y1 - y0), 3)


def own_marks(this: Setup) -> list[tuple[float, float, str]]:
    """The visitor's trials on their plane, each with its shade; a run that diverged has none."""
    done = [tried(this.space, point) for point in this.picks]
    shades = trial_film.colours(np.array([trial.validation for trial in done]), guessed(this.space))
    return [
        (*position(this.space, trial.point), "" if trial.diverged_at else shade)
        for trial, shade in zip(done, shades, strict=True)
    ]


def numbers_on(space: Space) -> list[list[tuple[float, str]]]:
    """The numbers along both axes of the visitor's plane, as on the other planes: where, and what is written.

    Across there is no room for half a number at an end.
    """
    return [
        [
            (float(np.log(tick) / np.log(logarithm(name))), f"{tick:.6f}".rstrip("0").rstrip("."))
            for tick in ticks(name)
            if RANGES[name].low * room <= tick <= RANGES[name].high / room
        ]
        for name, room in zip(space.searched, (1.01, 1.0), strict=False)
    ]


PLACES = [place / 40 for place in range(41)]
"""Places on an axis that a slider offers."""


def value_at(name: str, place: float) -> str:
    """The value at a place on an axis, in words."""
    return short(RANGES[name].value(place))


@once
def glimpse() -> str:
    """A coarse surface of short runs, in shades by rank: as dark as it gets where the loss is lowest."""
    experiment = Experiment(
        dataset="circles", n=400, train_share=0.2, noise=0.5, hidden=(8, 8), optimizer="sgd", batch_size=20, epochs=25,
        regularization="l2",
    )  # fmt: skip
    space, side = Space(experiment, SPACES["strength"]), 11
    losses = [[trial.validation for trial in true_surface.row(space, (side, side), number)] for number in range(side)]
    rank = np.argsort(np.argsort(losses, axis=None)).reshape(side, side) / side**2
    return trial_film.surface(rank, 1.0)
