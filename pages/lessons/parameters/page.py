"""Parameters and hyperparameters."""

from functools import partial

import streamlit as st

from dlcore.export.study_programs import prediction_program
from dlcore.models import refits
from dlcore.models.families import Fitted, error, fit_line, fit_network, fit_svm, load, predict_svm
from dlcore.models.refits import SWEPT
from pages.lessons.parameters import marks, pictures, settings_table, sorting
from pages.lessons.parameters.charts import parameter_histograms, plane, refit_curves
from pages.lessons.parameters.pictures import ModelSpec, measured
from pages.lessons.parameters.settings import PRESETS, SETTINGS
from pages.lessons.parameters.values import ParametersValues
from pages.lessons.parameters.words import EXPERIMENTS, FAMILIES, FIXED, LABELS, PROGRESS, SET
from pages.ui import controls
from pages.ui.address import presentation
from pages.ui.charts import curve
from pages.ui.parts import chart, downloads, lesson, player, point_legend, strip
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.serving.progressive import Pace
from pages.ui.text import prose, say
from pages.ui.training_run import thumbnails

LESSON = "parameters"
KEY = f"{LESSON}.{{}}".format
TASK = {"family": "svm", "dataset": "moons", "noise": 0.5, "seed": 1, "kernel": "rbf"}
MOST, GOAL = 12, 0.05
FITS = {"line": (fit_line,), "svm": (fit_svm, predict_svm), "network": (fit_network,)}
MODEL = ("family", "degree", "c", "gamma", "hidden", "learning_rate")
SELDOM = ("dataset", "kernel", "batch_size", "start")


def draw_found(panel: controls.Panel[ParametersValues]) -> None:
    """Draw the model, and beside it what was set and what was found, with what the last change moved."""
    lesson.row(panel, *MODEL, "noise", "seed", more=SELDOM)
    where = pictures.place(panel.value)
    family, found, before = where.family, pictures.fit(where), previous(where)
    numbers = {"train": measured(family, found.train), "test": measured(family, found.test)}
    given = pictures.set_rows(where, before, {name: say(text) for name, text in FIXED.items()})
    rows, count = pictures.found_rows(where, before), pictures.totals(where)[1]
    first, second = lesson.body(2, 3)
    with first:
        show_model(where)
    with second:
        changed = [say(SET[row.name]) for row in given if row.moved]
        facts = {"moved": sum(row.moved for row in rows), "count": count, "names": ", ".join(changed)}
        st.markdown(say(LABELS[what_changed(where, before, bool(changed))], **facts))
        st.markdown(say(LABELS["errors"], **numbers))
        settings_table.show(given, rows, pictures.totals(where))


def show_model(where: ModelSpec) -> None:
    """Draw the model with its sample."""
    family, found = where.family, pictures.fit(where)
    test = measured(family, found.test)
    said = say(LABELS["alt_fit"], family=say(FAMILIES[family]), count=pictures.totals(where)[1], test=test)
    if family == "line":
        chart.show(refit_curves.still(curve.spec(height=HEIGHT)), pictures.fit_picture(where), said, KEY("line"))
        return
    chart.show(refit_curves.still(plane.spec(height=HEIGHT)), pictures.fit_picture(where), said, KEY("plane"))
    point_legend.points(("0", "1"), test=False, wrong=False)
    st.caption(say(LABELS["ring_svm" if family == "svm" else "ring_wrong"]))


def what_changed(where: ModelSpec, before: ModelSpec | None, changed: bool) -> str:
    """Name the sentence for the last change: of the data, of a setting, of both, of the family."""
    if before is None or before == where:
        return "same"
    if before[0] != where[0]:
        return "last_family"
    if not changed:
        return "last_data"
    return "last_set" if before[1:4] == where[1:4] else "last_both"


def previous(where: ModelSpec) -> ModelSpec | None:
    """The model that this visitor saw before the last change, None at first; only ids and numbers are kept."""
    last = st.session_state.get(KEY("last"))
    if last != where:
        st.session_state[KEY("before")], st.session_state[KEY("last")] = last, where
    return st.session_state.get(KEY("before"))


def samples(chosen: ParametersValues) -> int:
    """The number of new samples."""
    return 200 if chosen.family == "line" or chosen.many else 40


def refitted(where: ModelSpec, count: int) -> None:
    """Fit the model to the new samples, with a progress bar while it lasts."""
    waiting, pace = None, Pace()
    for share in pictures.gather(where, count):
        if share < 1 and pace.due:
            waiting = waiting or st.empty()
            with pace.drawing():
                waiting.progress(share, say(LABELS["drawing"]))
    if waiting:
        waiting.empty()


def draw_marks(panel: controls.Panel[ParametersValues]) -> None:
    """Put the notes' nine marks to the test, in one table, each on the model of the controls."""
    lesson.row(panel, *MODEL, "scaled", "written", more=("noise", "seed", *SELDOM))
    where, count = pictures.place(panel.value), samples(panel.value)
    refitted(where, count)
    marks.show(LESSON, panel.value, where, count)


def draw_samples(panel: controls.Panel[ParametersValues]) -> None:
    """Draw the film of new samples: each with its model, whose numbers fall into the histograms."""
    lesson.row(panel, *MODEL, "noise", "many", more=("seed", *SELDOM))
    where, count = pictures.place(panel.value), samples(panel.value)
    family = where.family
    refitted(where, count)
    setting = say(SET[SWEPT[family][0]])
    spread = pictures.spread(where, count)
    name = settings_table.called(spread.name)
    captions = [say(LABELS["sample"], number=number + 1, count=count) for number in range(count)]
    player.show(count, captions, KEY("film"), autoplay=True)
    facts = {"count": count, "name": name, "different": spread.different, "setting": setting}
    left, right = lesson.body(2, 3)
    with left:
        spec = refit_curves.line_spec("x", "y") if family == "line" else refit_curves.plane_spec()
        said = say(LABELS["alt_samples"], count=count, name=name, mean=spread.mean, spread=spread[-1])
        key = KEY("refits.line" if family == "line" else "refits")
        chart.show(spec, pictures.refit_picture(where, count), said, key)
        st.markdown(say(LABELS["learned" if spread.different > 1 else "learned_one"], **(spread._asdict() | facts)))
    with right:
        heads = (setting.split(" (")[0], settings_table.called("n"), settings_table.called("b"))
        datasets = pictures.histograms(where, count, *heads)
        spec = parameter_histograms.spec(height=parameter_histograms.tall(datasets["titles"].num_rows))
        chart.show(spec, datasets, say(LABELS["alt_stacks"], **facts), KEY("stacks"))
    rest = say(LABELS["stacks_svm"]) if family == "svm" else ""
    total = pictures.totals(where)[1]
    if family == "network" and total > pictures.MOST:
        rest = say(LABELS["stacks_network"], shown=pictures.MOST, count=total)
    st.caption(say(LABELS["stacks"], setting=setting, rest=rest))


def draw_cards(panel: controls.Panel[ParametersValues]) -> None:
    """Draw the cards to sort, and beside them a model to look at, where letters leave the room."""
    lesson.row(panel, *MODEL, more=("noise", "seed", *SELDOM))
    *beside, second = lesson.body(*((1,) if presentation.chosen() else (1, 3)))
    for first in beside:
        with first:
            show_model(pictures.place(panel.value))
    with second:
        st.markdown(prose(LESSON)["sorting"])
        sorting.show(LESSON)


def judge(panel: controls.Panel[ParametersValues]) -> strip.Progress:
    """Judge the challenge on validation data, and tell once what test data say of it."""
    where = pictures.place(panel.value)
    family, *source, settings = where
    fair = (family, *source) == tuple(TASK[name] for name in ("family", "dataset", "noise", "seed"))
    if not fair or dict(settings)["kernel"] != "rbf":
        return strip.Progress(False, say(PROGRESS["else"]))
    found = pictures.fit(where)
    vectors = len(found.model.parameters["support_vectors"])
    done = vectors <= MOST and found.test < GOAL
    said = say(PROGRESS["fair"], vectors=vectors, test=f"{found.test:.1%}")
    if done:
        x, y = refits.tests(*where.source)
        said += " " + say(PROGRESS["test"], test=f"{float(error(family, found.model.predict(x), y)):.1%}")
    return strip.Progress(done, said)


def files(chosen: ParametersValues) -> tuple[downloads.File, ...]:
    """Return the sample, the model, and a program that predicts with it."""
    where = pictures.place(chosen)
    return (
        downloads.File(downloads.DATA, "sample.csv", partial(pictures.sample_csv, where)),
        downloads.File(LABELS["model"], "model.npz", partial(pictures.file, where)),
        downloads.File(LABELS["program"], "predict.py", partial(prediction_program, chosen.family)),
    )


SCREENS = (
    lesson.Screen("found", EXPERIMENTS["found"], draw_found, question="question", asked={"family": "line", "seed": 2}),
    lesson.Screen("marks", EXPERIMENTS["marks"], draw_marks),
    lesson.Screen("samples", EXPERIMENTS["samples"], draw_samples),
    lesson.Screen("cards", EXPERIMENTS["cards"], draw_cards),
)
CONTROLS: controls.Controls[ParametersValues] = (lesson.experiments(*SCREENS), *SETTINGS)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge(TASK, judge, {"most": MOST, "goal": f"{GOAL:.0%}"}),
    code=lambda chosen: (*FITS[chosen.family], Fitted, load),
    files=files,
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: lines fitted to many samples."""
    thumbnails.show(pictures.glimpse())
