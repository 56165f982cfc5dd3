"""Bias, variance and noise: the error of a model in its three parts."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dlcore.export.study_programs import refit_program
from dlcore.generalization.double_descent import at_width, held_back
from dlcore.generalization.ensemble import parts, refit
from dlcore.generalization.regressors import least_squares, neighbours, network, polynomial, ridge
from pages.lessons.bias_variance import double_descent_pictures, line_legend, pictures
from pages.lessons.bias_variance.charts import decomposition, double_descent_curve, refits
from pages.lessons.bias_variance.values import BiasVarianceValues
from pages.lessons.bias_variance.words import (
    ALT,
    CAPACITIES,
    CHART,
    CHECK,
    DATA,
    DESCENT_LEGEND,
    DESCENT_SAYS,
    DESCENT_WORDS,
    ELSEWHERE,
    ESTIMATES,
    FILM_LEGEND,
    FIRST,
    FORMULA,
    GOAL,
    HEADING,
    MODELS,
    MORE,
    NEAR_ZERO,
    NO_NOISE,
    NO_PEAK,
    ONE,
    PARTS_LEGEND,
    RULED,
    SO_FAR,
    TASK_BEGIN,
    TEST_TIP,
    TITLE,
    TRUTHS,
    WAITING,
)
from pages.ui import controls, names
from pages.ui.address import address, held_answers
from pages.ui.charts import curve
from pages.ui.parts import chart, downloads, mathematics, player, quiz, source
from pages.ui.serving import progressive
from pages.ui.text import Text, prose, say
from pages.ui.training_run import thumbnails

SIZES = pictures.SIZES
LESSON = "bias_variance"
KEY = f"{LESSON}.{{}}".format
WIDTHS = "frame_width"


def only(model: str) -> Callable[[BiasVarianceValues], bool]:
    """Return the test for a control that belongs to one model."""
    return lambda chosen: chosen.model == model


def longest(chosen: BiasVarianceValues) -> int:
    """Return the epochs that a machine for a whole class can bear."""
    return 300 if chosen.n <= 50 else 100


CONTROLS: controls.Controls[BiasVarianceValues] = (
    controls.Choice("model", names.MODEL, options=MODELS, default="polynomial"),
    controls.Choice("truth", Text("True function", "참 함수"), options=TRUTHS, default="sine"),
    controls.Number("noise", Text("Noise σ", "잡음 σ"), low=0.0, high=1.0, step=0.1, default=0.3),
    controls.Count("n", Text("Training points n", "훈련 데이터 수 n"), low=5, high=200, marks=SIZES, default=20),
    controls.Number("degree", names.DEGREE, low=0, high=15, step=1, default=1, shown=only("polynomial")),
    controls.Count(
        "k",
        Text("Neighbours k", "이웃의 수 k"),
        high=lambda chosen: chosen.n,
        marks=(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 35, 50, 70, 100, 150, 200),
        default=3,
        shown=only("neighbours"),
    ),
    controls.Rate(
        "strength", names.STRENGTH, low=0.001, high=1000.0, steps=(1, 3), default=1.0,
        shown=only("ridge"),
    ),
    controls.Count(
        "hidden", Text("Hidden units", "은닉 뉴런의 수"), high=16, marks=(1, 2, 3, 4, 6, 8, 12, 16), default=4,
        shown=only("network"),
    ),
    controls.Count(
        "epochs", names.EPOCHS, high=longest, marks=(1, 3, 10, 30, 100, 300), default=300,
        shown=only("network"),
    ),
    controls.Count(
        "replications",
        Text("Replications R", "반복 횟수 R"),
        low=20,
        high=lambda chosen: 400 if chosen.model != "network" else 100 if chosen.n <= 50 else 50,
        marks=(20, 50, 100, 200, 400),
        default=100,
    ),
    controls.Seed(),
    controls.Flag("log", Text("Errors on a log axis", "오차를 로그 축으로"), default=False),
    controls.Number("points", Text("Points n", "점의 수 n"), low=10, high=40, step=10, default=20),
    controls.Flag("held", Text("Add ridge (λ = 0.1)", "릿지 더하기 (λ = 0.1)"), default=False),
)  # fmt: skip
PRESETS = (
    controls.Preset("stiff", Text("Too stiff (underfitting)", "너무 단순함 (과소적합)"), {}),
    controls.Preset("right", Text("Just right", "알맞음"), {"degree": 3}),
    controls.Preset("flexible", Text("Too flexible (overfitting)", "너무 유연함 (과적합)"), {"degree": 11}),
    controls.Preset("nearest", Text("1 nearest neighbour", "최근접 이웃 k = 1"), {"model": "neighbours", "k": 1}),
)
CHALLENGE = {"truth": "peak", "noise": 0.5, "n": 30, "degree": 6}


def show() -> None:
    """Draw the page: first what the chosen capacity shows, then whatever sweeps, each in the place kept for it."""
    words = prose(LESSON)
    st.title(say(TITLE))
    st.markdown(words["claim"])
    if not quiz.predict(LESSON):
        return
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    chosen, where, at = panel.value, pictures.setting(panel.value), pictures.capacity(panel.value)
    panel.draw_notes()
    left, right = st.columns([1, 3], gap="large")
    with left:
        panel.draw_presets()
        panel.draw("model", *CAPACITY_CONTROLS, "epochs", "truth", "noise", "n", "replications", "seed")
        panel.draw_reset()
    with right:
        show_film(chosen, words)
    st.subheader(say(HEADING["sweep"]))
    st.markdown(words["sweep"])
    line_legend.show(PARTS_LEGEND, pictures.COLOURS)
    panel.draw("log")
    sweep = st.empty()
    st.subheader(say(HEADING["learning"]))
    st.markdown(words["learning"])
    line_legend.show(PARTS_LEGEND, pictures.COLOURS)
    learning = st.empty()
    st.subheader(say(HEADING["descent"]))
    st.markdown(words["descent"])
    panel.draw("points", "held")
    line_legend.show(DESCENT_LEGEND[: 3 if chosen.held else 2], pictures.COLOURS)
    descent = st.empty()
    st.subheader(say(HEADING["seen"]))
    held_answers.show(words["read"])
    quiz.compare(LESSON)
    mathematics.show(words["mathematics"])
    fits = {"polynomial": (polynomial, least_squares), "neighbours": (neighbours,), "ridge": (ridge,)}
    source.show(refit, parts, *fits.get(chosen.model, (network,)), at_width, held_back)
    show_challenge(chosen, words)
    files = [downloads.File(DATA, "bias_variance.csv", partial(pictures.table, where, at))]
    if chosen.model != "network":  # its refits are runs of training: the laboratory writes such runs out
        files.append(downloads.File(downloads.PROGRAM, "refits.py", partial(refit_program, where, at)))
    downloads.show(LESSON, *files)
    show_sweeps(chosen, sweep, learning)
    show_descent(chosen, descent)


CAPACITY_CONTROLS = tuple(pictures.CAPACITY.values())


def show_film(chosen: BiasVarianceValues, words: Mapping[str, str]) -> None:
    """Draw the film of refits and the three parts of the chosen capacity, with the check."""
    where, at = pictures.setting(chosen), pictures.capacity(chosen)
    found = pictures.measured(where, at)
    facts = pictures.facts(found)
    st.subheader(say(HEADING["film"]))
    st.markdown(words["film"])
    captions = pictures.captions(where, at, say(ONE), say(MORE))
    start = address.frame()
    player.show(len(captions), captions, KEY("film"), start=-1 if start is None else start)
    chart.show(refits.spec(), pictures.film_picture(where, at), say(ALT["film"], **facts), KEY("refits"))
    line_legend.show(FILM_LEGEND, pictures.COLOURS)
    st.markdown(say(FORMULA, **pictures.typeset(facts)))
    st.markdown(say(CHECK, **facts))
    notes = [say(ESTIMATES, replications=where.replications, **facts)]
    if len(captions) < where.replications:
        notes.append(say(FIRST, shown=len(captions)))
    if not pictures.told_from_zero(found):
        notes.append(say(NEAR_ZERO))
    st.caption(" ".join(notes))
    if found.largest > pictures.SUSPECT:
        st.warning(say(RULED, **facts))


def show_sweeps(chosen: BiasVarianceValues, sweep: DeltaGenerator, learning: DeltaGenerator) -> None:
    """Measure every capacity, then every size of sample, and draw what is there in the places kept for it."""
    where, at = pictures.setting(chosen), pictures.capacity(chosen)
    facts = pictures.facts(pictures.measured(where, at))

    titles = {"sweep": CAPACITIES[chosen.model], "learning": CHART["examples"]}

    def draw(kind: str, log: bool, done: list[Any]) -> None:
        data = pictures.parts_picture(kind, where, at, len(done), say(TEST_TIP), log)
        spec = decomposition.spec(say(titles[kind]), say(CHART["error"]), log)
        chart.show(spec, data, say(ALT["parts"], **facts), KEY(kind))

    for kind, log, place in (("sweep", chosen.log, sweep), ("learning", True, learning)):
        *_, jobs = pictures.course(kind, where, at)
        progressive.gather(jobs, partial(draw, kind, log), place, say(WAITING[kind]))


def show_descent(chosen: BiasVarianceValues, place: DeltaGenerator) -> None:
    """Fit wider and wider models, and draw the fit and the errors as a film over the width."""
    where = double_descent_pictures.descent(chosen)
    jobs = double_descent_pictures.jobs(where, chosen.held)

    def draw(done: list[Any]) -> None:
        count, over = len(done), len(done) == len(jobs)
        captions = double_descent_pictures.captions(where, count, say(DESCENT_WORDS))
        first = st.empty()
        if over:  # the player comes once, with the whole film
            with first:
                start = double_descent_pictures.widths(where).index(where.n)
                player.show(len(captions), captions, KEY("widths"), name=WIDTHS, start=start)
        left, right = st.columns([1, 1.2], gap="medium")
        with left:
            spec = curve.spec(name=WIDTHS, height=320)
            told = say(ALT["fit"], n=where.n, caption=captions[-1])
            chart.show(spec, double_descent_pictures.curves(where, count), told, KEY("fit"))
        with right:
            spec = double_descent_curve.spec(say(CHART["width"]), say(CHART["error"]), say(CHART["as_many"]))
            chart.show(spec, double_descent_pictures.errors(where, count), captions[-1], KEY("descent"))
        if over:
            facts = double_descent_pictures.facts(where)
            st.markdown(say(DESCENT_SAYS[facts["wins"]] if facts["peaks"] else NO_PEAK, **facts))
            if not (facts["peaks"] or where.noise):
                st.markdown(say(NO_NOISE))

    progressive.gather(jobs, draw, place, say(WAITING["descent"]))


def show_challenge(chosen: BiasVarianceValues, words: Mapping[str, str]) -> None:
    """Set the task, and check it on what is shown."""
    st.markdown(words["challenge"])
    found = pictures.measured(pictures.setting(chosen), pictures.capacity(chosen))
    start = {control.id: control.default for control in CONTROLS} | CHALLENGE
    fair = all(
        getattr(chosen, name) == start[name] for name in ("truth", "noise", "n", "replications", "epochs", "seed")
    )
    done = fair and found.bias + found.variance < GOAL
    quiz.challenge(LESSON, done, SO_FAR if fair else ELSEWHERE, goal=GOAL, **pictures.facts(found))
    st.button(say(TASK_BEGIN), key=KEY("challenge"), on_click=controls.set_values, args=(LESSON, CHALLENGE))


def glance() -> None:
    """Draw the small picture of the lesson: refits of one model, a row each, above the truth or below it."""
    thumbnails.show(pictures.glimpse())
