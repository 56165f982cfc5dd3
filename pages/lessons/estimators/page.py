"""Estimators judged by many samples."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dlcore.estimation.estimators import ESTIMATORS
from dlcore.estimation.sampling import Study, study
from pages.lessons.estimators import pictures
from pages.lessons.estimators.charts import (
    bias_variance_squares,
    efficiency,
    mse_by_size,
    running_estimates,
    sample_dots,
    sampling_distribution,
)
from pages.lessons.estimators.pictures import Guess
from pages.lessons.estimators.values import EstimatorsValues
from pages.lessons.estimators.words import (
    ALT,
    BY_LAW,
    CONSISTENT,
    CONTROLS,
    EFFICIENT,
    ESTIMATOR_NAMES,
    LABELS,
    MEASURED,
    NO_ERROR,
    NO_VARIANCE,
    PLUS_MINUS,
    POPULATIONS,
    PRESETS,
    PROGRESS,
    REPLICATIONS,
    SQUARES,
    TABLE,
    TOO_LARGE,
    UNBIASED,
)
from pages.ui import controls
from pages.ui.address import address, held_answers
from pages.ui.parts import chart, downloads, mathematics, player, quiz, source
from pages.ui.text import prose, say
from pages.ui.training_run import thumbnails

LESSON = "estimators"
KEY = f"{LESSON}.{{}}".format


def show() -> None:
    """Draw the page."""
    words = prose(LESSON)
    st.title(say(LABELS["title"]))
    st.markdown(words["claim"])
    if not quiz.predict(LESSON):
        return
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    chosen, rivals = panel.value, pictures.guesses_of(panel.value)
    names = [say(ESTIMATOR_NAMES[rival.name]) for rival in rivals]
    found = pictures.studies(chosen, rivals)
    marks = [pictures.marks(chosen, *pair) for pair in zip(rivals, found, strict=True)]
    each = " ".join(say(ALT["each"], name=name, **mark) for name, mark in zip(names, marks, strict=True))
    panel.draw_notes()
    panel.draw_presets()
    show_controls(panel)
    show_film(panel, rivals, found, names, each)
    show_marks(chosen, names, marks)
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        show_consistency(chosen, rivals, names, each, words["consistency"])
    with right:
        show_efficiency(chosen, words["efficiency"])
    st.subheader(say(LABELS["settling"]))
    st.markdown(words["settling"])
    kinds = (say(LABELS[part]) for part in ("observations", "off", "wild", "middle", "tame"))
    said = say(ALT["settling"], **pictures.grown(chosen.seed))
    chart.show(running_estimates.spec(*kinds), pictures.growing(chosen.seed), said, KEY("settling"))
    st.subheader(say(LABELS["seen"]))
    held_answers.show(words["read"])
    quiz.compare(LESSON)
    mathematics.show(words["mathematics"])
    source.show(*(ESTIMATORS[rival.name] for rival in rivals), study)
    show_challenge(chosen, rivals, words["challenge"])
    downloads.show(
        LESSON,
        downloads.File(LABELS["data"], "estimates.csv", partial(pictures.table, chosen, rivals)),
        downloads.File(downloads.PROGRAM, "estimators.py", partial(pictures.source_of_run, chosen, rivals)),
    )


def show_controls(panel: controls.Panel[EstimatorsValues]) -> None:
    """Draw what is sampled, who guesses, and the two numbers that are not the same: n and R."""
    what, who, how = st.columns([1, 1.5, 1.5], gap="large")
    with what:
        panel.draw("population", "quantity", "centre")
    with who:
        panel.draw("centres", "variances", "uppers", "rates", "poisson", "factor")
    with how:
        panel.draw("n", "replications", "seed")


def show_film(
    panel: controls.Panel[EstimatorsValues],
    rivals: tuple[Guess, ...],
    found: Sequence[Study],
    names: Sequence[str],
    each: str,
) -> None:
    """Draw the film of falling estimates, and what they add up to as squares."""
    chosen = panel.value
    st.subheader(say(LABELS["film"]))
    captions = pictures.captions(chosen, say(LABELS["one"]), say(LABELS["several"]))
    start = address.frame()
    player.show(len(captions), captions, KEY("film"), start=-1 if start is None else start)
    numbers = {**vars(chosen), "truth": pictures.short(rivals[0].truth), "each": each}
    numbers["population"] = say(POPULATIONS[chosen.population])
    spec = sample_dots.spec(say(LABELS["observation"]))
    chart.show(spec, pictures.sample(chosen, rivals[0]), say(ALT["sample"], **numbers), KEY("sample"))
    if chosen.n > pictures.DOTS:
        st.caption(say(LABELS["shown"], m=pictures.DOTS, n=chosen.n))
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        spec = sampling_distribution.spec(say(LABELS["estimate"]))
        chart.show(spec, pictures.lanes(chosen, rivals, found, names), say(ALT["lanes"], **numbers), KEY("lanes"))
        panel.draw("zoom")
    with right:
        st.markdown(say(LABELS["after"], replications=f"{chosen.replications:,}"))
        spec = bias_variance_squares.spec(*(say(LABELS[part]) for part in ("squared_bias", "variance", "mse")))
        chart.show(spec, pictures.areas(chosen, rivals, found, names), say(ALT["squares"], **numbers), KEY("squares"))
        st.caption(say(SQUARES))
        if pictures.hidden(found):
            st.caption(say(TOO_LARGE))
        panel.draw_reset()


def show_marks(chosen: EstimatorsValues, names: Sequence[str], marks: Sequence[Mapping[str, Any]]) -> None:
    """Say of each estimator whether it is unbiased, how efficient, and whether consistent."""
    rows = [say(TABLE)]
    for name, mark in zip(names, marks, strict=True):
        unbiased = say(UNBIASED[mark["unbiased"]], **mark)
        unbiased += say(BY_LAW, **mark) if mark["known"] == "exact" else ""
        efficient = say(EFFICIENT[mark["efficient"]], **mark)
        efficient += say(MEASURED, **mark) if mark["measured"] and mark["efficient"] in ("share", "below") else ""
        cells = [unbiased, efficient, say(CONSISTENT[mark["consistent"]], **mark)]
        rows.append(f"| **{name}** | {' | '.join(cells)} |")
    with st.container(key=f"{LESSON}-marks-whole-words"):
        st.markdown("\n".join(rows))
    st.caption(say(PLUS_MINUS))
    for note, least, most in ((NO_VARIANCE, 0, 2), (NO_ERROR, 2, 4)):
        hit = [name for name, mark in zip(names, marks, strict=True) if least < mark["moments"] <= most]
        if hit:
            st.warning(say(note, names=", ".join(hit)), icon=":material/warning:")
    steady = [(name, mark["error"]) for name, mark in zip(names, marks, strict=True) if mark["moments"] > 4]
    for name, error in steady[:1]:
        st.markdown(say(REPLICATIONS, name=name, error=error, replications=f"{chosen.replications:,}"))


def show_consistency(
    chosen: EstimatorsValues, rivals: tuple[Guess, ...], names: Sequence[str], each: str, words: str
) -> None:
    """Draw the MSE against the sample size."""
    st.subheader(say(LABELS["consistency"]))
    st.markdown(words)
    spec = mse_by_size.spec(say(LABELS["size"]), say(LABELS["mse"]), say(LABELS["bound"]), "n =")
    data = pictures.against_size(chosen, rivals, names, say(LABELS["point"]))
    chart.show(spec, data, say(ALT["consistency"], each=each), KEY("consistency"))


def show_efficiency(chosen: EstimatorsValues, words: str) -> None:
    """Draw the efficiency of estimators of the centre for every population."""
    st.subheader(say(LABELS["efficiency"]))
    st.markdown(words)
    places, names = ({name: say(text) for name, text in part.items()} for part in (POPULATIONS, ESTIMATOR_NAMES))
    spec = efficiency.spec(say(LABELS["share"]), say(LABELS["bound_short"]))
    found = pictures.efficiencies(float(chosen.centre), chosen.n, float(chosen.factor), chosen.seed)
    data = pictures.everywhere(found, places, names, say(LABELS["no_bound"]))
    shares = [(place, f"{names[name]} {pictures.percent(share)}") for place, name, share, *_ in found]
    each = " ".join(
        f"{places[place]}: {', '.join(told for where, told in shares if where == place)}."
        for place in dict.fromkeys(place for place, _ in shares)
    )
    chart.show(spec, data, say(ALT["efficiency"], n=chosen.n, each=each), KEY("efficiency"))


def show_challenge(chosen: EstimatorsValues, rivals: Sequence[Guess], words: str) -> None:
    """Set the task, and check it by the laws of the estimators that are shown."""
    fair, done, mine, mean = pictures.task(chosen, rivals)
    numbers = {"factor": chosen.factor, "mine": mine, "mean": mean}
    quiz.challenge(LESSON, done, PROGRESS["fair" if fair else "else"], **numbers)
    st.button(say(LABELS["begin"]), key=KEY("begin"), on_click=controls.set_values, args=(LESSON, {"centre": 4.0}))
    if done:
        held_answers.show(words, "explained")


def glance() -> None:
    """Draw the small picture of the lesson: the histograms of three estimators of one mean."""
    thumbnails.show(pictures.glimpse())
