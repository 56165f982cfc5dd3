"""Surprise: entropy, cross-entropy, and what a wrong model costs."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dlcore.information import measures, sigmoid_losses
from dlcore.information.calibration import reliability
from pages.lessons.entropy import classifier, pictures
from pages.lessons.entropy.charts import (
    cross_entropy_parts,
    entropy_by_share,
    reliability_diagram,
    running_surprise,
    score_losses,
    surprise,
)
from pages.lessons.entropy.count_bars import Bars
from pages.lessons.entropy.pictures import Bag, lettered, number
from pages.lessons.entropy.values import EntropyValues
from pages.lessons.entropy.words import (
    CALIBRATION,
    KINDS,
    LABELS,
    LETTERS,
    PROGRESS,
    READINGS,
    SAYS,
    SCORES,
    UNITS,
)
from pages.ui import controls, names
from pages.ui.address import address, held_answers
from pages.ui.charts import history
from pages.ui.parts import chart, downloads, mathematics, player, quiz, source
from pages.ui.serving import runs
from pages.ui.text import Text, prose, say
from pages.ui.training_run import thumbnails

LESSON = "entropy"


def number_of_colours(chosen: EntropyValues) -> int:
    return chosen.colours


def base(chosen: EntropyValues) -> float:
    return pictures.BASES[chosen.unit]


BARS: dict[str, Any] = {
    "kinds": KINDS,
    "used": number_of_colours,
    "base": base,
    "told": lambda chosen: say(READINGS["told"]),
}
CONTROLS: controls.Controls[EntropyValues] = (
    controls.Number("colours", Text("Colours", "색의 수"), low=2, high=5, step=1, default=2),
    controls.Choice("unit", Text("Unit", "단위"), options=UNITS, default="bits", row=True),
    controls.Choice("letters", Text("Notation", "기호"), options=LETTERS, default="notes", row=True),
    Bars(
        "bag",
        LABELS["bag"],
        default=(6, 2, 1, 1, 1),
        heading=partial(pictures.heading, "bag"),
        readings=lambda chosen: pictures.readings(chosen, "entropy"),
        **BARS,
    ),
    Bars(
        "model",
        LABELS["model"],
        default=(3, 5, 1, 1, 1),
        heading=partial(pictures.heading, "model"),
        readings=lambda chosen: pictures.readings(chosen, "cost", "extra"),
        hollow=True,
        **BARS,
    ),
    controls.Count(
        "draws", Text("Draws", "뽑는 횟수"), default=200, low=10, high=500, marks=(10, 20, 50, 100, 200, 500)
    ),
    controls.Seed(),
    controls.Number("score", Text("First score s", "초기 점수 s"), low=-10.0, high=10.0, step=0.5, default=-6.0),
    controls.Rate("learning_rate", names.LEARNING_RATE, default=1.0, low=0.1, high=10.0),
    controls.Count(
        "examples", Text("Training examples", "훈련 예제 수"), default=50, low=20, high=300, marks=(20, 50, 100, 300)
    ),
    controls.Number("noise", names.NOISE, low=0.0, high=1.0, step=0.1, default=0.8),
)
PRESETS = (
    controls.Preset("blue", Text("Blue only", "파란 공만"), {"bag": (8, 0, 0, 0, 0)}),
    controls.Preset("right", Text("Right model", "옳은 모델"), {"model": (18, 6, 1, 1, 1)}),
    controls.Preset("impossible", Text("“Impossible”", "“있을 수 없음”"), {"model": (8, 0, 0, 0, 0)}),
    controls.Preset(
        "even", Text("Five alike", "다섯 색 같은 개수"), {"colours": 5, "bag": (4,) * 5, "model": (9, 5, 3, 2, 1)}
    ),
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
    now = pictures.bag(chosen)
    words = {name: lettered(text, chosen.letters) for name, text in words.items()}
    panel.draw_notes()
    left, right = st.columns([2, 3], gap="large")
    with left:
        panel.draw_presets()
        panel.draw("colours", "bag", "model", "unit", "letters", "draws", "seed")
        panel.draw_reset()
    with right:
        show_draws(now, chosen)
        show_parts(now, chosen)
    show_costs(now, chosen, words)
    show_scores(chosen, words, panel)
    show_calibration(chosen, words, panel)
    st.subheader(say(LABELS["seen"]))
    held_answers.show(words["read"])
    quiz.compare(LESSON)
    mathematics.show(words["mathematics"])
    source.show(
        measures.surprise,
        measures.expected,
        measures.entropy,
        measures.cross_entropy,
        measures.divergence,
        sigmoid_losses.squared_slope,
        reliability,
    )
    st.markdown(words["challenge"])
    bits = pictures.bits(chosen)
    cost, swapped = bits.cost, bits.swapped.cost
    met = 1 < abs(cost - swapped) < float("inf")
    quiz.challenge(LESSON, met, PROGRESS, cost=number(cost), swapped=number(swapped))
    downloads.show(
        LESSON,
        downloads.File(LABELS["data"], "draws.csv", partial(pictures.draws_table, now)),
        downloads.File(LABELS["program"], "classifier.py", partial(runs.program, classifier.classifier(chosen))),
    )


def show_draws(now: Bag, chosen: EntropyValues) -> None:
    """Draw the film of draws, and say what it closes in on."""
    player.show(len(now.steps), pictures.captions(now), f"{LESSON}.player", start=pictures.start(address.frame()))
    unit, mean = say(UNITS[now.unit]), float(now.drawn.mean[-1])
    told = say(
        SAYS["after" if now.entropy else "never"],
        draws=now.draws,
        mean=number(mean),
        away=number(abs(mean - now.entropy)),
        entropy=number(now.entropy),
        room=number(now.room),
    )
    told = lettered(told, chosen.letters)
    spec = running_surprise.spec(say(LABELS["draw"]), f"{say(LABELS['surprise'])} ({unit})")
    chart.show(spec, pictures.film_of_draws(now, chosen.letters), told.replace("*", ""), f"{LESSON}.draws")
    if now.excluded:
        ending = say(SAYS["impossible"], draw=now.ended) if now.ended else say(SAYS["lucky"])
        st.warning(ending, icon=":material/all_inclusive:")
    st.markdown(told)
    for model in (False, True):
        st.markdown(f"${lettered(pictures.formula(now, model), chosen.letters)}$ {unit}")


def show_parts(now: Bag, chosen: EntropyValues) -> None:
    """Draw cross-entropy as a bar of two parts, and swapped; say what holds of bag and model."""
    lines = [lettered(line, chosen.letters) for line in pictures.verdicts(now)]
    spec = cross_entropy_parts.spec(f"{say(LABELS['surprise'])} ({say(UNITS[now.unit])})")
    said = " ".join(lines).replace("*", "")
    chart.show(spec, pictures.whole_and_parts(now, chosen.letters), said, f"{LESSON}.parts")
    st.markdown("\n".join(f"- {line}" for line in lines))


def show_costs(now: Bag, chosen: EntropyValues, words: Mapping[str, str]) -> None:
    """Draw what the model costs along the share of blue, and for a single ball."""
    unit = say(UNITS[now.unit])
    st.subheader(say(LABELS["costs"]))
    st.markdown(words["costs"])
    first, second = st.columns(2, gap="large")
    with first:
        st.markdown(words["shares"])
        spec = entropy_by_share.spec(f"{say(LABELS['surprise'])} ({unit})", lettered("H(q)", chosen.letters))
        data = pictures.shares_of_blue(now, chosen.letters)
        chart.show(spec, data, lettered(pictures.verdicts(now)[1], chosen.letters), f"{LESSON}.shares")
    with second:
        st.markdown(words["price"])
        titles = [lettered(say(LABELS[name]), chosen.letters) for name in ("one", "paid")]
        data = pictures.prices(now)
        said = f"{titles[0]} → {titles[1]} ({unit}): {', '.join(data['outcomes']['words'].to_pylist())}"
        chart.show(surprise.spec(titles[0], f"{titles[1]} ({unit})"), data, said, f"{LESSON}.price")


def show_scores(chosen: EntropyValues, words: Mapping[str, str], panel: controls.Panel[EntropyValues]) -> None:
    """Draw cross-entropy and squared error of a sigmoid's score, and two descents on them."""
    run = classifier.descents(chosen.score, chosen.learning_rate)
    numbers = classifier.descent_numbers(run)
    st.subheader(say(LABELS["scores"]))
    st.markdown(words["scores"])
    left, right = st.columns([1, 3], gap="large")
    with left:
        panel.draw("score", "learning_rate")
        st.markdown(lettered(say(SCORES["ended"], **numbers), chosen.letters))
    with right:
        captions = [lettered(caption, chosen.letters) for caption in classifier.score_captions(run)]
        player.show(len(run.step), captions, f"{LESSON}.scores", name="frame_score")
        said = lettered(say(SCORES["alt"], **numbers), chosen.letters)
        names = say(SCORES["cross_entropy"]), say(SCORES["squared"])
        for column, kind in zip(st.columns(2), ("loss", "slope"), strict=True):
            with column:
                spec = score_losses.spec(say(SCORES["x"]), say(SCORES[kind]), *names, say(SCORES["flat"]))
                data = classifier.score_picture(chosen.score, chosen.learning_rate, kind == "slope")
                chart.show(spec, data, said, f"{LESSON}.{kind}")
        probability = lettered(say(SCORES["probability"]), chosen.letters)
        spec = score_losses.spec(say(SCORES["step"]), probability, *names, "", height=180)
        chart.show(spec, classifier.probability_picture(run), said, f"{LESSON}.probability")


def show_calibration(chosen: EntropyValues, words: Mapping[str, str], panel: controls.Panel[EntropyValues]) -> None:
    """Draw whether a trained network's probabilities come true."""
    run = classifier.trained(classifier.classifier(chosen))
    numbers = classifier.training_numbers(run)
    st.subheader(say(LABELS["calibration"]))
    st.markdown(words["calibration"])
    left, right = st.columns([1, 3], gap="large")
    with left:
        panel.draw("examples", "noise")
        st.markdown(say(CALIBRATION["told"], **numbers))
    with right:
        captions = classifier.training_captions(run)
        player.show(len(run.epoch), captions, f"{LESSON}.training", name="frame_training", start=-1)
        first, second = st.columns(2)
        with first:
            spec = reliability_diagram.spec(say(CALIBRATION["x"]), say(CALIBRATION["y"]))
            said = say(CALIBRATION["alt"], gap=numbers["gap_end"])
            chart.show(spec, classifier.bins_picture(run), said, f"{LESSON}.bins")
        with second:
            titles = [say(CALIBRATION[name]) for name in ("epoch", "cost", "expects", "pays")]
            spec = history.spec(*titles, name="frame_training", height=300)
            said = say(CALIBRATION["told"], **numbers).replace("*", "")
            chart.show(spec, classifier.costs_picture(run), said, f"{LESSON}.expected")


def glance() -> None:
    """Draw the small picture of the lesson: the entropy of every bag of three colours."""
    thumbnails.show(pictures.triangle())
