"""Bias, variance and noise: the error of a model in its three parts."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dlcore.export.study_programs import refit_program
from dlcore.generalization.double_descent import at_width, held_back
from dlcore.generalization.ensemble import SHOWN, parts, refit
from dlcore.generalization.regressors import least_squares, neighbours, network, polynomial, ridge
from pages.lessons.bias_variance import double_descent_pictures, drawn_errors, line_legend, pictures
from pages.lessons.bias_variance.charts import decomposition, double_descent_curve, refits
from pages.lessons.bias_variance.settings import CHALLENGE, PRESETS, SETTINGS
from pages.lessons.bias_variance.values import BiasVarianceValues
from pages.lessons.bias_variance.words import (
    ALT,
    AT,
    CAPACITIES,
    CHART,
    CHECK,
    COVERED,
    DATA,
    DESCENT_LEGEND,
    DESCENT_SAYS,
    DESCENT_WORDS,
    ELSEWHERE,
    ESTIMATES,
    EVERY,
    FILM_LEGEND,
    FIRST,
    FORMULA,
    GOAL,
    MORE,
    NEAR_ZERO,
    NO_NOISE,
    NO_PEAK,
    ONE,
    PARTS_LEGEND,
    REGIMES,
    RULED,
    SO_FAR,
    TEST_TIP,
    TESTED,
    WAITING,
)
from pages.ui import controls
from pages.ui.address import address
from pages.ui.charts import curve
from pages.ui.controls import drawn_curve
from pages.ui.controls.drawn_curve import Knots
from pages.ui.parts import chart, downloads, drawn_prediction, lesson, player, quiz, strip
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.serving import progressive
from pages.ui.text import Text, prose, say
from pages.ui.training_run import laboratory, thumbnails

LESSON = "bias_variance"
KEY = f"{LESSON}.{{}}".format
WIDTHS = "frame_width"
CAPACITY = tuple(pictures.CAPACITY.values())
SELDOM = ("epochs", "replications", "seed")


def draw_refits(panel: controls.Panel[BiasVarianceValues]) -> None:
    """Draw the film of refits, and beside it the trade-off with the capacity marked."""
    chosen = panel.value
    lesson.row(panel, "model", *CAPACITY, "truth", "noise", "n", more=SELDOM)
    shown, right = show_film(chosen)
    if waits("question"):
        right.caption(say(COVERED))
        return
    with right:
        facts = pictures.facts(pictures.measured(pictures.setting(chosen), pictures.capacity(chosen)))
        st.markdown(say(FORMULA, **pictures.typeset(facts)))
        show_course("sweep", chosen, HEIGHT - 92)
    show_regime(chosen)
    show_check(chosen, shown)


def draw_capacity(panel: controls.Panel[BiasVarianceValues]) -> None:
    """Draw the errors against the capacity, over what was drawn of them before, and say where the model overfits."""
    lesson.row(panel, "model", *CAPACITY, "truth", "noise", "n", "log", more=SELDOM)
    chosen = panel.value
    drawn = drawn_errors.at(chosen)
    if drawn_errors.watch(chosen, drawn):
        return
    if drawn.asking:
        drawn_errors.area(chosen, drawn, HEIGHT)
        return
    [place] = lesson.body(1)
    with place:
        drawn_prediction.button(LESSON, drawn)
        show_course("sweep", chosen, HEIGHT, drawn.knots)
    drawn_errors.told(chosen, drawn)
    show_regime(chosen)
    st.caption(prose(LESSON)["sweep"])


def draw_data(panel: controls.Panel[BiasVarianceValues]) -> None:
    """Draw the errors against the size of the sample."""
    chosen = panel.value
    lesson.row(panel, "model", *CAPACITY, "n", "truth", "noise", more=SELDOM)
    if waits("question_data"):
        _, place = show_film(chosen)
        place.caption(say(COVERED))
        return
    left, right = lesson.body(1.7, 1)
    with left:
        show_course("learning", chosen, HEIGHT)
    with right:
        facts = pictures.facts(pictures.measured(pictures.setting(chosen), pictures.capacity(chosen)))
        st.markdown(say(FORMULA, **pictures.typeset(facts)))
        st.markdown(prose(LESSON)["learning"])


def draw_descent(panel: controls.Panel[BiasVarianceValues]) -> None:
    """Fit wider and wider models, and draw the fit and the errors as a film over the width."""
    lesson.row(panel, "points", "truth", "noise", "held", more=("seed",))
    where, held = double_descent_pictures.descent(panel.value), panel.value.held
    jobs, asks = double_descent_pictures.jobs(where, held), waits("question_descent")
    if asks:  # up to where the question begins
        jobs = jobs[: sum(p <= where.n for p in double_descent_pictures.widths(where))]
    film = st.empty()
    places = []
    for column in lesson.body(1, 1.2):
        with column:
            places.append(st.empty())

    def draw(done: list[Any]) -> None:
        count, over = len(done), len(done) == len(jobs)
        captions = double_descent_pictures.captions(where, count, say(DESCENT_WORDS))
        if over:  # the player comes once, with the whole film
            with film.container():
                start = address.frame()
                player.show(
                    len(captions), captions, KEY("widths"), name=WIDTHS, start=start or 0, autoplay=start is None
                )
        with places[0].container():
            told = say(ALT["fit"], n=where.n, caption=captions[-1])
            picture = double_descent_pictures.curves(where, count)
            chart.show(curve.spec(name=WIDTHS, height=HEIGHT - 30), picture, told, KEY("fit"))
        with places[1].container():
            spec = double_descent_curve.spec(say(CHART["width"]), say(CHART["error"]), say(CHART["as_many"]))
            chart.show(spec, double_descent_pictures.errors(where, count), captions[-1], KEY("descent"))

    progressive.gather(jobs, draw, st.empty(), say(WAITING["descent"]))
    line_legend.show(DESCENT_LEGEND[: 3 if held and not asks else 2], pictures.COLOURS)
    if asks:
        st.caption(say(COVERED))
        return
    facts = double_descent_pictures.facts(where)
    said = say(DESCENT_SAYS[facts["wins"]] if facts["peaks"] else NO_PEAK, **facts)
    st.markdown(said if facts["peaks"] or where.noise else f"{said} {say(NO_NOISE)}")
    st.caption(prose(LESSON)["descent"])


def show_film(chosen: BiasVarianceValues) -> tuple[int, DeltaGenerator]:
    """Draw the film of refits; return how many it shows, and the place beside it."""
    where, at = pictures.setting(chosen), pictures.capacity(chosen)
    captions = pictures.captions(where, at, say(ONE), say(MORE), say(EVERY))
    start = address.frame()
    player.show(len(captions), captions, KEY("film"), start=start or 0, autoplay=start is None)
    left, right = lesson.body(1.25, 1)
    with left:
        told = say(ALT["film"], **pictures.facts(pictures.measured(where, at)))
        chart.show(refits.spec(height=HEIGHT - 45), pictures.film_picture(where, at), told, KEY("refits"))
        line_legend.show(FILM_LEGEND, pictures.COLOURS)
    return min(len(captions), SHOWN), right


def waits(section: str) -> bool:
    """Tell whether this question waits for its answer. Who skipped the first is not kept from what others cover."""
    return strip.asking(LESSON, section) and quiz.committed(LESSON, "question") != strip.SKIPPED


def show_course(kind: str, chosen: BiasVarianceValues, height: int, knots: Knots = ()) -> None:
    """Measure every capacity ("sweep") or every size of sample ("learning"), and draw what is there.

    `knots` are what was drawn of the test error before.
    """
    where, at = pictures.setting(chosen), pictures.capacity(chosen)
    facts = pictures.facts(pictures.measured(where, at))
    *_, jobs = pictures.course(kind, where, at)
    log = kind == "learning" or chosen.log
    title = say(CAPACITIES[chosen.model] if kind == "sweep" else CHART["examples"])
    guess = drawn_errors.curve(where, at, log, knots)
    sides = (say(CHART["under"]), say(CHART["over"])) if kind == "sweep" else ("", "")

    def draw(done: list[Any]) -> None:
        data = pictures.parts_picture(kind, where, at, len(done), say(TEST_TIP), log, guess)
        spec = decomposition.spec(title, say(CHART["error"]), *sides, log, height)
        chart.show(spec, data, say(ALT["parts"], **facts), KEY(kind))

    progressive.gather(jobs, draw, st.empty(), say(WAITING[kind]))
    line_legend.show(PARTS_LEGEND, pictures.COLOURS)


def show_regime(chosen: BiasVarianceValues) -> None:
    """Say whether the model underfits, overfits, or generalizes best."""
    regime, numbers = pictures.regime(pictures.setting(chosen), pictures.capacity(chosen))
    named = {name: say(AT[chosen.model], at=numbers[name]) for name in ("here", "best")}
    st.markdown(say(REGIMES[regime], **numbers | named))


def show_check(chosen: BiasVarianceValues, shown: int) -> None:
    """Say how the sum compares with the error measured, and what the numbers hang on."""
    where = pictures.setting(chosen)
    found = pictures.measured(where, pictures.capacity(chosen))
    facts = pictures.facts(found)
    st.markdown(say(CHECK, **facts))
    notes = [say(ESTIMATES, replications=where.replications, **facts)]
    if shown < where.replications:
        notes.append(say(FIRST, shown=shown))
    if not pictures.told_from_zero(found):
        notes.append(say(NEAR_ZERO))
    if run := pictures.one_network(chosen):
        notes.append(laboratory.link(run))
    st.caption(" ".join(notes))
    if found.largest > pictures.SUSPECT:
        st.warning(say(RULED, **facts))


def judge(panel: controls.Panel[BiasVarianceValues]) -> strip.Progress:
    """Judge the challenge on these samples, and once they say yes, on new ones that nothing was tuned on."""
    chosen = panel.value
    start = {control.id: control.default for control in CONTROLS} | CHALLENGE
    fixed = ("truth", "noise", "n", "replications", "epochs", "seed")
    if any(getattr(chosen, name) != start[name] for name in fixed):
        return strip.Progress(False, say(ELSEWHERE))
    where, at = pictures.setting(chosen), pictures.capacity(chosen)
    said = say(SO_FAR, **pictures.facts(pictures.measured(where, at)))
    if pictures.reducible(where, at) >= GOAL:
        return strip.Progress(False, said)
    new = pictures.fresh(where)
    done = pictures.reducible(new, at) < GOAL
    return strip.Progress(done, f"{said} {say(TESTED, **pictures.facts(pictures.measured(new, at)))}")


def code(chosen: BiasVarianceValues) -> tuple[Callable[..., Any] | type, ...]:
    """Return what ran: the refits, or the wider and wider models."""
    if chosen.experiment == "descent":
        return at_width, held_back
    fits = {"polynomial": (polynomial, least_squares), "neighbours": (neighbours,), "ridge": (ridge,)}
    return refit, parts, *fits.get(chosen.model, (network,))


def files(chosen: BiasVarianceValues) -> tuple[downloads.File, ...]:
    """Return the sweep, and the refits as a program: those of networks are runs that the laboratory writes out."""
    where, at = pictures.setting(chosen), pictures.capacity(chosen)
    sweep = downloads.File(DATA, "bias_variance.csv", partial(pictures.table, where, at))
    if chosen.model == "network":
        return (sweep,)
    return sweep, downloads.File(downloads.PROGRAM, "refits.py", partial(refit_program, where, at))


SCREENS = (
    lesson.Screen(
        "refits",
        Text("Refits and their mean", "다시 맞춘 곡선과 그 평균"),
        draw_refits,
        question="question",
        asked={"model": "polynomial"},
    ),
    lesson.Screen("capacity", Text("Error against capacity", "용량에 따른 오차"), draw_capacity),
    lesson.Screen(
        "data",
        Text("More data", "데이터 늘리기"),
        draw_data,
        question="question_data",
        asked={"experiment": "data", "n": 200},
    ),
    lesson.Screen(
        "descent",
        Text("Double descent", "이중 하강"),
        draw_descent,
        question="question_descent",
        asked={"experiment": "descent"},
    ),
)
CONTROLS: controls.Controls[BiasVarianceValues] = (lesson.experiments(*SCREENS), *SETTINGS)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge(CHALLENGE, judge, {"goal": GOAL}),
    code=code,
    files=files,
    components=(drawn_curve.CURVE,),
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: refits of one model, a row each, above the truth or below it."""
    thumbnails.show(pictures.glimpse())
