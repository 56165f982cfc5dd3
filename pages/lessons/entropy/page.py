"""Entropy, cross-entropy, and what a wrong model costs."""

from collections.abc import Callable
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
from pages.lessons.entropy.pictures import Bag, lettered, number
from pages.lessons.entropy.settings import PRESETS, SETTINGS
from pages.lessons.entropy.values import EntropyValues
from pages.lessons.entropy.words import CALIBRATION, LABELS, PROGRESS, SAYS, SCORES, UNITS
from pages.ui import controls
from pages.ui.address import address
from pages.ui.charts import history
from pages.ui.parts import chart, downloads, lesson, player, strip
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.serving import runs
from pages.ui.text import Text, prose, say
from pages.ui.training_run import laboratory, thumbnails

LESSON = "entropy"
DRAWS = Text("Draws and surprise", "뽑기와 놀라움")
COSTS = Text("What a wrong model costs", "틀린 모델의 대가: H + KL")
SCORE = Text("Why not squared error?", "왜 제곱 오차가 아닐까요?")
TRUST = Text("Calibration", "보정")
LEAST_SHARE = 0.1
"""The laboratory trains on no smaller share of its examples: on 50 of 550 it cannot follow."""


def draw_draws(panel: controls.Panel[EntropyValues]) -> None:
    """Draw the film of draws beside the bag and the model."""
    chosen = panel.value
    now = pictures.bag(chosen)
    lesson.row(panel, "colours", "draws", "unit", more=("letters", "seed"))
    player.show(
        len(now.steps),
        pictures.captions(now),
        f"{LESSON}.player",
        start=pictures.start(address.frame()),
        autoplay=address.frame() is None,
    )
    first, second, third = lesson.body(5, 3, 3)
    told = lettered(pictures.told_mean(now), chosen.letters)
    with first:
        title = f"{say(LABELS['surprise'])} ({say(UNITS[now.unit])})"
        spec = running_surprise.spec(say(LABELS["draw"]), title, height=HEIGHT - 40)
        chart.show(spec, pictures.film_of_draws(now, chosen.letters), told.replace("*", ""), f"{LESSON}.draws")
    with second:
        panel.draw("bag")
        st.markdown(told)
    with third:
        panel.draw("model")
        if now.excluded:
            ending = say(SAYS["impossible"], draw=now.ended) if now.ended else say(SAYS["lucky"])
            st.warning(ending, icon=":material/all_inclusive:")
    for model in (False, True):
        formula = lettered(pictures.formula(now, model), chosen.letters)
        st.markdown(say(LABELS["formula"], formula=formula, unit=say(UNITS[now.unit])))
    follow_letters(chosen)


def draw_costs(panel: controls.Panel[EntropyValues]) -> None:
    """Draw what the model costs beside the bag and the model."""
    chosen = panel.value
    now = pictures.bag(chosen)
    lesson.row(panel, "picture", "colours", "unit", more=("letters",))
    first, second, third = lesson.body(5, 3, 3)
    with first:
        {"parts": show_parts, "shares": show_shares, "price": show_price}[chosen.picture](now, chosen)
    with second:
        panel.draw("bag")
    with third:
        panel.draw("model")
    if chosen.picture == "parts":
        st.markdown("\n".join(f"- {lettered(line, chosen.letters)}" for line in pictures.verdicts(now)))
    else:
        st.markdown(lettered(prose(LESSON)[chosen.picture], chosen.letters))
    follow_letters(chosen)


def draw_scores(panel: controls.Panel[EntropyValues]) -> None:
    """Draw cross-entropy and squared error of a sigmoid's score, and two descents on them."""
    chosen = panel.value
    run = classifier.descents(chosen.score, chosen.learning_rate)
    numbers = classifier.descent_numbers(run)
    said = lettered(say(SCORES["alt"], **numbers), chosen.letters)
    names = say(SCORES["cross_entropy"]), say(SCORES["squared"])
    lesson.row(panel, "score", "learning_rate", more=("letters",))
    captions = [lettered(caption, chosen.letters) for caption in classifier.score_captions(run)]
    player.show(len(run.step), captions, f"{LESSON}.scores", name="frame_score", autoplay=address.frame() is None)
    *both, third = lesson.body(4, 4, 3)
    for column, kind in zip(both, ("loss", "slope"), strict=True):
        with column:
            flat = say(SCORES["flat"])
            spec = score_losses.spec(say(SCORES["x"]), say(SCORES[kind]), *names, flat, height=HEIGHT - 20)
            data = classifier.score_picture(chosen.score, chosen.learning_rate, kind == "slope")
            chart.show(spec, data, said, f"{LESSON}.{kind}")
    with third:
        probability = lettered(say(SCORES["probability"]), chosen.letters)
        spec = score_losses.spec(say(SCORES["step"]), probability, *names, "", height=HEIGHT - 120)
        chart.show(spec, classifier.probability_picture(run), said, f"{LESSON}.probability")
        st.markdown(lettered(say(SCORES["ended"], **numbers), chosen.letters))
    st.markdown(lettered(prose(LESSON)["scores"], chosen.letters))
    follow_letters(chosen)


def draw_calibration(panel: controls.Panel[EntropyValues]) -> None:
    """Draw whether a trained network's probabilities come true."""
    experiment = classifier.classifier(panel.value)
    run = classifier.trained(experiment)
    numbers = classifier.training_numbers(run)
    lesson.row(panel, "examples", "noise", more=("seed",))
    captions = classifier.training_captions(run)
    player.show(len(run.epoch), captions, f"{LESSON}.training", name="frame_training", autoplay=address.frame() is None)
    first, second = lesson.body(1, 1)
    with first:
        spec = reliability_diagram.spec(say(CALIBRATION["x"]), say(CALIBRATION["y"]), height=HEIGHT)
        said = say(CALIBRATION["alt"], gap=numbers["gap_end"])
        chart.show(spec, classifier.bins_picture(run), said, f"{LESSON}.bins")
    with second:
        titles = [say(CALIBRATION[name]) for name in ("epoch", "cost", "expects", "pays")]
        spec = history.spec(*titles, name="frame_training", height=HEIGHT // 2 + 10)
        told = say(CALIBRATION["told"], **numbers)
        chart.show(spec, classifier.costs_picture(run), told.replace("*", ""), f"{LESSON}.expected")
        st.markdown(told)
        if experiment.train_share >= LEAST_SHARE:
            st.markdown(laboratory.link(experiment))
    st.markdown(prose(LESSON)["calibration"])


def follow_letters(chosen: EntropyValues) -> None:
    """Run the whole page once the letters were changed: the prose below the stage has them too."""
    known = st.session_state.setdefault(f"{LESSON}:letters", chosen.letters)
    if known != chosen.letters:
        st.session_state[f"{LESSON}:letters"] = chosen.letters
        st.rerun()


def show_parts(now: Bag, chosen: EntropyValues) -> None:
    """Draw cross-entropy as a bar of two parts, and swapped."""
    spec = cross_entropy_parts.spec(f"{say(LABELS['surprise'])} ({say(UNITS[now.unit])})", height=230)
    said = lettered(" ".join(pictures.verdicts(now)), chosen.letters).replace("*", "")
    chart.show(spec, pictures.whole_and_parts(now, chosen.letters), said, f"{LESSON}.parts")


def show_shares(now: Bag, chosen: EntropyValues) -> None:
    """Draw entropy and cross-entropy along the share of blue."""
    title = f"{say(LABELS['surprise'])} ({say(UNITS[now.unit])})"
    spec = entropy_by_share.spec(title, lettered("H(q)", chosen.letters), height=HEIGHT - 10)
    said = lettered(pictures.verdicts(now)[1], chosen.letters)
    chart.show(spec, pictures.shares_of_blue(now, chosen.letters), said, f"{LESSON}.shares")


def show_price(now: Bag, chosen: EntropyValues) -> None:
    """Draw what the model costs for a single ball."""
    unit = say(UNITS[now.unit])
    titles = [lettered(say(LABELS[name]), chosen.letters) for name in ("one", "paid")]
    data = pictures.prices(now)
    said = f"{titles[0]} → {titles[1]} ({unit}): {', '.join(data['outcomes']['words'].to_pylist())}"
    chart.show(surprise.spec(titles[0], f"{titles[1]} ({unit})", height=HEIGHT), data, said, f"{LESSON}.price")


def judge(panel: controls.Panel[EntropyValues]) -> strip.Progress:
    """Judge the challenge: how far cross-entropy and its swap lie apart."""
    bits = pictures.bits(panel.value)
    cost, swapped = bits.cost, bits.swapped.cost
    met = 1 < abs(cost - swapped) < float("inf")
    return strip.Progress(met, say(PROGRESS, cost=number(cost), swapped=number(swapped)))


def code(chosen: EntropyValues) -> tuple[Callable[..., Any], ...]:
    """Return what ran."""
    of_bags = measures.surprise, measures.expected, measures.entropy, measures.cross_entropy, measures.divergence
    return *of_bags, sigmoid_losses.squared_slope, reliability


def files(chosen: EntropyValues) -> tuple[downloads.File, ...]:
    """Return the draws, and the classifier as a program."""
    return (
        downloads.File(LABELS["data"], "draws.csv", partial(pictures.draws_table, pictures.bag(chosen))),
        downloads.File(LABELS["program"], "classifier.py", partial(runs.program, classifier.classifier(chosen))),
    )


ASKED = {"experiment": "costs", "bag": (6, 2, 1, 1, 1), "model": (3, 5, 1, 1, 1)}
SCREENS = (
    lesson.Screen("draws", DRAWS, draw_draws, question="question", asked=ASKED),
    lesson.Screen("costs", COSTS, draw_costs, question="question", asked=ASKED),
    lesson.Screen("scores", SCORE, draw_scores),
    lesson.Screen("calibration", TRUST, draw_calibration),
)
CONTROLS: controls.Controls[EntropyValues] = (lesson.experiments(*SCREENS), *SETTINGS)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge({"experiment": "costs"}, judge),
    code=code,
    files=files,
    reword=lambda words, chosen: lettered(words, chosen.letters),
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: the entropy of every bag of three colours."""
    thumbnails.show(pictures.triangle())
