"""The loss of a line, with slope and intercept to be dragged."""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import streamlit as st

from dlcore.optimization.descent import descend_path
from dlcore.regression import point_sets
from dlcore.regression.best_lines import reweighted, through_two, weighted_line
from dlcore.regression.lines import NAMES, each, line_gradient, line_loss, residuals
from pages.lessons.loss import draggable_pair, line_board, pictures
from pages.lessons.loss.values import LossValues
from pages.lessons.loss.words import (
    BEST,
    BEST_BY,
    BOARD,
    BOARD_ALT,
    DATA,
    DISTANCES,
    ELSEWHERE,
    HEADS,
    LABELS,
    LOSSES,
    MARKS,
    PROGRESS,
    THREE,
)
from pages.ui import controls, names
from pages.ui.address import address
from pages.ui.charts import curve, history
from pages.ui.controls import locks
from pages.ui.parts import chart, downloads, landscape, lesson, player, strip
from pages.ui.text import Text, say
from pages.ui.training_run import thumbnails

LESSON = "loss"
FIT = Text("Three lines and yours", "세 직선과 나의 직선")
OUTLIER = Text("Three losses and an outlier", "세 손실과 이상점")
DESCENT = Text("Let it descend", "경사하강법으로 찾기")
SETTINGS: controls.Controls[LossValues] = (
    controls.Choice("data", Text("Points", "점"), options=DATA, default="cloud"),
    controls.Choice("loss", names.LOSS_FUNCTION, options=LOSSES, default="squared", row=True),
    controls.Rate(
        "delta",
        Text("Huber δ", "후버 δ"),
        default=0.5,
        low=0.1,
        high=10.0,
        live=True,
        help=Text("Where the Huber loss turns linear.", "후버 손실이 직선으로 바뀌는 지점입니다."),
        shown=lambda chosen: chosen.loss == "huber" or chosen.experiment == "losses",
    ),
    controls.Choice("distance", Text("Distance", "거리"), options=DISTANCES, default="vertical", row=True),
    controls.Choice("marks", Text("Residuals as", "잔차 그리기"), options=MARKS, default="areas", row=True),
    controls.Choice("best", Text("Best line", "가장 좋은 직선"), options=BEST, default="none", row=True),
    controls.Number("noise", names.NOISE, low=0.0, high=0.6, step=0.1, default=0.3),
    controls.Seed(),
    draggable_pair.DraggablePair("line", Text("Your line", "나의 직선"), default=(0.1, 0.8), ends=pictures.ENDS),
    draggable_pair.DraggablePair(
        "outlier", Text("Outlier", "이상점"), default=point_sets.FREE, ends=(point_sets.REACH, point_sets.REACH)
    ),
    controls.Rate("learning_rate", names.LEARNING_RATE, default=0.1, low=0.001, high=10.0, live=True),
    controls.Number("steps", names.STEPS, low=5, high=100, step=5, default=40),
)
FAR = (2.7, -2.8)
PRESETS = (
    controls.Preset(
        "most",
        Text("Through most points", "가장 많은 점을 지나는 직선"),
        {"experiment": "fit", "data": "row", "line": point_sets.ROW, "best": "this"},
    ),
    controls.Preset(
        "outlier",
        Text("Move the outlier", "이상점 옮기기"),
        {"experiment": "losses", "outlier": FAR, "line": point_sets.THREE["middle"], "best": "all"},
    ),
    controls.Preset(
        "perpendicular",
        Text("Measure perpendicularly", "수직 거리로 재기"),
        {"experiment": "fit", "data": "row", "distance": "perpendicular", "line": (0.5, 0.3), "best": "this"},
    ),
    controls.Preset(
        "diverges",
        Text("Make gradient descent diverge", "발산시키기"),
        {"experiment": "descent", "learning_rate": 1.0},
    ),
)


def draw_fit(panel: controls.Panel[LossValues]) -> None:
    """Draw the three lines and the visitor's, with the loss surface."""
    lesson.row(panel, "data", "loss", "best", more=("marks", "distance", "delta", "noise", "seed"))
    show_board(panel.value, "surface")


def draw_losses(panel: controls.Panel[LossValues]) -> None:
    """Draw the same lines by all three losses, with a point to be moved away."""
    lesson.row(panel, "loss", "delta", "best", more=("marks", "data", "distance", "noise", "seed"))
    show_board(panel.value, "cost")


def draw_descent(panel: controls.Panel[LossValues]) -> None:
    """Draw the film of gradient descent from the visitor's line."""
    lesson.row(panel, "loss", "learning_rate", "steps", more=("data", "distance", "delta", "noise", "seed"))
    show_descent(panel.value)


def judge(panel: controls.Panel[LossValues]) -> strip.Progress:
    """Judge the challenge on the outlier as it lies."""
    chosen, usual = panel.value, {control.id: control.default for control in SETTINGS}
    fair = all(getattr(chosen, name) == usual[name] for name in ("data", "noise", "seed", "distance"))
    if not fair:
        return strip.Progress(False, say(ELSEWHERE))
    winners = pictures.winners(pictures.place(chosen), chosen.delta, chosen.distance)
    done = winners["squared"] != "middle" and winners["absolute"] == "middle"
    x, y = (f"{part:g}".replace("-", "−") for part in chosen.outlier)
    letters = {loss: pictures.LETTERS[best] for loss, best in winners.items()}
    return strip.Progress(done, say(PROGRESS, x=x, y=y, **letters))


def code(chosen: LossValues) -> tuple[Callable[..., Any], ...]:
    """Return what ran."""
    return residuals, each, line_loss, line_gradient, weighted_line, through_two, reweighted, descend_path


def files(chosen: LossValues) -> tuple[downloads.File, ...]:
    """Return the points, and the descent as a program."""
    where, judged = pictures.place(chosen), pictures.measure(chosen)
    run = (where, judged, chosen.line, chosen.learning_rate, chosen.steps)
    return (
        downloads.File(downloads.DATA, "line.csv", partial(pictures.csv, where, judged, chosen.line)),
        downloads.File(downloads.PROGRAM, "line.py", partial(pictures.program, *run)),
    )


def show_board(chosen: LossValues, beside: Literal["surface", "cost"]) -> None:
    """Draw the line under the finger, and above it the sentence that matters."""
    where, judged = pictures.place(chosen), pictures.measure(chosen)
    names = {"none": (), "this": (chosen.loss,), "all": NAMES}[chosen.best]
    told = {"line": pictures.formula(chosen.line), "loss": say(LOSSES[chosen.loss])}
    alt = say(BOARD_ALT[beside], **told, value=pictures.short(pictures.loss(where, judged, chosen.line)))
    words = {name: say(text) for name, text in BOARD.items()}
    words |= {"alt": alt, "loss": say(pictures.named(chosen))}
    [place] = lesson.body(1)
    with place, st.container(key="tall", gap="xsmall"):
        st.markdown(pictures.told_choice(chosen) if beside == "cost" else pictures.told_line(chosen))
        line_board.show(
            pictures.points(where),
            chosen.line,
            judged,
            f"{LESSON}.board",
            words=words,
            ends=pictures.ENDS,
            reach=point_sets.REACH,
            three=[
                line_board.Compared(pictures.LETTERS[name], say(THREE[name]), point_sets.THREE[name]) for name in THREE
            ],
            best={name: say(BEST_BY[name]) for name in names},
            names={name: (say(LOSSES[name]), say(HEADS[name])) for name in NAMES},
            area=chosen.marks == "areas",
            beside=beside,
            locked=[name for name in ("line", "outlier") if name in locks.of(LESSON)],
            on_place=lambda mine, free: controls.change(LESSON, line=mine, outlier=free)(),
        )
    if chosen.best != "none" and None in [pictures.best(where, pictures.measure(chosen, name)) for name in names]:
        st.info(say(LABELS["upright"]))


def show_descent(chosen: LossValues) -> None:
    """Draw the film of descent: the trajectory on the surface, the line, its loss."""
    where, judged = pictures.place(chosen), pictures.measure(chosen)
    trajectory, losses = pictures.descent(where, judged, chosen.line, chosen.learning_rate, chosen.steps)
    best, diverged_at, loss_words = (
        pictures.best(where, judged),
        int(trajectory.diverged_at),
        say(pictures.named(chosen)),
    )
    captions = [
        say(LABELS["caption"], step=step, line=pictures.formula(at), name=loss_words, loss=pictures.short(loss))
        for step, (at, loss) in enumerate(zip(trajectory.theta.tolist(), losses.tolist(), strict=True))
    ]
    player.show(len(losses), captions, f"{LESSON}.player", start=address.frame() or 0, autoplay=address.frame() is None)
    told = {"line": pictures.formula(trajectory.theta[-1].tolist()), "loss": pictures.short(losses[-1])}
    first, second, third = lesson.body(3, 4, 3)
    with first:
        landscape.show(
            pictures.surface(where, judged),
            pictures.EXTENT,
            pictures.trail(trajectory),
            range(len(losses)),
            say(LABELS["map_alt"], first=pictures.short(losses[0]), steps=len(losses) - 1, **told),
            f"{LESSON}.map",
            start=chosen.line,
            titles=[say(BOARD["slope"]), say(BOARD["intercept"])],
            minima=[] if best is None else [best],
            on_start=None if "line" in locks.of(LESSON) else lambda a, b: controls.change(LESSON, line=(a, b))(),
            height=pictures.HEIGHT,
        )
    with second:
        spec = curve.spec("x", "y", height=pictures.HEIGHT)
        chart.show(
            spec, pictures.fit_picture(where, judged, trajectory), say(LABELS["fit_alt"], **told), f"{LESSON}.fit"
        )
    with third:
        ending = say(LABELS["ending"], step=diverged_at) if diverged_at else ""
        spec = history.spec(say(LABELS["step"]), loss_words, loss_words, "-", log=True, height=pictures.HEIGHT - 110)
        chart.show(spec, pictures.loss_picture(losses, ending), captions[-1], f"{LESSON}.history")
        say_outcome(chosen)


def say_outcome(chosen: LossValues) -> None:
    """Say how the descent ended, and where a rate is known beyond which it cannot end well."""
    kind, numbers = pictures.outcome(chosen)
    parabola = chosen.loss == "squared" and chosen.distance == "vertical"
    limit = say(LABELS["limit"], limit=numbers["limit"]) if parabola else ""
    if kind in ("diverged", "grows", "rattles"):
        st.warning(f"{say(LABELS[kind], **numbers)} {limit}", icon=":material/north_east:")
    else:
        st.markdown(f"{say(LABELS['arrived'], **numbers)} {say(LABELS[kind], **numbers)} {limit}")


SCREENS = (
    lesson.Screen("fit", FIT, draw_fit, question="question", asked={"line": point_sets.THREE["middle"], "best": "all"}),
    lesson.Screen("losses", OUTLIER, draw_losses),
    lesson.Screen("descent", DESCENT, draw_descent),
)
CONTROLS: controls.Controls[LossValues] = (lesson.experiments(*SCREENS), *SETTINGS)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge({"experiment": "losses"}, judge),
    code=code,
    files=files,
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: a line and the squares on its residuals."""
    thumbnails.show(pictures.glimpse())
