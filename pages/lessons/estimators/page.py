"""Estimators judged by many samples."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dlcore.estimation.estimators import ESTIMATORS
from dlcore.estimation.sampling import Study, study
from pages.lessons.estimators import drawn_samples, guesses, pictures, studies, three_marks
from pages.lessons.estimators.charts import (
    bias_variance_squares,
    efficiency,
    mse_by_size,
    running_estimates,
    sample_dots,
    sampling_distribution,
)
from pages.lessons.estimators.guesses import Guess
from pages.lessons.estimators.settings import EFFICIENCY, PRESETS, SETTINGS
from pages.lessons.estimators.values import EstimatorsValues
from pages.lessons.estimators.words import (
    ALT,
    AT_SIZE,
    BY_LAW,
    CONSISTENT,
    EFFICIENT,
    ESTIMATOR_NAMES,
    FEWER,
    GROWN,
    LABELS,
    MEASURED,
    NO_ERROR,
    NO_MSE,
    NO_VARIANCE,
    PLUS_MINUS,
    POPULATIONS,
    PROGRESS,
    REPLICATIONS,
    SQUARES,
    TABLE,
    TOO_LARGE,
    UNBIASED,
)
from pages.ui import controls
from pages.ui.address import address
from pages.ui.parts import chart, downloads, lesson, player, strip
from pages.ui.text import Text, prose, say
from pages.ui.training_run import thumbnails

LESSON = "estimators"
KEY = f"{LESSON}.{{}}".format
CHOSEN = ("centres", "variances", "uppers", "rates", "poisson")
"""The controls that choose the estimators: one of them at a time, by what is estimated."""

Judged = tuple[tuple[Guess, ...], list[Study], list[str], list[dict[str, Any]]]


def judged(chosen: EstimatorsValues) -> Judged:
    """Return the chosen estimators, their studies, their names, and the facts of the three marks."""
    rivals = guesses.guesses_of(chosen)
    found = studies.of_chosen(chosen, rivals)
    marks = [three_marks.marks(chosen, *pair) for pair in zip(rivals, found, strict=True)]
    return rivals, found, [say(ESTIMATOR_NAMES[rival.name]) for rival in rivals], marks


def told(names: Sequence[str], marks: Sequence[Mapping[str, Any]]) -> str:
    """Return bias and MSE of each estimator in words."""
    return " ".join(say(ALT["each"], name=name, **mark) for name, mark in zip(names, marks, strict=True))


def draw_samples(panel: controls.Panel[EstimatorsValues]) -> None:
    """Draw the film of falling estimates, and what they add up to."""
    chosen = panel.value
    lesson.row(panel, "population", "quantity", "n", "replications", "factor", "centre", more=("seed", "zoom"))
    lesson.choices(panel, *CHOSEN)
    rivals, found, names, marks = judged(chosen)
    captions = pictures.captions(chosen, say(LABELS["one"]), say(LABELS["several"]))
    play(captions, KEY("film"), film=repr((rivals, chosen.seed)))
    numbers = {**vars(chosen), "truth": three_marks.short(rivals[0].truth), "each": told(names, marks)}
    numbers["population"] = say(POPULATIONS[chosen.population])
    left, right = lesson.body(1.25, 1)
    with left:
        dots = pictures.sample(chosen, rivals[0])
        chart.show(sample_dots.spec(), dots, say(ALT["sample"], **numbers), KEY("sample"))
        spec = sampling_distribution.spec(say(LABELS["estimate"]))
        chart.show(
            spec, pictures.histograms(chosen, rivals, found, names), say(ALT["histograms"], **numbers), KEY("lanes")
        )
    with right:
        spec = bias_variance_squares.spec(*(say(LABELS[part]) for part in ("squared_bias", "variance", "mse")))
        chart.show(spec, pictures.areas(chosen, rivals, found, names), say(ALT["squares"], **numbers), KEY("squares"))
    show_remarks(chosen, found)
    show_marks(chosen, names, marks)


def draw_by_hand(panel: controls.Panel[EstimatorsValues]) -> None:
    """Draw samples one at a time, or those of a class, one of each seat."""
    lesson.row(panel, "population", "quantity", "n", "factor", "centre")
    drawn_samples.show(panel.value)


def play(captions: Sequence[str], key: str, film: str) -> None:
    """Draw the player of a film of this lesson."""
    start = address.frame()
    player.show(len(captions), captions, key, start=start or 0, autoplay=start is None, film=film)


def show_remarks(chosen: EstimatorsValues, found: Sequence[Study]) -> None:
    """Say how the pictures are read, and what had to be left out of them."""
    drawn = f"{chosen.replications:,}"
    said = [say(SQUARES, replications=drawn)]
    if pictures.hidden(found):
        said.append(say(TOO_LARGE))
    if chosen.n > pictures.DOTS:
        said.append(say(LABELS["shown"], m=pictures.DOTS, n=chosen.n))
    if chosen.replications == studies.most_samples(chosen) < studies.MOST:
        said.append(say(FEWER, replications=drawn))
    st.caption(" ".join(said))


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
    show_table(rows)
    st.caption(say(PLUS_MINUS))
    for note, least, most in ((NO_VARIANCE, 0, 2), (NO_ERROR, 2, 4)):
        hit = [name for name, mark in zip(names, marks, strict=True) if least < mark["moments"] <= most]
        if hit:
            st.warning(say(note, names=", ".join(hit)), icon=":material/warning:")
    steady = [(name, mark["error"]) for name, mark in zip(names, marks, strict=True) if mark["moments"] > 4]
    for name, error in steady[:1]:
        st.markdown(say(REPLICATIONS, name=name, error=error, replications=f"{chosen.replications:,}"))


def show_table(rows: Sequence[str]) -> None:
    """Draw a table, no word of which is broken on a telephone."""
    with st.container(key=f"{LESSON}-marks-whole-words"):
        st.markdown("\n".join(rows))


def draw_consistency(panel: controls.Panel[EstimatorsValues]) -> None:
    """Draw the MSE against the sample size, and say of each estimator whether it is consistent."""
    chosen = panel.value
    lesson.row(panel, "population", "quantity", "n", "factor", "centre", more=("replications", "seed"))
    lesson.choices(panel, *CHOSEN)
    rivals, _, names, marks = judged(chosen)
    left, right = lesson.body(1.4, 1)
    with left:
        spec = mse_by_size.spec(say(LABELS["size"]), say(LABELS["mse"]), say(LABELS["bound"]), "n =")
        data = pictures.against_size(chosen, rivals, names, say(LABELS["point"]))
        chart.show(spec, data, say(ALT["consistency"], each=told(names, marks)), KEY("consistency"))
    with right:
        rows = [
            f"| **{name}** | {mark['mse'] if mark['moments'] > 2 else say(NO_MSE, mse=mark['mse'])} "
            f"| {say(CONSISTENT[mark['consistent']], **mark)} |"
            for name, mark in zip(names, marks, strict=True)
        ]
        show_table([say(AT_SIZE, n=chosen.n), *rows])
    st.caption(prose(LESSON)["consistency"])


def draw_efficiency(panel: controls.Panel[EstimatorsValues]) -> None:
    """Draw the efficiency of estimators of the centre for every population."""
    chosen = panel.value
    lesson.row(panel, "n", "factor", "centre", more=("seed",))
    places, names = ({name: say(text) for name, text in part.items()} for part in (POPULATIONS, ESTIMATOR_NAMES))
    spec = efficiency.spec(say(LABELS["share"]), say(LABELS["bound_short"]))
    found = studies.efficiencies(float(chosen.centre), chosen.n, float(chosen.factor), chosen.seed)
    for place, key, shown in zip(lesson.body(1, 1), ("efficiency", "efficiency_too"), pictures.HALVES, strict=True):
        data = pictures.everywhere(found, places, names, say(LABELS["no_bound"]), shown)
        shares = [(at, f"{names[who]} {three_marks.percent(share)}") for at, who, share, *_ in found if at in shown]
        each = " ".join(f"{places[at]}: {', '.join(words for of, words in shares if of == at)}." for at in dict(shares))
        with place:
            chart.show(spec, data, say(ALT["efficiency"], n=chosen.n, each=each), KEY(key))
    st.caption(prose(LESSON)["efficiency"])


def draw_settling(panel: controls.Panel[EstimatorsValues]) -> None:
    """Draw the film of growing samples, whose means settle or do not."""
    seed = panel.value.seed
    lesson.row(panel, "seed")
    play(pictures.grown_captions(seed, say(LABELS["grown"])), KEY("growing"), film=str(seed))
    left, right = lesson.body(2, 1)
    with left:
        kinds = (say(LABELS[part]) for part in ("observations", "off", "wild", "middle", "tame"))
        said = say(ALT["settling"], **pictures.grown(seed))
        chart.show(running_estimates.spec(*kinds), pictures.growing(seed), said, KEY("settling"))
    with right:
        st.markdown(say(GROWN, **pictures.grown(seed)))
        st.markdown(prose(LESSON)["settling"])


def judge(panel: controls.Panel[EstimatorsValues]) -> strip.Progress:
    """Judge the challenge by the laws of the estimators: nothing is tuned on what was drawn."""
    fair, done, mine, mean = three_marks.task(panel.value, guesses.guesses_of(panel.value))
    words = PROGRESS["fair" if fair else "else"]
    return strip.Progress(done, say(words, factor=float(panel.value.factor), mine=mine, mean=mean))


def code(chosen: EstimatorsValues) -> tuple[Any, ...]:
    """Return the estimators that ran, and the study of them."""
    return *(ESTIMATORS[rival.name] for rival in guesses.guesses_of(chosen)), study


def files(chosen: EstimatorsValues) -> tuple[downloads.File, ...]:
    """Return the estimates, and the study as a program."""
    rivals = guesses.guesses_of(chosen)
    return (
        downloads.File(LABELS["data"], "estimates.csv", partial(pictures.table, chosen, rivals)),
        downloads.File(downloads.PROGRAM, "estimators.py", partial(pictures.source_of_run, chosen, rivals)),
    )


ASKED = {"centres": ("mean", "shrunken")}
SCREENS = (
    lesson.Screen("samples", Text("Samples fall", "표본 뽑기"), draw_samples, question="question", asked=ASKED),
    lesson.Screen("by_hand", Text("One sample by hand", "표본 하나씩 직접 뽑기"), draw_by_hand),
    lesson.Screen(
        "consistency",
        Text("More observations: consistency", "관측값 늘리기: 일치성"),
        draw_consistency,
        question="question_consistency",
        asked={"experiment": "consistency", "population": "uniform", "quantity": "upper"},
    ),
    lesson.Screen(
        EFFICIENCY,
        Text("Efficiency by population", "모집단에 따른 효율성"),
        draw_efficiency,
        question="question_efficiency",
        asked={"experiment": EFFICIENCY, "n": 100},
    ),
    lesson.Screen("settling", Text("The mean that never settles", "끝내 수렴하지 않는 평균"), draw_settling),
)
CONTROLS: controls.Controls[EstimatorsValues] = (lesson.experiments(*SCREENS), *SETTINGS)
PAGE = lesson.LessonPage(
    LESSON, CONTROLS, SCREENS, PRESETS, strip.Challenge({"centre": 4.0}, judge), code=code, files=files
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: the histograms of three estimators of one mean."""
    thumbnails.show(pictures.glimpse())
