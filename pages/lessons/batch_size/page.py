"""The batch size."""

import streamlit as st

from dlcore.studies.batch_gradients import cloud, example_gradients, spread_by_law
from dlcore.studies.memory import needed
from dlcore.training.training import shuffled_batches
from pages.lessons.batch_size import challenge, equal_cost, facts, pictures
from pages.lessons.batch_size.charts import (
    epoch,
    final_loss,
    gradient_cloud,
    gradient_variance,
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
    CHART,
    DIVERGED_IN,
    ENDED,
    ENDS_AT,
    FRAME,
    LEFT,
    PRESETS,
    READING,
    REPORT,
    SETTINGS,
    TITLES,
)
from pages.ui import controls
from pages.ui.address import address
from pages.ui.controls import drawn_curve
from pages.ui.parts import chart, lesson, player
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.text import say
from pages.ui.training_run import film_data, laboratory, thumbnails

LESSON = "batch_size"
KEY = f"{LESSON}.{{}}".format


def draw_epoch(panel: controls.Panel[BatchSizeValues]) -> None:
    """Draw the film of the run: the trajectory over the contours of the loss, and the epoch as its batches."""
    lesson.row(
        panel, "batch_size", "beside", "rule", "learning_rate", more=("model", "last_batch", "optimizer", "seed")
    )
    chosen, run = panel.value, pictures.experiment(panel.value)
    told, other = facts.of_run(run), pictures.beside(chosen)
    whole, at = pictures.shown(run), address.frame()
    player.show(
        len(whole),
        facts.captions(run, say(FRAME)),
        KEY("film"),
        start=at or 0,
        autoplay=at is None,
        film=f"{run}{other}",
    )
    first, second = lesson.body(3, 2)
    with first:
        axes = [say(words) for words in AXES["line" if chosen.model == "line" else "network"]]
        surface = loss_plane.spec(*axes, height=HEIGHT)
        chart.show(surface, pictures.trajectory(run, other), say(ALT["trajectory"], **told), KEY("path"))
    with second:
        batches = epoch.spec(*(say(CHART[name]) for name in ("update", "epoch", "examples", "order")))
        chart.show(batches, pictures.epoch_strip(run), say(ALT["epoch"], **told), KEY("epoch"))
        lines = [say(READING[run.last_batch if told["rest"] else "even"], **told), say(READING["run"], **told)]
        if other:
            lines.append(say(READING["beside"], **facts.of_run(other)))
        st.markdown("  \n".join(lines))
        if told["diverged"]:
            st.warning(say(ENDED, **told))
        kind = "plane_of_line" if chosen.model == "line" else "plane_of_network"
        st.caption(f"{say(READING[kind], share=pictures.around(run, other).share)} {laboratory.link(run)}")


def draw_cloud(panel: controls.Panel[BatchSizeValues]) -> None:
    """Draw the gradients of many batches, and their spread against the theory."""
    lesson.row(
        panel, "batch_size", "moment", "model", more=("rule", "learning_rate", "last_batch", "optimizer", "seed")
    )
    chosen, run = panel.value, pictures.experiment(panel.value)
    told = facts.of_cloud(run, chosen.moment)
    left, right = lesson.body(1, 1)
    with left:
        axes = [say(words) for words in AXES["slopes" if chosen.model == "line" else "directions"]]
        points = gradient_cloud.spec(*axes, *(say(CHART[name]) for name in ("full", "down", "up")), height=HEIGHT)
        chart.show(points, pictures.cloud_points(run, chosen.moment), say(ALT["cloud"], **told), KEY("cloud"))
    with right:
        named = (say(CHART[name]) for name in ("size", "spread", "law", "replaced", "measured"))
        chart.show(
            gradient_variance.spec(*named, height=HEIGHT),
            pictures.cloud_spread(run, chosen.moment),
            say(ALT["spread"], **told),
            KEY("spread"),
        )
    st.markdown(f"{say(READING['cloud'], **told)} {say(READING['share'], **told)}")


def draw_memory(panel: controls.Panel[BatchSizeValues]) -> None:
    """Draw what five batch sizes keep in memory, part by part."""
    lesson.row(panel, "batch_size", "model", "optimizer")
    chosen = panel.value
    five = pictures.five(chosen)
    told = facts.of_memory(five, chosen.batch_size)
    left, right = lesson.body(3, 2)
    with left:
        parts = tuple(say(CHART[name]) for name in ("parameters", "gradients", "state", "activations"))
        drawn = memory_bars.spec(say(CHART["kilobytes"]), say(CHART["size"]), parts, height=HEIGHT)
        chart.show(drawn, pictures.memory_picture(five, chosen.batch_size), say(ALT["memory"], **told), KEY("memory"))
    with right:
        st.markdown(say(READING["memory"], **told))


def draw_verdict(panel: controls.Panel[BatchSizeValues]) -> None:
    """Measure five starts of every size and say what is left of "usually better"."""
    lesson.row(panel, "rule", "learning_rate", "model", "optimizer", more=("last_batch", "seed"))
    chosen = panel.value
    losses = pictures.measured(chosen)
    told = facts.of_verdict(losses, say(ENDS_AT), say(DIVERGED_IN))
    left, right = lesson.body(3, 2)
    with left:
        named = (say(CHART[name]) for name in ("size", "test_loss", "equal_epochs", "equal_updates"))
        drawn = final_loss.spec(*named, height=HEIGHT)
        chart.show(drawn, pictures.finals_dots(losses), say(ALT["finals"], **told), KEY("finals"))
    with right:
        report = [say(REPORT[budget], **told) for budget in ("epochs", "updates")]
        report += [say(REPORT["diverged"], **told)] if told["diverged"] else []
        st.markdown("\n".join(report))
        epochs, updates = facts.outcome(losses)
        st.markdown(f"**{say(LEFT)}** {say(AT_EPOCHS[epochs])} {say(AT_UPDATES[updates])} {say(AT_RATE[chosen.rule])}")


SCREENS = (
    lesson.Screen(
        "epoch",
        TITLES["epoch"],
        draw_epoch,
        question="question",
        asked={"batch_size": pictures.TRAIN, "beside": "10"},
    ),
    lesson.Screen("cloud", TITLES["cloud"], draw_cloud),
    lesson.Screen("costs", TITLES["costs"], equal_cost.draw),
    lesson.Screen("memory", TITLES["memory"], draw_memory),
    lesson.Screen("verdict", TITLES["verdict"], draw_verdict),
)
CONTROLS: controls.Controls[BatchSizeValues] = (lesson.experiments(*SCREENS), *SETTINGS)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=challenge.TASK,
    code=lambda chosen: (shuffled_batches, example_gradients, spread_by_law, cloud, needed),
    components=(drawn_curve.CURVE,),
    files=lambda chosen: film_data.files(pictures.experiment(chosen)),
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: its network on the moons."""
    thumbnails.run(pictures.experiment(controls.settle(CONTROLS, {})[0]))
