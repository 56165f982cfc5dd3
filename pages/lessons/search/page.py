"""Finding hyperparameters: by hand, on a grid, at random, and where a Gaussian process promises most."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dlcore.search import strategies
from dlcore.search.acquisitions import expected_improvement
from dlcore.search.trials import train
from pages.lessons.search import belief, class_search, own_search, pictures, race, race_view, words
from pages.lessons.search.charts import trial_film, winners_curse
from pages.lessons.search.own_search import KEY, LESSON
from pages.lessons.search.settings import PRESETS, SETTINGS
from pages.lessons.search.values import SearchValues
from pages.ui import controls
from pages.ui.parts import chart, class_experiment, downloads, landscape, lesson, quiz, strip
from pages.ui.serving import runs
from pages.ui.serving.progressive import Pace
from pages.ui.text import prose, say
from pages.ui.training_run import laboratory, thumbnails

MOST = 8
RACE = ("space", "budget", "dataset", "noise")
BELIEVING = ("acquisition", "length")
BLIND = ("grid", "random")
"""The methods that the challenge is to beat: they do not look at what they have seen."""

SELDOM = ("seed", *BELIEVING)


def draw_race(panel: controls.Panel[SearchValues]) -> None:
    """Draw the planes of the four methods and the best so far, and the standings once the question is answered."""
    lesson.row(panel, *RACE, more=SELDOM)
    waits = quiz.committed(LESSON, "question") is None and strip.at_question(LESSON)
    result = race_view.watch(panel.value, waits=waits)
    if not waits:
        race_view.show_standings(result)
    st.caption(say(words.LEGEND, updates=say(words.UPDATES), guess=result.guess))


def draw_own(panel: controls.Panel[SearchValues]) -> None:
    """Let the visitor pick settings, on the plane or by sliders, each trained at once."""
    lesson.row(panel, *RACE, more=("seed",))
    result = race_view.finished(race.setup(panel.value))
    race_view.show_player(result.setup.budget, -1, False)
    if class_experiment.watch(class_search.EXPERIMENT, partial(class_search.show, result), at_once=True):
        return
    first, second = lesson.body(2, 3)
    with first:
        if own_search.planar(result.setup):
            own_search.show_board(panel.value, result.setup, trial_film.CLEAR, 330)
        else:
            race_view.show_plane(result, "manual", result.setup.budget, trial_film.CLEAR)
            own_search.show_sliders(panel.value, result.setup)
    with second:
        class_search.offer(result)
        own_search.show_so_far(result)
        race_view.show_best(result, 180)


def draw_belief(panel: controls.Panel[SearchValues]) -> None:
    """Draw what Bayesian search predicts before each trial, and where it goes."""
    lesson.row(panel, *BELIEVING, "space", "budget", more=("dataset", "noise", "seed"))
    this = race.setup(panel.value)
    result = race_view.finished(this)
    race_view.show_player(this.budget, 0, True)
    belief.show(result)


def draw_curse(panel: controls.Panel[SearchValues]) -> None:
    """Train every winner again, and hold it against the test data."""
    lesson.row(panel, *RACE, more=SELDOM)
    result = race_view.finished(race.setup(panel.value))
    first, second = lesson.body(1, 1)
    data = pictures.cursed(result)
    if data is None:
        first.info(say(words.NO_WINNER))
        return
    fallen = pictures.fallen(result)
    each = "; ".join(f"{say(words.WAYS[way])} {told['trial']:.3f} → {told['test']:.3f}" for way, told in fallen.items())
    with first:
        spec = winners_curse.spec(say(words.CURSE["loss"]), tuple(say(words.WAYS[way]) for way in fallen))
        chart.show(spec, data, say(words.CURSE_ALT, each=each.replace("inf", "∞")), KEY("curse"))
        st.caption(say(words.CURSE["marks"]))
    with second:
        st.markdown("\n".join(map(partial(line_of_curse, fallen), fallen)))
        st.markdown(prose(LESSON)["curse"])
        st.markdown(laboratory.link(pictures.winner(result)))


def line_of_curse(fallen: dict[str, dict[str, float]], way: str) -> str:
    """Say what is left of a winner."""
    told = fallen[way]
    return say(words.CURSE_DIVERGED if told["diverged"] else words.CURSE_LINE, way=say(words.WAYS[way]), **told)


def draw_surface(panel: controls.Panel[SearchValues]) -> None:
    """Draw the true surface under the trials; say what there was to find, what luck finds, and who wins with other."""
    lesson.row(panel, *RACE, more=SELDOM)
    result = race_view.watch(panel.value, on_surface=True)
    this, cut = result.setup, race.others(result)
    told = race.standing(this, cut)
    shares = ", ".join(say(words.SHARE, way=say(words.WAYS[way]), share=share) for way, share in told.shares.items())
    place = st.empty()
    st.markdown(say(words.SURFACE, count=race.surface_size(this.space), least=told.least, shares=shares))
    if cut:
        st.markdown(say(words.CUT, units=race.cut_value(this.space, cut)))
    numbers = {"chance": told.chance, "replayed": told.replayed, "replays": race.REPLAYS}
    st.caption(say(words.LUCK, budget=this.budget, **numbers))
    st.caption(prose(LESSON)["surface"])
    if not cut:
        place.markdown(say(words.REMATCH, **repeated(this, place)))


def repeated(this: race.Setup, place: DeltaGenerator) -> dict[str, int]:
    """Race again on the surface, with a progress bar while it lasts, and tell how often each method has won."""
    wins, pace = {}, Pace()
    for wins in race.rematches(this):
        if pace.due:
            number, count = sum(wins.values()), race.REMATCHES
            with pace.drawing():
                place.progress(number / count, say(words.REMATCHING, number=number, count=count))
    return wins


def judge(panel: controls.Panel[SearchValues]) -> strip.Progress:
    """Judge the challenge by validation data, and tell once what test data say of it."""
    this = race.setup(panel.value)
    if not (own_search.planar(this) and this.budget == 16):
        return strip.Progress(False, say(words.TASK_ELSEWHERE))
    result = race.after(this, this.budget)
    mine = sorted(result.ways["manual"][:MOST], key=lambda trial: trial.validation)
    goal = min((result.best(way) for way in BLIND), key=lambda trial: trial.validation)
    done = bool(mine) and mine[0].validation < goal.validation
    told = f"{mine[0].validation:.3f}" if mine else say(words.NOTHING)
    said = say(words.TASK_PROGRESS, mine=told, count=len(mine), goal=f"{goal.validation:.3f}")
    if done:
        test, other = (float(race.again(this.space, trial.point)[1][0]) for trial in (mine[0], goal))
        said += " " + say(words.TASK_TEST, test=test, other=other)
    return strip.Progress(done, said)


def files(chosen: SearchValues) -> tuple[downloads.File, ...]:
    """Return the trials, and the winner as a program."""
    this = race.setup(chosen)
    result = race.after(this, this.budget)
    return (
        downloads.File(words.FILES["trials"], "trials.csv", partial(pictures.table, result)),
        downloads.File(words.FILES["program"], "winner.py", partial(runs.program, pictures.winner(result))),
    )


NAMED = words.EXPERIMENTS
SCREENS = (
    lesson.Screen("race", NAMED["race"], draw_race, question="question", asked={"space": "strength"}),
    lesson.Screen("own", NAMED["own"], draw_own),
    lesson.Screen("belief", NAMED["belief"], draw_belief),
    lesson.Screen("curse", NAMED["curse"], draw_curse),
    lesson.Screen("surface", NAMED["surface"], draw_surface),
)
CONTROLS: controls.Controls[SearchValues] = (lesson.experiments(*SCREENS), *SETTINGS)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge({"experiment": "own"}, judge, {"most": MOST}),
    code=lambda chosen: (
        train,
        strategies.bayesian,
        strategies.believe,
        strategies.gaussian_process,
        expected_improvement,
    ),
    files=files,
    components=(landscape.LANDSCAPE,),
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: the loss over learning rate and regularization."""
    thumbnails.show(pictures.glimpse())
