"""The loss of a line, with slope and intercept under the finger."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dlcore.optimization.descent import Trajectory, descend_path
from dlcore.regression import point_sets
from dlcore.regression.best_lines import reweighted, through_two, weighted_line
from dlcore.regression.lines import NAMES, each, line_gradient, line_loss, residuals
from pages.lessons.loss import draggable_pair, line_board, pictures
from pages.lessons.loss.values import LossValues
from pages.lessons.loss.words import (
    BEGIN,
    BEST,
    BEST_BY,
    BOARD,
    BOARD_ALT,
    DATA,
    DISTANCES,
    ELSEWHERE,
    LABELS,
    LOSSES,
    MARKS,
    PROGRESS,
    THREE,
)
from pages.ui import controls, names
from pages.ui.address import address, held_answers
from pages.ui.charts import curve, history
from pages.ui.controls import locks
from pages.ui.parts import chart, comparison, downloads, landscape, mathematics, player, quiz, source
from pages.ui.text import Text, prose, say
from pages.ui.training_run import thumbnails

LESSON = "loss"
LETTERS = dict(zip(THREE, "ABC", strict=True))
CONTROLS: controls.Controls[LossValues] = (
    controls.Choice("data", Text("Points", "점"), options=DATA, default="cloud"),
    controls.Choice("loss", names.LOSS_FUNCTION, options=LOSSES, default="squared", row=True),
    controls.Rate(
        "delta",
        Text("δ (where the Huber loss turns linear)", "δ (후버 손실이 직선으로 바뀌는 지점)"),
        default=0.5,
        low=0.1,
        high=10.0,
        help=Text("Also used in the table below.", "아래 표에서도 씁니다."),
        shown=lambda chosen: chosen.loss == "huber",
    ),
    controls.Choice("distance", Text("Distance", "거리"), options=DISTANCES, default="vertical", row=True),
    controls.Choice("marks", Text("Residuals as", "잔차 그리기"), options=MARKS, default="areas", row=True),
    controls.Choice("best", Text("Best line", "가장 좋은 직선"), options=BEST, default="none", row=True),
    controls.Number("noise", names.NOISE, low=0.0, high=0.6, step=0.1, default=0.3, more=True),
    controls.Seed(more=True),
    draggable_pair.DraggablePair("line", Text("Your line", "나의 직선"), default=(0.1, 0.8), ends=pictures.ENDS),
    draggable_pair.DraggablePair(
        "outlier", Text("Outlier", "이상점"), default=point_sets.FREE, ends=(point_sets.REACH, point_sets.REACH)
    ),
    controls.Rate("learning_rate", names.LEARNING_RATE, default=0.1, low=0.001, high=10.0),
    controls.Number("steps", names.STEPS, low=5, high=100, step=5, default=40),
)
FAR = (2.7, -2.8)
PRESETS = (
    controls.Preset(
        "most",
        Text("Through most points", "가장 많은 점을 지나는 직선"),
        {"data": "row", "line": point_sets.ROW, "best": "this"},
    ),
    controls.Preset(
        "outlier",
        Text("Move the outlier", "이상점 옮기기"),
        {"outlier": FAR, "line": point_sets.THREE["middle"], "best": "all"},
    ),
    controls.Preset(
        "perpendicular",
        Text("Measure perpendicularly", "수직 거리로 재기"),
        {"data": "row", "distance": "perpendicular", "line": (0.5, 0.3), "best": "this"},
    ),
    controls.Preset("diverges", Text("Make gradient descent diverge", "발산시키기"), {"learning_rate": 1.0}),
)


def show() -> None:
    """Draw the page."""
    words = prose(LESSON)
    st.title(say(LABELS["title"]))
    st.markdown(words["claim"])
    if not quiz.predict(LESSON):
        return
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    chosen = panel.value
    panel.draw_notes()
    panel.draw_presets()
    for column, ids in zip(st.columns(3), (("data", "best"), ("loss", "delta"), ("distance", "marks")), strict=True):
        with column:
            panel.draw(*ids)
    show_board(chosen)
    show_table(chosen)
    st.subheader(say(LABELS["descent"]))
    st.markdown(words["descent"])
    for column, name in zip(st.columns(2), ("learning_rate", "steps"), strict=True):
        with column:
            panel.draw(name)
    show_descent(chosen)
    panel.draw()
    st.subheader(say(LABELS["seen"]))
    held_answers.show(words["read"])
    quiz.compare(LESSON)
    mathematics.show(words["mathematics"])
    source.show(residuals, each, line_loss, line_gradient, weighted_line, through_two, reweighted, descend_path)
    st.markdown(words["challenge"])
    show_challenge(chosen)
    where, judged = pictures.place(chosen), pictures.measure(chosen)
    run = (where, judged, chosen.line, chosen.learning_rate, chosen.steps)
    downloads.show(
        LESSON,
        downloads.File(downloads.DATA, "line.csv", partial(pictures.csv, where, judged, chosen.line)),
        downloads.File(downloads.PROGRAM, "line.py", partial(pictures.program, *run)),
    )


def show_board(chosen: LossValues) -> None:
    """Draw the line under the finger."""
    where, judged = pictures.place(chosen), pictures.measure(chosen)
    names = {"none": (), "this": (chosen.loss,), "all": NAMES}[chosen.best]
    told = {"line": pictures.formula(chosen.line), "loss": say(LOSSES[chosen.loss])}
    alt = say(BOARD_ALT, **told, value=pictures.short(pictures.loss(where, judged, chosen.line)))
    line_board.show(
        pictures.points(where),
        chosen.line,
        judged,
        f"{LESSON}.board",
        words={name: say(text) for name, text in BOARD.items()} | {"alt": alt},
        ends=pictures.ENDS,
        reach=point_sets.REACH,
        three=[line_board.Compared(LETTERS[name], say(THREE[name]), point_sets.THREE[name]) for name in THREE],
        best={name: say(BEST_BY[name]) for name in names},
        names={name: say(LOSSES[name]) for name in NAMES},
        area=chosen.marks == "areas",
        locked=[name for name in ("line", "outlier") if name in locks.of(LESSON)],
        on_place=lambda mine, free: controls.change(LESSON, line=mine, outlier=free)(),
    )
    if chosen.best != "none" and None in [pictures.best(where, pictures.measure(chosen, name)) for name in names]:
        st.info(say(LABELS["upright"]))


def show_table(chosen: LossValues) -> None:
    """Write the loss of every line by every loss, the least of the three lines in bold."""
    where = pictures.place(chosen)
    lines = {say(THREE[name]): point_sets.THREE[name] for name in THREE} | {say(LABELS["yours"]): chosen.line}
    if chosen.best != "none":
        found = {say(BEST_BY[name]): pictures.best(where, pictures.measure(chosen, name)) for name in NAMES}
        lines |= {label: best for label, best in found.items() if best is not None}
    numbers = pictures.table(where, chosen.delta, chosen.distance, list(lines.values()))
    head = [say(LABELS["line"]), "", say(LOSSES["squared"]), say(LOSSES["absolute"])]
    least = [say(THREE[best]) for best in pictures.winners(where, chosen.delta, chosen.distance).values()]
    rows = [
        (
            label,
            pictures.formula(at),
            [(pictures.short(loss), label == best) for loss, best in zip(losses, least, strict=True)],
        )
        for (label, at), losses in zip(lines.items(), numbers, strict=True)
    ]
    comparison.show(say(LABELS["losses"]), [*head, say(LABELS["huber"], delta=f"{chosen.delta:g}")], rows)


def show_descent(chosen: LossValues) -> None:
    """Draw the film of descent: the line, its loss, and the way on the surface."""
    where, judged = pictures.place(chosen), pictures.measure(chosen)
    trajectory, losses = pictures.descent(where, judged, chosen.line, chosen.learning_rate, chosen.steps)
    best, blown = pictures.best(where, judged), int(trajectory.diverged_at)
    captions = [
        say(LABELS["caption"], step=step, line=pictures.formula(at), loss=pictures.short(loss))
        for step, (at, loss) in enumerate(zip(trajectory.theta.tolist(), losses.tolist(), strict=True))
    ]
    player.show(len(losses), captions, f"{LESSON}.player", start=address.frame() or 0)
    told = {"line": pictures.formula(trajectory.theta[-1].tolist()), "loss": pictures.short(losses[-1])}
    first, second = st.columns(2)
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
        )
    with second:
        chart.show(
            curve.spec("x", "y", height=220),
            pictures.fit_picture(where, judged, trajectory),
            say(LABELS["fit_alt"], **told),
            f"{LESSON}.fit",
        )
        ending = say(LABELS["ending"], step=blown) if blown else ""
        loss_words = say(LABELS["loss"])
        spec = history.spec(say(LABELS["step"]), loss_words, loss_words, "-", log=True, height=170)
        chart.show(spec, pictures.loss_picture(losses, ending), captions[-1], f"{LESSON}.history")
    say_outcome(chosen, trajectory, losses.tolist())


def say_outcome(chosen: LossValues, trajectory: Trajectory, losses: Sequence[float]) -> None:
    """Say how the descent ended, and where a rate is known beyond which it cannot end well."""
    where, judged = pictures.place(chosen), pictures.measure(chosen)
    first, end, best = float(losses[0]), float(losses[-1]), pictures.best(where, judged)
    numbers = {"rate": f"{chosen.learning_rate:g}", "steps": chosen.steps, "step": int(trajectory.diverged_at)}
    numbers |= {
        "loss": pictures.short(end),
        "first": pictures.short(first),
        "line": pictures.formula(trajectory.theta[-1].tolist()),
    }
    if trajectory.diverged_at or end > first:
        kind = "blown" if trajectory.diverged_at else "grows" if chosen.loss == "squared" else "rattles"
        st.warning(say(LABELS[kind], **numbers), icon=":material/north_east:")
    else:
        least = (
            say(LABELS["upright"])
            if best is None
            else say(LABELS["least"], least=pictures.short(pictures.loss(where, judged, best)))
        )
        st.markdown(f"{say(LABELS['arrived'], **numbers)} {least}")
    if chosen.loss == "squared" and chosen.distance == "vertical":
        st.markdown(say(LABELS["limit"], limit=f"{pictures.limit(where):.3f}"))


def show_challenge(chosen: LossValues) -> None:
    """Set the task, and check it on the outlier as it lies."""
    usual = {control.id: control.default for control in CONTROLS}
    fair = all(getattr(chosen, name) == usual[name] for name in ("data", "noise", "seed", "distance"))
    chosen_by = pictures.winners(pictures.place(chosen), chosen.delta, chosen.distance)
    done = fair and chosen_by["squared"] != "middle" and chosen_by["absolute"] == "middle"
    told = {name: LETTERS[best] for name, best in chosen_by.items()}
    x, y = (f"{part:g}".replace("-", "−") for part in chosen.outlier)
    quiz.challenge(LESSON, done, PROGRESS if fair else ELSEWHERE, x=x, y=y, **told)
    st.button(say(BEGIN), key=f"{LESSON}.challenge", on_click=controls.set_values, args=(LESSON, {}))


def glance() -> None:
    """Draw the small picture of the lesson: a line and the squares on its residuals."""
    thumbnails.show(pictures.glimpse())
