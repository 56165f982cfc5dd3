"""Parameters and hyperparameters."""

from functools import partial

import streamlit as st

from dlcore.export.study_programs import prediction_program
from dlcore.models.families import Fitted, fit_line, fit_network, fit_svm, load, predict_svm
from dlcore.models.refits import SWEPT
from pages.lessons.parameters import marks, pictures, settings_table, sorting
from pages.lessons.parameters.charts import parameter_histograms, refit_curves
from pages.lessons.parameters.pictures import ModelSpec, measured
from pages.lessons.parameters.values import ParametersValues
from pages.lessons.parameters.words import (
    BEGIN,
    CONTROLS,
    FAMILIES,
    FIXED,
    LABELS,
    MAIN,
    PRESETS,
    PROGRESS,
    SET,
)
from pages.ui import controls
from pages.ui.address import held_answers
from pages.ui.charts import curve, plane
from pages.ui.parts import chart, downloads, mathematics, player, point_legend, quiz, source
from pages.ui.text import prose, say
from pages.ui.training_run import thumbnails

LESSON = "parameters"
KEY = f"{LESSON}.{{}}".format
TASK = {"family": "svm", "dataset": "moons", "noise": 0.5, "seed": 1, "kernel": "rbf"}
MOST, GOAL = 12, 0.05
FITS = {"line": (fit_line,), "svm": (fit_svm, predict_svm), "network": (fit_network,)}


def show() -> None:
    """Draw the page."""
    words = prose(LESSON)
    st.title(say(LABELS["title"]))
    st.markdown(words["claim"])
    if not quiz.predict(LESSON):
        return
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    chosen, where = panel.value, pictures.place(panel.value)
    count = 200 if chosen.family == "line" or chosen.many else 40
    panel.draw_notes()
    left, right = st.columns([1, 2.6], gap="large")
    with left:
        panel.draw_presets()
        panel.draw(*MAIN)
    with right:
        show_fit(where)
    with st.container():
        show_samples(panel, where, count)
    marks.show(LESSON, panel, where, count)
    st.subheader(say(LABELS["sorting"]))
    st.markdown(words["sorting"])
    sorting.show(LESSON)
    st.subheader(say(LABELS["seen"]))
    held_answers.show(words["read"])
    quiz.compare(LESSON)
    mathematics.show(words["mathematics"])
    source.show(*FITS[chosen.family], Fitted, load)
    show_challenge(words["challenge"], where)
    downloads.show(
        LESSON,
        downloads.File(downloads.DATA, "sample.csv", partial(pictures.sample_csv, where)),
        downloads.File(LABELS["model"], "model.npz", partial(pictures.file, where)),
        downloads.File(LABELS["program"], "predict.py", partial(prediction_program, chosen.family)),
    )


def show_fit(where: ModelSpec) -> None:
    """Draw the model, and beside it what was set and what was found, with what the last change moved."""
    family, found, before = where[0], pictures.fit(where), previous(where)
    count = pictures.totals(where)[1]
    numbers = {"train": measured(family, found.train), "test": measured(family, found.test)}
    said = say(LABELS["alt_fit"], family=say(FAMILIES[family]), count=count, **numbers)
    given = pictures.set_rows(where, before, {name: say(text) for name, text in FIXED.items()})
    rows = pictures.found_rows(where, before)
    first, second = st.columns(2, gap="medium")
    with first:
        if family == "line":
            chart.show(refit_curves.still(curve.spec(height=330)), pictures.fit_picture(where), said, KEY("line"))
        else:
            chart.show(refit_curves.still(plane.spec(height=330)), pictures.fit_picture(where), said, KEY("plane"))
    with second:
        if family != "line":
            point_legend.points(("0", "1"), test=False, wrong=False)
            st.caption(say(LABELS["ring_svm" if family == "svm" else "ring_wrong"]))
        st.markdown(say(LABELS["errors"], **numbers))
        changed = [say(SET[row.name]) for row in given if row.moved]
        facts = {"moved": sum(row.moved for row in rows), "count": count, "names": ", ".join(changed)}
        st.markdown(say(LABELS[what_changed(where, before, bool(changed))], **facts))
    settings_table.show(given, rows, pictures.totals(where))


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


def show_samples(panel: controls.Panel[ParametersValues], where: ModelSpec, count: int) -> None:
    """Draw the film of new samples: each with its model, whose numbers fall into the histograms."""
    st.subheader(say(LABELS["samples"]))
    st.markdown(prose(LESSON)["samples"])
    panel.draw("many")
    family = where[0]
    progress = st.empty()
    for share in pictures.gather(where, count):
        if share < 1:
            progress.progress(share, say(LABELS["drawing"]))
    progress.empty()
    setting = say(SET[SWEPT[family][0]])
    spread = pictures.spread(where, count)
    name = settings_table.called(spread.name)
    captions = [say(LABELS["sample"], number=number + 1, count=count) for number in range(count)]
    player.show(count, captions, KEY("film"), start=-1)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        spec = refit_curves.line_spec("x", "y") if family == "line" else refit_curves.plane_spec()
        said = say(LABELS["alt_samples"], count=count, name=name, mean=spread.mean, spread=spread[-1])
        key = KEY("refits.line" if family == "line" else "refits")
        chart.show(spec, pictures.refit_picture(where, count), said, key)
    with right:
        heads = (setting.split(" (")[0], settings_table.called("n"), settings_table.called("b"))
        datasets = pictures.histograms(where, count, *heads)
        facts = {"count": count, "name": name, "different": spread.different, "setting": setting}
        spec = parameter_histograms.spec(height=parameter_histograms.tall(datasets["titles"].num_rows))
        chart.show(spec, datasets, say(LABELS["alt_stacks"], **facts), KEY("stacks"))
    rest = say(LABELS["stacks_svm"]) if family == "svm" else ""
    total = pictures.totals(where)[1]
    if family == "network" and total > pictures.MOST:
        rest = say(LABELS["stacks_network"], shown=pictures.MOST, count=total)
    st.caption(say(LABELS["stacks"], setting=setting, rest=rest))


def show_challenge(words: str, where: ModelSpec) -> None:
    """Set the task, and check it on the model that is shown."""
    family, *source, settings = where
    fair = (family, *source) == tuple(TASK[name] for name in ("family", "dataset", "noise", "seed"))
    fair = fair and dict(settings)["kernel"] == "rbf"
    vectors = len(pictures.fit(where).model.parameters["support_vectors"]) if fair else 0
    test = pictures.fit(where).test
    st.markdown(words)
    numbers = {"most": MOST, "goal": f"{GOAL:.0%}", "vectors": vectors, "test": f"{test:.1%}"}
    quiz.challenge(LESSON, fair and vectors <= MOST and test < GOAL, PROGRESS["fair" if fair else "else"], **numbers)
    if not fair:
        st.button(say(BEGIN), key=KEY("challenge"), on_click=controls.set_values, args=(LESSON, TASK))


def glance() -> None:
    """Draw the small picture of the lesson: lines fitted to many samples."""
    thumbnails.show(pictures.glimpse())
