"""The pictures of a race: runs on a landscape or training runs on a network, kept for all visitors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from dlcore.optimization.landscapes import Landscape
from dlcore.optimization.optimizers import MOMENTUM, WITH_MOMENTUM
from dlcore.optimization.projection import PrincipalPlane, principal_plane
from dlcore.studies import race, race_landscapes
from dlcore.training.training import Experiment, frame_steps
from pages.ui.charts import contour, film, racing_losses
from pages.ui.parts import downloads
from pages.ui.parts.landscape import Trail
from pages.ui.serving.once import once
from pages.ui.serving.runs import keep

FRAMES = 100


@dataclass(frozen=True)
class RaceSettings:
    """The settings of a race: plain values, the key of what is kept."""

    ground: str
    condition: float
    start: tuple[float, float]
    steps: int
    schedule: str
    noise: float
    seed: int
    momentum: float = MOMENTUM

    @property
    def where(self) -> Landscape:
        """The landscape itself."""
        return race_landscapes.ground(self.ground, self.condition, self.seed)

    @property
    def frames(self) -> list[int]:
        """The step of each frame of the film."""
        return frame_steps(self.steps, FRAMES)


Entry = tuple[int, str, float | None]
"""A racer: its place, its optimizer, and its rate, or None for the best of a sweep."""


def landscape_run(course: RaceSettings, racer: str, rate: float | None) -> race.LandscapeRun:
    """One racer's run: kept whatever μ is, where it has none."""
    return _landscape_run(course if racer in WITH_MOMENTUM else replace(course, momentum=MOMENTUM), racer, rate)


@keep
def _landscape_run(course: RaceSettings, racer: str, rate: float | None) -> race.LandscapeRun:
    where, start = course.where, np.array(course.start)
    steady = racer != race.STOCHASTIC
    slope = (
        race_landscapes.steady(where)
        if steady
        else race_landscapes.noisy(where, start, course.noise, course.steps, course.seed)
    )
    rates = race.RATES if rate is None else (rate,)
    factors = race.factors(course.schedule, course.steps)
    return race.landscape_run(where, slope, racer, start, rates, factors, course.momentum)


@keep
def map_of(ground: str, condition: float, seed: int) -> str:
    """The landscape as a picture."""
    where = race_landscapes.ground(ground, condition, seed)
    return contour.picture(where.value(contour.places(where.extent)))


def landscape_runs(course: RaceSettings, entries: Sequence[Entry]) -> list[race.LandscapeRun]:
    """Every racer's run."""
    return [landscape_run(course, racer, rate) for _, racer, rate in entries]


def trails(course: RaceSettings, entries: Sequence[Entry], memory: bool) -> list[Trail]:
    """The trajectories as the landscape shows them, with the racers' memory at each frame or without."""
    return [trail(course, place, landscape_run(course, racer, rate), memory) for place, racer, rate in entries]


def trail(course: RaceSettings, place: int, run: race.LandscapeRun, memory: bool) -> Trail:
    """One trajectory. An arrow is where the velocity pulls; a square has the roots of the squares as sides."""
    if not memory:
        return Trail(place, run.theta)
    at = [step for step in course.frames if step < len(run.theta)]
    x0, x1, y0, y1 = course.where.extent
    velocity = None if run.velocity is None else -run.velocity[at] * race_scale(x1 - x0, y1 - y0)
    squares = None if run.squares is None else np.sqrt(run.squares[at])
    return Trail(place, run.theta, shares(velocity), shares(squares))


def race_scale(wide: float, high: float) -> np.ndarray:
    """The scale from a vector of the landscape to one of the picture: 1 where both axes have the same unit."""
    ratio = min(max(high / wide, 0.5), 1.0)
    return np.array([1.0, ratio * wide / high])


def shares(values: np.ndarray | None) -> np.ndarray | None:
    """Memory (t, 2) as a share of its largest."""
    return None if values is None else values / (float(np.linalg.norm(values, axis=-1).max()) or 1.0)


def losses(course: RaceSettings, entries: Sequence[Entry]) -> film.Datasets:
    """Loss against step of every racer."""
    tracks = [
        racing_losses.Track(place, np.arange(len(run.loss)), run.loss)
        for (place, _, _), run in zip(entries, landscape_runs(course, entries), strict=True)
    ]
    pace = np.array(course.frames)
    return racing_losses.datasets(tracks, pace, pace)


def misdirection(course: RaceSettings) -> float:
    """Angle between the first step against the gradient and the way to the nearest minimum, in degrees."""
    where, start = course.where, np.array(course.start)
    return race.misdirection(start, where.gradient(start), np.array(where.minima))


def table(course: RaceSettings, entries: Sequence[Entry]) -> bytes:
    """The trajectories as a table, step by step, in comma-separated values."""
    parts = []
    for (place, racer, _), run in zip(entries, landscape_runs(course, entries), strict=True):
        steps, (x, y) = len(run.loss), run.theta.T
        who = {"racer": [place + 1] * steps, "optimizer": [racer] * steps, "learning_rate": [run.rate] * steps}
        parts.append(film.rows(**who, step=np.arange(steps), x=x, y=y, loss=run.loss))
    return downloads.csv(pa.concat_tables(parts))


def network_run(experiment: Experiment, racer: str, rate: float | None) -> race.NetworkRun:
    """Train one racer's networks: kept whatever μ is, where it has none."""
    return _network_run(experiment if racer in WITH_MOMENTUM else replace(experiment, momentum=MOMENTUM), racer, rate)


@keep
def _network_run(experiment: Experiment, racer: str, rate: float | None) -> race.NetworkRun:
    return race.network_run(experiment, racer, race.NETWORK_RATES if rate is None else (rate,))


def bands(network_runs: Sequence[race.NetworkRun], entries: Sequence[Entry]) -> film.Datasets:
    """Median and range over the seeds of every racer's training loss."""
    tracks = [
        racing_losses.Track(place, run.step, np.median(run.loss, axis=1), run.loss.min(axis=1), run.loss.max(axis=1))
        for (place, _, _), run in zip(entries, network_runs, strict=True)
    ]
    longest = max((run.step for run in network_runs), key=len)
    return racing_losses.datasets(tracks, longest, np.arange(len(longest)))


@dataclass(frozen=True, eq=False)
class PlaneView:
    """The trajectories of networks on their own principal plane: picture, trajectories, and the plane."""

    image: str
    extent: tuple[float, float, float, float]
    trails: list[Trail]
    start: tuple[float, float]
    plane: PrincipalPlane


GRID, TIMES = 40, 10


@keep
def plane_view(experiment: Experiment, entries: tuple[Entry, ...]) -> PlaneView:
    """See the first seed's runs on the plane that holds most of them. Runs that diverged do not tilt it."""
    network_runs = [network_run(experiment, racer, rate) for _, racer, rate in entries]
    tame = [run for run in network_runs if not run.diverged] or network_runs
    plane = principal_plane(np.concatenate([run.theta for run in tame]))
    seen = np.concatenate([plane.project(run.theta) for run in tame])
    middle, half = (seen.max(axis=0) + seen.min(axis=0)) / 2, 0.6 * float(np.ptp(seen, axis=0).max() or 1.0)
    (x0, y0), (x1, y1) = (middle - half).tolist(), (middle + half).tolist()
    extent = (x0, x1, y0, y1)
    places = contour.places(extent, GRID)
    loss = race.surface(experiment, plane, places.reshape(-1, 2)).reshape(places.shape[:2])
    image = contour.picture(contour.finer(loss, TIMES))
    # A frame of a network is a row of its trajectory; between frames the updates are not kept.
    trails = [Trail(place, plane.project(run.theta)) for (place, _, _), run in zip(entries, network_runs, strict=True)]
    first = plane.project(network_runs[0].theta[0])
    return PlaneView(image, extent, trails, (float(first[0]), float(first[1])), plane)


@once
def network(dataset: str, schedule: str, seed: int, momentum: float = MOMENTUM) -> Experiment:
    """The experiment that every racer runs, with its own optimizer and rate."""
    return Experiment(
        dataset=dataset,
        n=120,
        noise=0.2,
        hidden=(6, 6),
        schedule=schedule,
        batch_size=10,
        epochs=30,
        seed=seed,
        frames=60,
        momentum=momentum,
    )


def as_run(experiment: Experiment, run: race.NetworkRun) -> Experiment:
    """One start of a racer's network, as an experiment that can be written out."""
    entered = race.entered(experiment, run.racer, (run.rate,), 1)
    return replace(entered, learning_rate=run.rate)
