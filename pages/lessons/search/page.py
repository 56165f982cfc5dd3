"""Finding hyperparameters: by hand, on a grid, at random, and where a Gaussian process promises most."""

from collections.abc import Iterable
from functools import partial
from math import exp
from typing import Any

import streamlit as st

from dlcore.search import strategies
from dlcore.search.acquisitions import expected_improvement
from dlcore.search.trials import train
from pages.lessons.search import pictures, race, words
from pages.lessons.search.charts import gaussian_process, trial_film, winners_curse
from pages.lessons.search.race import WAYS, Race
from pages.lessons.search.values import SearchValues
from pages.ui import controls
from pages.ui.address import address, held_answers
from pages.ui.charts import racing_losses
from pages.ui.controls import locks
from pages.ui.parts import chart, downloads, landscape, mathematics, player, quiz, source, standings
from pages.ui.serving import runs
from pages.ui.serving.progressive import Pace
from pages.ui.text import prose, say
from pages.ui.training_run import thumbnails

LESSON = "search"
CONTROLS = words.CONTROLS
KEY = f"{LESSON}.{{}}".format
MOST = 8
PACE = 3.0
"""Trials a second at 1×: each is to be seen."""
BELIEVING = ("acquisition", "length")
"""The controls of Bayesian search alone, beside the pictures of what it believes."""


def show() -> None:
    """Draw the page."""
    text = prose(LESSON)
    st.title(say(words.TITLE))
    st.markdown(text["claim"])
    if not quiz.predict(LESSON):
        return
    panel = controls.prepare(LESSON, CONTROLS, words.PRESETS)
    this = race.setup(panel.value)
    panel.draw_notes()
    panel.draw_presets()
    beside, watch = st.columns([1, 2.6], gap="large")
    with beside:
        panel.draw(without=BELIEVING)
    with watch:
        result = run(this)
    show_own(panel.value, result)
    show_belief(panel, result)
    show_curse(result, text["curse"])
    show_surface(result, text["surface"])
    st.subheader(say(words.HEADING["seen"]))
    held_answers.show(text["read"])
    quiz.compare(LESSON)
    mathematics.show(text["mathematics"])
    source.show(train, strategies.bayesian, strategies.believe, strategies.gaussian_process, expected_improvement)
    show_challenge(text["challenge"], panel.value, result)
    downloads.show(
        LESSON,
        downloads.File(words.FILES["trials"], "trials.csv", partial(pictures.table, result)),
        downloads.File(words.FILES["program"], "winner.py", partial(runs.program, pictures.winner(result))),
    )


def run(this: race.Setup) -> Race:
    """Train the race, drawing each round as it comes, and then show it as a film.

    Streamlit leaves this loop wherever a picture is drawn, when a control is moved meanwhile.
    """
    known = revealed(this)
    place, pace = None, Pace()
    seen = st.session_state.get(KEY("seen")) == race.by_others(this)
    for number, result in enumerate(race.rounds(this), 1):
        if pace.due and number < this.budget and not seen:
            # Only here: a place that is emptied first would build all its pictures anew.
            place = place or st.empty()
            with pace.drawing(), place.container():
                told = say(words.TRAINING, number=number, budget=this.budget)
                st.progress(number / this.budget, told)
                show_race(result, number)
    with place.container() if place else st.container():
        captions = [say(words.TRIAL, number=number) for number in range(1, this.budget + 1)]
        start = address.frame()
        player.show(this.budget, captions, KEY("film"), start=-1 if start is None else start, pace=PACE)
        show_race(result, this.budget, uncover(result) if known else None)
    st.session_state[KEY("seen")] = race.by_others(this)
    show_standings(result)
    return result


def show_race(result: Race, frames: int, losses: Any = None) -> None:
    """Draw the planes of the four ways and the best so far, each at its last trial until the player moves them."""
    searched = result.setup.space.searched
    across, up = (*searched, "loss")[:2]
    axes = (say(words.AXES[across]), say(words.AXES[up]), pictures.ticks(up))
    patterns = {name: say(text) for name, text in (words.TOLD | words.WAYS).items()}
    ground = trial_film.CLEAR if losses is None else pictures.surface_picture(losses, result.guess)
    columns = [*st.columns(2), *st.columns(2)]
    for column, way in zip(columns, ("grid", "random", "bayesian", "manual"), strict=True):
        with column:
            best = f"{result.best(way).validation:.3f}" if result.ways[way] else say(words.NOTHING)
            said = say(words.PLANE_ALT, way=say(words.WAYS[way]), count=len(result.ways[way]), loss=best)
            data = pictures.plane(result, way, patterns, ground, frames)
            chart.show(trial_film.spec(*axes), data, said, KEY(way))
    st.caption(say(words.LEGEND, updates=say(words.UPDATES), guess=result.guess))
    bests = [(say(words.WAYS[way]), result.best(way)) for way in result.ran]
    ways = ", ".join(f"{way} {pictures.loss_words(best, '∞')}" for way, best in bests)
    said = say(words.BEST_ALT, ways=ways)
    chart.show(racing_losses.spec(say(words.TRIALS), say(words.BEST)), pictures.best_so_far(result), said, KEY("best"))


def show_standings(result: Race) -> None:
    """Tell the best of every way, and what there is to say about this race."""
    rows = []
    for way in result.ran:
        best = result.best(way)
        found = result.ways[way].index(best) + 1
        told = pictures.loss_words(best, say(words.TOLD["blown"], step=best.diverged_at))
        rows.append((WAYS.index(way), [say(words.WAYS[way]), told, str(found), setting(result, best.values)]))
    standings.show([say(word) for word in words.HEAD], rows)
    budget, searched = result.setup.budget, result.setup.space.searched
    if len(result.ways["grid"]) < budget:
        st.caption(say(words.FEWER, count=len(result.ways["grid"]), budget=budget))
    if len(searched) > 2:
        st.caption(say(words.THIRD, axis=say(words.AXES[searched[2]])))


def setting(result: Race, values: tuple[float, ...]) -> str:
    """A setting as one reads it."""
    named = zip(result.setup.space.searched, values, strict=True)
    return ", ".join(f"{say(words.SYMBOLS[name])} {pictures.short(value)}" for name, value in named)


def show_own(chosen: SearchValues, result: Race) -> None:
    """Let the visitor pick settings, on the plane or by sliders, each trained at once."""
    st.subheader(say(words.HEADING["own"]))
    this = result.setup
    space, done, fix = this.space, result.ways["manual"], "picks" in locks.of(LESSON)
    shut = fix or len(done) >= this.budget
    used = {"count": len(done), "budget": this.budget}
    planar = len(space.searched) == 2
    st.markdown(say(words.OWN if planar else words.OWN_SLIDERS, **used))
    left, right = st.columns([1.3, 1], gap="large")
    with left:
        if planar:
            middle = (0.5, 0.5)
            landscape.show(
                pictures.own_plane(this, revealed(this)),
                pictures.extent(space),
                [],
                [0],
                say(words.OWN_ALT, count=len(done)),
                KEY("own"),
                start=pictures.position(space, this.picks[-1] if this.picks else middle),
                titles=[say(words.OWN_AXES[name]) for name in space.searched],
                on_start=None if shut else partial(pick_at, chosen, this),
                words=words.OWN_WORDS,
                height=340,
            )
        else:
            places = [slider(name, number) for number, name in enumerate(space.searched)]
            st.button(say(words.TRY), key=KEY("try"), disabled=shut, on_click=pick, args=(chosen, this, tuple(places)))
    with right:
        if done:
            last = done[-1]
            told = pictures.loss_words(last, say(words.TOLD["blown"], step=last.diverged_at))
            said = told if last.diverged_at else say(words.LOSS_OF, loss=told)
            st.markdown(say(words.LAST, setting=setting(result, last.values), loss=said))
        if len(done) >= this.budget:
            st.info(say(words.SPENT))
        st.button(
            say(words.CLEAR), key=KEY("clear"), disabled=not done or fix, on_click=controls.change(LESSON, picks=None)
        )


def slider(name: str, number: int) -> float:
    """A slider over the range of a hyperparameter; its place from 0 to 1."""
    return st.select_slider(
        say(words.AXES[name]),
        options=pictures.PLACES,
        value=0.5,
        format_func=partial(pictures.value_at, name),
        key=KEY(f"place.{name}.{number}"),
    )


def pick_at(chosen: SearchValues, this: race.Setup, x: float, y: float) -> None:
    """Try the setting at a place of the plane."""
    pick(chosen, this, pictures.place_of(this.space, x, y))


def pick(chosen: SearchValues, this: race.Setup, point: tuple[float, ...]) -> None:
    """Try a setting next."""
    if len(this.picks) < this.budget:
        controls.change(LESSON, picks=(chosen.space, (*this.picks, point)))()


def show_belief(panel: controls.Panel[SearchValues], result: Race) -> None:
    """Draw what Bayesian search believes before each trial, and where it goes."""
    st.subheader(say(words.HEADING["belief"]))
    this = result.setup
    searched = this.space.searched
    alone = len(searched) == 1
    drawn = say(words.DRAWN, first=strategies.drawn_first(this.budget))
    st.markdown(say(words.BELIEF_ALONE if alone else words.BELIEF) + " " + drawn)
    for column, name in zip(st.columns(len(BELIEVING), gap="large"), BELIEVING, strict=True):
        with column:
            panel.draw(name)
    last = result.beliefs[-1]
    if last is None:
        st.info(say(words.NO_BELIEF))
        return
    promise = say(words.PROMISES[this.acquisition])
    across, up = (*searched, "loss")[:2]
    titles, numbers = (say(words.AXES[across]), say(words.AXES[up])), pictures.ticks(up)
    after = setting(result, result.ways["bayesian"][-1].values)

    def said(what: str, values: Iterable[float]) -> str:
        return say(words.BELIEF_ALT, count=this.budget - 1, what=what, low=min(values), high=max(values), setting=after)

    believed: dict[str, Iterable[float]] = {
        "mean": [exp(value) for value in last.mean],
        "deviation": last.deviation,
        "promise": last.acquisition,
    }
    if alone:
        band, promises = pictures.band(this), pictures.promises(this)
        chart.show(gaussian_process.line_spec(*titles, numbers), band, said(titles[1], believed["mean"]), KEY("line"))
        chart.show(
            gaussian_process.promise_spec(titles[0], promise),
            promises,
            said(promise, believed["promise"]),
            KEY("promise"),
        )
        st.caption(say(words.BELIEF_LINE))
    else:
        headings = {name: say(text) for name, text in words.MAPS.items()}
        headings["promise"] = promise
        for column, (name, heading) in zip(st.columns(3), headings.items(), strict=True):
            with column:
                data = pictures.maps(this)[name]
                told = said(heading, believed[name])
                chart.show(gaussian_process.map_spec(*titles, numbers, heading), data, told, KEY(f"map.{name}"))
        st.caption(say(words.BELIEF_MAPS) + (" " + say(words.BELIEF_CUT) if len(searched) > 2 else ""))
    if this.length is not None:
        return
    named = zip(last.lengths, searched, strict=True)
    lengths = ", ".join(say(words.SCALE, length=length, axis=say(words.AXES[name])) for length, name in named)
    st.markdown(say(words.SCALES, lengths=lengths))


def show_curse(result: Race, text: str) -> None:
    """Train every winner again, and hold it against the test data."""
    st.subheader(say(words.HEADING["curse"]))
    st.markdown(text)
    data = pictures.cursed(result)
    if data is None:
        st.info(say(words.NO_WINNER))
        return
    ways = tuple(say(words.WAYS[way]) for way in pictures.winners(result))
    spec = winners_curse.spec(say(words.CURSE["loss"]), ways)
    fallen = pictures.fallen(result)
    each = "; ".join(f"{say(words.WAYS[way])} {told['trial']:.3f} → {told['test']:.3f}" for way, told in fallen.items())
    chart.show(spec, data, say(words.CURSE_ALT, each=each.replace("inf", "∞")), KEY("curse"))
    st.caption(say(words.CURSE["marks"]))
    lines = []
    for way, told in fallen.items():
        pattern = words.CURSE_BLOWN if told["blown"] else words.CURSE_LINE
        lines.append(say(pattern, way=say(words.WAYS[way]), **told))
    st.markdown("\n".join(lines))


def revealed(this: race.Setup) -> bool:
    """Tell whether this visitor has asked for the surface of this space."""
    return bool(st.session_state.get(KEY("revealed")) == this.space)


def reveal(this: race.Setup) -> None:
    """Remember that the surface of this space is wanted."""
    st.session_state[KEY("revealed")] = this.space


def uncover(result: Race) -> object:
    """Train the surface row by row, with a progress bar while it lasts."""
    space, cut = result.setup.space, race.others(result)
    count = race.surface_rows(space)
    waiting, pace = st.empty(), Pace()
    for row in range(count):
        race.surface_row(space, cut, row)
        if pace.due:
            with pace.drawing():
                waiting.progress((row + 1) / count, say(words.REVEALING, row=row + 1, rows=count))
    waiting.empty()
    return race.surface(space, cut)


def show_surface(result: Race, text: str) -> None:
    """Say what there was to find, what luck alone would have found, and who wins with other luck."""
    st.subheader(say(words.HEADING["surface"]))
    st.markdown(text)
    this = result.setup
    count = race.surface_size(this.space)
    if not revealed(this):
        icon = ":material/visibility:"
        st.button(say(words.REVEAL, count=count), key=KEY("reveal"), icon=icon, on_click=reveal, args=(this,))
        return
    cut = race.others(result)
    told = race.standing(this, cut)
    shares = ", ".join(say(words.SHARE, way=say(words.WAYS[way]), share=share) for way, share in told.shares.items())
    lines = [say(words.SURFACE, count=count, least=told.least, shares=shares)]
    if cut:
        lines.append(say(words.CUT, units=race.cut_value(this.space, cut)))
    numbers = {"chance": told.chance, "replayed": told.replayed, "replays": race.REPLAYS}
    lines.append(say(words.LUCK, budget=this.budget, **numbers))
    place = st.empty()
    if not cut:
        pace = Pace()
        for wins in race.rematches(this):
            if pace.due:
                number, count = sum(wins.values()), race.REMATCHES
                with pace.drawing():
                    place.progress(number / count, say(words.REMATCHING, number=number, count=count))
        lines.append(say(words.REMATCH, **wins))
    place.markdown("\n\n".join(lines))


def show_challenge(text: str, chosen: SearchValues, result: Race) -> None:
    """Set the task, and check it on the race that is shown."""
    this = result.setup
    fair = len(this.space.searched) == 2 and this.budget == 16
    mine = min((trial.validation for trial in result.ways["manual"][:MOST]), default=float("inf"))
    goal = min(result.best(way).validation for way in WAYS[1:])
    done = fair and mine < goal
    told = f"{mine:.3f}" if result.ways["manual"] else say(words.NOTHING)
    count = min(len(result.ways["manual"]), MOST)
    pattern = words.TASK_PROGRESS if fair else words.TASK_ELSEWHERE
    quiz.challenge(LESSON, done, pattern, most=MOST, mine=told, count=count, goal=f"{goal:.3f}")
    if done:
        held_answers.show(text, "explained")


def glance() -> None:
    """Draw the small picture of the lesson: the loss over learning rate and regularization."""
    thumbnails.show(pictures.glimpse())
