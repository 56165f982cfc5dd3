"""Samples drawn by hand, one at a time: each is a number in the link, from which its observations are drawn again.

In a room each seat draws one and sends its number; the estimates of all seats are the class's sampling distribution.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
import streamlit as st

from dlcore.estimation.estimators import estimate
from dlcore.estimation.populations import population
from dlcore.estimation.sampling import study
from pages.lessons.estimators import guesses, pictures, studies, three_marks
from pages.lessons.estimators.charts import sample_dots, sampling_distribution
from pages.lessons.estimators.guesses import Guess
from pages.lessons.estimators.values import EstimatorsValues
from pages.lessons.estimators.words import ALT, BY_HAND, ESTIMATOR_NAMES, LABELS, POPULATIONS
from pages.ui import controls, number_format
from pages.ui.charts import class_pictures
from pages.ui.controls.control import Values, WithoutWidget
from pages.ui.parts import chart, class_experiment, lesson
from pages.ui.room import session
from pages.ui.text import Text, carry, say

LESSON = "estimators"
KEY = f"{LESSON}.{{}}".format
EXPERIMENT = KEY("sample")
MOST = 40
"""Samples that one visitor draws by hand; the film draws more."""

LAST = 999_999
"""The largest number of a sample: a room keeps six digits."""

FEWEST = 5
"""Of fewer estimates no variance is told."""

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class SampleNumbers(WithoutWidget[Numbers]):
    """The numbers of the samples drawn so far, in order."""

    own: ClassVar[bool] = True
    longest: ClassVar[int] = 7 * MOST

    def parse(self, word: str) -> Numbers:
        """Read `48213_5512`."""
        numbers = tuple(int(part) for part in word.split("_") if part.isascii() and part.isdigit())
        if not all(0 < number <= LAST for number in numbers) or self.format(numbers) != word:
            raise ValueError(word)
        return numbers

    def format(self, value: Numbers) -> str:
        return "_".join(map(str, value))

    def limit(self, value: Numbers, chosen: Values) -> Numbers:
        return value[:MOST]


def show(chosen: EstimatorsValues) -> None:
    """Draw the sample that was drawn last and the estimates so far; for the teacher of a room, those of the class."""
    if class_experiment.watch(EXPERIMENT, partial(show_class, chosen), at_once=True):
        return
    alone, drawn = session.mine() is None, chosen.draws
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage-by-hand"):
        shut = len(drawn) >= (MOST if alone else 1)
        st.button(say(BY_HAND["draw"]), key=KEY("draw"), icon=":material/casino:", disabled=shut, on_click=draw_one)
        if alone and drawn:
            st.button(
                say(BY_HAND["clear"]), key=KEY("clear"), type="tertiary", on_click=controls.change(LESSON, draws=())
            )
        class_experiment.offer(EXPERIMENT, drawn[:1], say(BY_HAND["sent"]))
    left, right = lesson.body(1, 1)
    with left:
        show_last(chosen, drawn[-1:])
    with right:
        if drawn:
            st.markdown(told(chosen, drawn[-1:]))
        show_pile(chosen, drawn, BY_HAND["pile"])


def draw_one() -> None:
    """Draw the number of the next sample."""
    drawn = st.session_state.get(f"{LESSON}:values", {}).get("draws", ())
    controls.change(LESSON, draws=(*drawn, 1 + secrets.randbelow(LAST)))()


def show_last(chosen: EstimatorsValues, last: Numbers) -> None:
    """Draw the sample that was drawn last over the population."""
    rivals = guesses.guesses_of(chosen)
    observed = samples(rivals[0], chosen.n, last) if last else np.empty((1, 0))
    numbers = {"n": chosen.n, "population": say(POPULATIONS[chosen.population])}
    frames = sampling_distribution.schedule(1)
    dots = sample_dots.datasets(observed[:, : pictures.DOTS], frames, *pictures.ground(*rivals[0][:3]))
    chart.show(sample_dots.spec("frame_by_hand", 200), dots, say(ALT["sample"], **numbers), KEY("last"))


def told(chosen: EstimatorsValues, last: Numbers) -> str:
    """Say what each estimator makes of the sample that was drawn last."""
    rivals = guesses.guesses_of(chosen)
    observed = samples(rivals[0], chosen.n, last)
    each = [
        say(BY_HAND["each"], name=say(ESTIMATOR_NAMES[rival.name]), estimate=three_marks.short(float(made[0])))
        for rival, made in ((rival, estimate(rival.name, observed, rival.factor)) for rival in rivals)
    ]
    return say(BY_HAND["last"], each=", ".join(each), truth=three_marks.short(rivals[0].truth))


def show_class(chosen: EstimatorsValues, sent: Sequence[class_experiment.Numbers]) -> None:
    """Draw the estimates from the samples of all seats."""
    numbers = tuple(int(seat[0]) for seat in sent if len(seat) == 1 and 0 < seat[0] <= LAST)
    [place] = lesson.body(1)
    with place:
        show_pile(chosen, numbers, BY_HAND["class"])


def show_pile(chosen: EstimatorsValues, numbers: Numbers, words: Text) -> None:
    """Draw the estimates of one estimator, a dot a sample, and say their bias, variance and MSE."""
    rivals = guesses.guesses_of(chosen)
    shown = choose(rivals)
    made = estimates(shown, chosen.n, numbers)
    words = words if numbers else BY_HAND["none"]
    sentence = say(words, count=len(numbers), n=chosen.n, name=say(ESTIMATOR_NAMES[shown.name]))
    if len(made) >= FEWEST and shown.moments(chosen.n) > 2:
        sentence += " " + say(BY_HAND["study"], **facts(shown, made))
    if (law := shown.law(chosen.n)) and law.exact:
        by_law = {"bias": law.bias, "variance": law.variance, "mse": law.mse}
        sentence += " " + say(BY_HAND["law"], **{name: three_marks.short(value) for name, value in by_law.items()})
    pile = class_pictures.samples(made, shown.truth, pictures.reach(shown, chosen))
    chart.show(class_pictures.samples_spec(say(LABELS["estimate"]), 220), pile, sentence, KEY("pile"))
    st.markdown(sentence)


def choose(rivals: Sequence[Guess]) -> Guess:
    """Draw the choice between the estimators that are compared, and return the one chosen."""
    names = {rival.name: say(ESTIMATOR_NAMES[rival.name]) for rival in rivals}
    key = KEY("by_hand")
    if st.session_state.get(key) not in names:
        st.session_state[key] = rivals[0].name
    carry(key)
    chosen = st.segmented_control(
        say(BY_HAND["which"]),
        list(names),
        format_func=lambda id: names.get(id, id),
        key=key,
        label_visibility="collapsed",
        required=True,
    )
    return next((rival for rival in rivals if rival.name == chosen), rivals[0])


def samples(guess: Guess, n: int, numbers: Numbers) -> np.ndarray:
    """Return the observations (samples, n) of samples of these numbers: with a larger n the first ones stay."""
    here = population(guess.place, guess.centre)
    drawn = [here.draw(studies.generators(number)[0], (1, n))[0] for number in numbers]
    return np.array(drawn, float).reshape(-1, n)


def estimates(guess: Guess, n: int, numbers: Numbers) -> np.ndarray:
    """Return what an estimator makes of each sample (samples,)."""
    return estimate(guess.name, samples(guess, n, numbers), guess.factor) if numbers else np.empty(0)


def facts(guess: Guess, made: np.ndarray) -> dict[str, Any]:
    """Return bias, variance and MSE of estimates, each with its standard error."""
    found = study(made, guess.truth)
    pairs = {
        "bias": (found.bias, found.bias_error),
        "variance": (found.variance, found.variance_error),
        "mse": (found.mse, found.mse_error),
    }
    return {name: " ".join(number_format.to_error(*pair)) for name, pair in pairs.items()}
