"""Ways downhill: optimizers race on landscapes, on the loss of a line and on a real network."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.studies import race, race_landscapes
from dlcore.training.experiment import Experiment
from pages.lessons.optimizers import pictures, results, settings, start_point, words
from pages.lessons.optimizers.settings import CHALLENGE, PRESETS, SETTINGS, on_network
from pages.lessons.optimizers.values import OptimizersValues
from pages.lessons.optimizers.words import GROUNDS, NETWORK, NOBODY, RACERS
from pages.ui import controls
from pages.ui.address import address
from pages.ui.charts import racing_losses
from pages.ui.controls import locks
from pages.ui.controls.sliders import readable
from pages.ui.parts import chart, downloads, landscape, lesson, player, standings, strip
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.serving import runs
from pages.ui.text import Text, say
from pages.ui.training_run import laboratory, thumbnails

LESSON = "optimizers"
ON_LANDSCAPE, ON_NETWORK = (
    Text("A race on a landscape", "지형 위의 경주"),
    Text("A race on the network", "신경망 위의 경주"),
)
WITHIN = 70
MAP, CHART = HEIGHT - 20, 125
"""Pixels of height: the landscape, and the losses above their table."""


def draw_landscape(panel: controls.Panel[OptimizersValues]) -> None:
    """Draw the race on a landscape."""
    lesson.row(
        panel,
        "ground",
        "condition",
        "momentum",
        "best",
        *settings.RATES,
        more=(*settings.OPTIMIZERS, "steps", "schedule", "noise", "memory", "seed"),
    )
    chosen = panel.value
    track, racers = course(chosen), entries(chosen)
    race_runs = pictures.landscape_runs(track, racers)
    at = [[float(run.loss[min(step, len(run.loss) - 1)]) for run in race_runs] for step in track.frames]
    play(track.frames, [results.told(racers, losses) for losses in at], film=f"{track}{racers}")
    first, second = lesson.body(2, 3)
    with first:
        draw_map(chosen, track, racers, results.told(racers, at[-1]))
    with second, st.container(gap="xxsmall"):
        spec = racing_losses.spec(say(words.STEP), say(words.REMAINING), height=CHART)
        told_last = say(words.CHART_ALT, racers=results.told(racers, at[-1]))
        chart.show(spec, pictures.losses(track, racers), told_last, f"{LESSON}.losses")
        head = [say(word) for word in (*words.HEAD, words.REMAINING, words.THOUSANDTH)]
        rows = zip(racers, race_runs, strict=True)
        standings.show(head, [(n, results.row(racer, run, track.where)) for (n, racer, _), run in rows])
        st.markdown(results.told_below(track, settings.conditioned(chosen) and settings.with_momentum(chosen)))
    st.caption(" ".join(say(text) for text in (words.MOVE, *[words.MEMORY] * chosen.memory)))


def draw_map(
    chosen: OptimizersValues, track: pictures.RaceSettings, racers: tuple[pictures.Entry, ...], runners: str
) -> None:
    """Draw the landscape from above, with the trajectories and the start that can be moved."""
    movable = "start" not in locks.of(LESSON)
    landscape.show(
        pictures.map_of(chosen.ground, chosen.condition, chosen.seed),
        track.where.extent,
        pictures.trails(track, racers, chosen.memory),
        track.frames,
        say(words.MAP_ALT, ground=say(GROUNDS[chosen.ground]), racers=runners),
        f"{LESSON}.map",
        start=track.start,
        titles=[say(title) for title in words.AXES.get(chosen.ground, words.PLAIN_AXES)],
        minima=track.where.minima,
        on_start=(lambda x, y: controls.change(LESSON, start=(chosen.ground, x, y))()) if movable else None,
        height=MAP,
    )


def draw_network(panel: controls.Panel[OptimizersValues]) -> None:
    """Draw the race on the network, over five seeds."""
    lesson.row(panel, "data", "momentum", "best", *settings.RATES, more=(*settings.OPTIMIZERS, "schedule", "seed"))
    chosen = panel.value
    experiment, racers = experiment_of(chosen), entries(chosen)
    network_runs = trained(experiment, racers)
    middles = [[sorted(losses)[len(losses) // 2] for losses in run.loss.tolist()] for run in network_runs]
    steps = max((run.step.tolist() for run in network_runs), key=len)
    at = [[middle[min(frame, len(middle) - 1)] for middle in middles] for frame in range(len(steps))]
    runners = results.told(racers, at[-1])
    play(steps, [results.told(racers, losses) for losses in at], film=f"{experiment}{racers}")
    plane_view = pictures.plane_view(experiment, racers)
    first, second = lesson.body(2, 3)
    with first:
        draw_plane(plane_view, steps, runners)
    with second, st.container(gap="xxsmall"):
        spec = racing_losses.spec(say(words.STEP), say(words.TRAINING_LOSS), height=CHART)
        alt = say(words.CHART_ALT, racers=runners)
        chart.show(spec, pictures.bands(network_runs, racers), alt, f"{LESSON}.bands")
        head = [say(word) for word in (*words.HEAD, words.LAST, words.SPREAD)]
        rows = zip(racers, network_runs, strict=True)
        standings.show(head, [(n, results.seeds(racer, run)) for (n, racer, _), run in rows])
        st.caption(" ".join(say(words) for words in results.said_of_bands(racers, chosen.best)))
        st.caption(laboratory.link(pictures.as_run(experiment, network_runs[0])))
    st.caption(say(words.PLANE, parameters=len(plane_view.plane.mean), share=plane_view.plane.share.sum()))


def draw_plane(plane_view: pictures.PlaneView, steps: list[int], runners: str) -> None:
    """Draw the plane that holds most of the first seed's trajectories."""
    landscape.show(
        plane_view.image,
        plane_view.extent,
        plane_view.trails,
        range(len(steps)),
        say(words.MAP_ALT, ground=say(GROUNDS[NETWORK]), racers=runners),
        f"{LESSON}.plane",
        start=plane_view.start,
        counted=steps,
        titles=[say(text, share=share) for text, share in zip(words.DIRECTIONS, plane_view.plane.share, strict=True)],
        height=MAP,
    )


def trained(experiment: Experiment, racers: tuple[pictures.Entry, ...]) -> list[race.NetworkRun]:
    """Train every racer's networks, and say which while it lasts."""
    waiting, network_runs = st.empty(), []
    for done, (_, racer, rate) in enumerate(racers):
        waiting.progress(done / len(racers), say(words.TRAINING, racer=say(RACERS[racer])))
        network_runs.append(pictures.network_run(experiment, racer, rate))
    pictures.plane_view(experiment, racers)
    waiting.empty()
    return network_runs


def experiment_of(chosen: OptimizersValues) -> Experiment:
    """Return the experiment that every racer runs."""
    return pictures.network(chosen.data, chosen.schedule, chosen.seed, chosen.momentum)


def entries(chosen: OptimizersValues) -> tuple[pictures.Entry, ...]:
    """Return the racers: place, optimizer, and rate unless it is to be the best."""
    racers = [(n, getattr(chosen, f"racer{n}"), getattr(chosen, f"rate{n}")) for n in range(1, 5)]
    return tuple((n - 1, racer, None if chosen.best else rate) for n, racer, rate in racers if racer != NOBODY)


def course(chosen: OptimizersValues) -> pictures.RaceSettings:
    """Return where the race is run."""
    where = race_landscapes.ground(chosen.ground, chosen.condition, chosen.seed)
    begin = start_point.at(chosen.start, chosen.ground, where.start, where.extent)
    return pictures.RaceSettings(
        chosen.ground,
        chosen.condition,
        begin,
        chosen.steps,
        chosen.schedule,
        chosen.noise,
        chosen.seed,
        chosen.momentum,
    )


def play(frames: list[int], spoken: Sequence[str], film: str) -> None:
    """Draw the player of this film; the losses at each frame are read out."""
    captions, at = [say(words.AT_STEP, step=step) for step in frames], address.frame()
    player.show(len(frames), captions, f"{LESSON}.film", start=at or 0, autoplay=at is None, spoken=spoken, film=film)


def judge(panel: controls.Panel[OptimizersValues]) -> strip.Progress:
    """Judge the challenge on the race that is shown."""
    chosen = panel.value
    usual = {control.id: control.default for control in CONTROLS} | CHALLENGE
    if any(getattr(chosen, name) != usual[name] for name in usual if name not in ("rate2", "memory", "seed")):
        return strip.Progress(False, say(words.ELSEWHERE))
    run = pictures.landscape_run(course(chosen), "momentum", chosen.rate2)
    reached = race.arrival(run.loss, run.loss[0] / results.PART)
    done = reached is not None and reached <= WITHIN and run.diverged_at is None
    told = words.REACHED if done else words.NOT_REACHED
    return strip.Progress(done, say(told, rate=readable(chosen.rate2), step=reached, within=WITHIN))


def files(chosen: OptimizersValues) -> tuple[downloads.File, ...]:
    """Return the paths as a table, or the first optimizer's run as a program."""
    racers = entries(chosen)
    if not on_network(chosen):
        return (downloads.File(words.TAKE, f"{chosen.ground}.csv", partial(pictures.table, course(chosen), racers)),)
    experiment, (_, racer, rate) = experiment_of(chosen), racers[0]
    program = partial(runs.program, pictures.as_run(experiment, pictures.network_run(experiment, racer, rate)))
    return (downloads.File(words.TAKE_RUN, "race.py", program),)


SCREENS = (
    lesson.Screen("landscape", ON_LANDSCAPE, draw_landscape, question="question", asked={"condition": 1.0}),
    lesson.Screen(NETWORK, ON_NETWORK, draw_network),
)
CONTROLS: controls.Controls[OptimizersValues] = (
    lesson.experiments(*SCREENS, older={("ground", NETWORK): NETWORK}),
    *SETTINGS,
)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge(CHALLENGE, judge, {"within": WITHIN}),
    code=lambda chosen: (
        race.trajectories,
        descend,
        type(OPTIMIZERS["momentum"]()),
        type(OPTIMIZERS["adam"]()),
        race.score,
    ),
    files=files,
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: a landscape."""
    thumbnails.landscape("himmelblau")
