"""The batch size."""

from typing import Any

import streamlit as st

from dlcore.studies.batch_gradients import cloud, example_gradients, spread_by_law
from dlcore.studies.memory import needed
from dlcore.training.training import Experiment, shuffled_batches
from pages.lessons.batch_size import pictures
from pages.lessons.batch_size.charts import (
    epoch,
    final_loss,
    gradient_cloud,
    gradient_variance,
    loss_by_cost,
    loss_plane,
    memory_bars,
)
from pages.lessons.batch_size.values import BatchSizeValues
from pages.lessons.batch_size.words import (
    ALT,
    AT_EPOCHS,
    AT_RATE,
    AT_UPDATES,
    AXES,
    BLEW_UP,
    CHART,
    CONTROLS,
    ENDED,
    ENDS_AT,
    FRAME,
    FRAME_SIZE,
    HEADING,
    LEFT,
    MEASURE,
    PRESETS,
    READING,
    REPORT,
    TASK_BEGIN,
    TASK_PROGRESS,
    TITLE,
)
from pages.ui import controls
from pages.ui.address import address, held_answers
from pages.ui.parts import chart, downloads, mathematics, player, quiz, source
from pages.ui.text import prose, say
from pages.ui.training_run import film_data, thumbnails

LESSON = "batch_size"
GOAL, LEAST = 0.39, 50
KEY = f"{LESSON}.{{}}".format
SIZE_FILM = "frame_size"


def show() -> None:
    """Draw the page."""
    words = prose(LESSON)
    st.title(say(TITLE))
    st.markdown(words["claim"])
    if not quiz.predict(LESSON):
        return
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    chosen, run = panel.value, pictures.experiment(panel.value)
    panel.draw_notes()
    panel.draw_presets()
    left, right = st.columns([1, 2.6], gap="large")
    with st.container():
        show_cloud(panel, run)
    with left:
        panel.draw()
    with right:
        show_run(chosen, run)
    show_costs(chosen)
    show_verdict(chosen)
    quiz.compare(LESSON)
    held_answers.show(words["read"])
    mathematics.show(words["mathematics"])
    source.show(shuffled_batches, example_gradients, spread_by_law, cloud, needed)
    show_challenge(words["challenge"], chosen)
    downloads.show(LESSON, *film_data.files(run))


def show_run(chosen: BatchSizeValues, run: Experiment) -> None:
    """Draw the film of the run: the epoch as its batches, and the path over the contours of the loss."""
    st.subheader(say(HEADING["run"]))
    facts = pictures.facts(run)
    st.markdown(say(READING[run.last_batch if facts["rest"] else "even"], **facts))
    whole = pictures.shown(run)
    start = address.frame()
    player.show(len(whole), pictures.captions(run, say(FRAME)), KEY("film"), start=-1 if start is None else start)
    strip = epoch.spec(*(say(CHART[name]) for name in ("update", "epoch", "examples", "order")))
    chart.show(strip, pictures.epoch_strip(run), say(ALT["epoch"], **facts), KEY("epoch"))
    axes = [say(words) for words in AXES["line" if chosen.model == "line" else "network"]]
    chart.show(loss_plane.spec(*axes), pictures.path(run), say(ALT["path"], **facts), KEY("path"))
    st.caption(say(READING["path_line" if chosen.model == "line" else "path_network"], **facts))
    if facts["diverged"]:
        st.warning(say(ENDED, **facts))


def show_cloud(panel: controls.Panel[BatchSizeValues], run: Experiment) -> None:
    """Draw the gradients of many batches, and their spread against the law, as a film over the batch size."""
    st.subheader(say(HEADING["cloud"]))
    chosen = panel.value
    panel.draw("moment")
    facts = pictures.cloud_facts(run, chosen.moment)
    captions = pictures.cloud_captions(run, chosen.moment, say(FRAME_SIZE))
    start = facts["frame"]
    player.show(len(captions), captions, KEY(f"sizes.{run.batch_size}"), name=SIZE_FILM, start=start)
    left, right = st.columns(2, gap="medium")
    with left:
        axes = [say(words) for words in AXES["slopes" if chosen.model == "line" else "directions"]]
        points = gradient_cloud.spec(*axes, *(say(CHART[name]) for name in ("full", "down", "up")))
        chart.show(points, pictures.cloud_points(run, chosen.moment), say(ALT["cloud"], **facts), KEY("cloud"))
    with right:
        law = gradient_variance.spec(*(say(CHART[name]) for name in ("size", "spread", "law", "replaced", "measured")))
        chart.show(law, pictures.cloud_spread(run, chosen.moment), say(ALT["spread"], **facts), KEY("spread"))
    st.markdown(say(READING["cloud"], **facts))


def show_costs(chosen: BatchSizeValues) -> None:
    """Draw the loss of five batch sizes against updates, epochs and examples, and what each keeps in memory."""
    five = pictures.five(chosen)
    each = pictures.endings(five)
    lines, bars = st.columns([1.6, 1], gap="large")
    with lines:
        st.subheader(say(HEADING["costs"]))
        for cost in pictures.COSTS:
            data = pictures.lines(five, chosen.batch_size, cost)
            drawn = loss_by_cost.spec(say(CHART[cost]), say(CHART["loss"]))
            told = say(ALT["costs"], cost=say(CHART[cost]), each=each, size=chosen.batch_size)
            chart.show(drawn, data, told, KEY(cost))
        st.caption(say(READING["costs"]))
    with bars:
        st.subheader(say(HEADING["memory"]))
        parts = tuple(say(CHART[name]) for name in ("parameters", "gradients", "state", "activations"))
        facts = pictures.memory_facts(five, chosen.batch_size)
        drawn = memory_bars.spec(say(CHART["kilobytes"]), say(CHART["size"]), parts)
        chart.show(drawn, pictures.memory_picture(five, chosen.batch_size), say(ALT["memory"], **facts), KEY("memory"))
        st.markdown(say(READING["memory"], **facts))


def show_verdict(chosen: BatchSizeValues) -> None:
    """Measure five starts of every size and say what is left of "usually better"."""
    st.subheader(say(HEADING["verdict"]))
    settings = pictures.what_is_measured(chosen)
    start = pictures.what_is_measured(controls.settle(CONTROLS, {})[0])
    if settings != st.session_state.get(KEY("measured"), start):
        st.button(say(MEASURE), key=KEY("measure"), icon=":material/play_arrow:", on_click=remember, args=(settings,))
        return
    losses = pictures.measured(chosen)
    drawn = final_loss.spec(*(say(CHART[name]) for name in ("size", "test_loss", "equal_epochs", "equal_updates")))
    facts = pictures.verdict_facts(losses, say(ENDS_AT), say(BLEW_UP))
    chart.show(drawn, pictures.finals_dots(losses), say(ALT["finals"], **facts), KEY("finals"))
    report = [say(REPORT[budget], **facts) for budget in ("epochs", "updates")]
    report += [say(REPORT["blown_up"], **facts)] if facts["blown_up"] else []
    st.markdown("\n".join(report))
    epochs, updates = pictures.outcome(losses)
    st.markdown(f"**{say(LEFT)}** {say(AT_EPOCHS[epochs])} {say(AT_UPDATES[updates])} {say(AT_RATE[chosen.rule])}")


def remember(settings: tuple[Any, ...]) -> None:
    """Keep which settings this visitor asked to be measured."""
    st.session_state[KEY("measured")] = settings


def show_challenge(words: str, chosen: BatchSizeValues) -> None:
    """Set the task, and check it on the run that is shown."""
    fair = pictures.is_the_task(chosen)
    loss, size = pictures.test_loss(chosen), chosen.batch_size
    done = fair and size >= LEAST and loss < GOAL
    numbers = {"goal": GOAL, "least": LEAST, "loss": loss, "batch_size": size, "epochs": pictures.EPOCHS}
    quiz.challenge(LESSON, done, TASK_PROGRESS["fair" if fair else "else"], **numbers)
    begin = {"batch_size": pictures.TRAIN, **pictures.TASK}
    st.button(say(TASK_BEGIN), key=KEY("challenge"), on_click=controls.set_values, args=(LESSON, begin))
    if done:
        held_answers.show(words, "explained")


def glance() -> None:
    """Draw the small picture of the lesson: its network on the moons."""
    thumbnails.run(pictures.experiment(controls.settle(CONTROLS, {})[0]))
