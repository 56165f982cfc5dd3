"""The notes' nine marks of parameters and hyperparameters, each put to the test on the model that is shown."""

import streamlit as st

from pages.lessons.parameters import mark_tests, pictures, settings_table
from pages.lessons.parameters.charts import error_by_scale, hyperparameter_sweep
from pages.lessons.parameters.pictures import ModelSpec, measured, short
from pages.lessons.parameters.values import ParametersValues
from pages.lessons.parameters.words import LABELS, MARKS, PARTS, SET
from pages.ui import controls
from pages.ui.charts import curve, plane
from pages.ui.parts import chart, player
from pages.ui.text import prose, say


def show(lesson: str, panel: controls.Panel[ParametersValues], where: ModelSpec, count: int) -> None:
    """Put the notes' nine marks to the test, each on the model that is shown."""
    st.subheader(say(LABELS["marks"]))
    st.markdown(prose(lesson)["marks"])
    spread = pictures.spread(where, count)
    st.markdown(f"#### {say(LABELS['parameter'])}")
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(border=True, key=f"{lesson}-needed-whole-words"):
        st.markdown(say(MARKS["needed"]))
        rows = "\n".join(f"| {say(PARTS[name])} | `{answer}` |" for name, answer in mark_tests.left_out(where))
        st.markdown(f"| {say(LABELS['part'])} | {say(LABELS['answer'])} |\n|---|---|\n{rows}")
    with right, st.container(border=True):
        st.markdown(say(MARKS["skill"]))
        show_scaled(lesson, panel, where)
    first, second, third = st.columns(3, gap="medium")
    with first, st.container(border=True):
        st.markdown(say(MARKS["learned"]))
        pattern = LABELS["learned" if spread.different > 1 else "learned_one"]
        st.markdown(say(pattern, **(spread._asdict() | {"count": count, "name": settings_table.called(spread.name)})))
    with second, st.container(border=True):
        st.markdown(say(MARKS["unset"]))
        panel.draw("written")
        show_defied(where, panel.value.written)
    with third, st.container(border=True):
        st.markdown(say(MARKS["saved"]))
        show_saved(where)
    st.markdown(f"#### {say(LABELS['hyperparameter'])}")
    show_settings(lesson, where, count)


def show_scaled(lesson: str, panel: controls.Panel[ParametersValues], where: ModelSpec) -> None:
    """Draw the film of a model whose parameters are multiplied by 0 to 2."""
    family, name = where[0], panel.value.scaled
    panel.draw("scaled")
    captions = [say(LABELS["scale"], factor=f"{factor:.1f}") for factor in mark_tests.FACTORS.tolist()]
    player.show(len(captions), captions, f"{lesson}.scale", name="frame_scale", start=10)
    errors = mark_tests.scaled_errors(where, name)
    nought, found, double = (measured(family, float(errors[at])) for at in (0, 10, 20))
    said = say(LABELS["alt_scale"], found=found, nought=nought)
    left, right = st.columns(2, gap="medium")
    with left:
        line = family == "line"
        spec = curve.spec(name="frame_scale", height=250) if line else plane.spec(name="frame_scale", height=250)
        chart.show(spec, mark_tests.scaled_picture(where, name), said, f"{lesson}.scaled.{'line' if line else 'plane'}")
        if not line:
            st.caption(say(LABELS["ring_wrong"]))
    with right:
        axis = say(LABELS["error_regression" if family == "line" else "error_classification"])
        spec = error_by_scale.spec(say(LABELS["factor"]), axis, say(LABELS["as_found"]), height=250)
        chart.show(spec, mark_tests.skill_picture(where, name), said, f"{lesson}.skill")
        st.markdown(say(LABELS["skill"], found=found, nought=nought, double=double))


def show_defied(where: ModelSpec, written: float) -> None:
    """Tell what becomes of a number that is written into the model."""
    told = mark_tests.defied(where, written)
    facts = {"part": say(PARTS[told.name]), "written": short(written), "found": short(told.found)}
    facts |= {"error": measured(where[0], told.error), "spoilt": measured(where[0], told.spoilt)}
    again = LABELS["defied_network" if where[0] == "network" else "defied_again"]
    st.markdown(say(LABELS["defied"], **facts) + " " + say(again, again=short(told.again)))


def show_saved(where: ModelSpec) -> None:
    """Tell what stands in the saved model, and that it predicts the same."""
    file = mark_tests.saved(where)
    arrays = ", ".join(f"`{name}`" for name in file.arrays)
    absent = ", ".join(say(SET[name]) for name, _ in where[4] if name not in ("kernel", "gamma", "hidden", "degree"))
    formula = "gamma_saved" if "gamma" in dict(where[4]) else "kernel_saved"
    text = say(LABELS["saved"], **{**file._asdict(), "arrays": arrays, "size": f"{file.size:,}"})
    text += " " + say(LABELS["not_saved"], names=absent) if absent else ""
    st.markdown(text + (" " + say(LABELS[formula]) if where[0] == "svm" else ""))


def show_settings(lesson: str, where: ModelSpec, count: int) -> None:
    """Put the four marks of a hyperparameter to the test."""
    family, found = where[0], mark_tests.attempts_of(where)
    name, value = say(SET[found.name]), dict(where[4])[found.name]
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(border=True):
        st.markdown(say(MARKS["used"]))
        st.markdown(say(LABELS["used"]))
        st.code("\n".join(mark_tests.signatures(family)), language="python", wrap_lines=True)
    with right, st.container(border=True):
        best = ", ".join(short(each) for each in found.best.tolist())
        verdict = say(LABELS[mark_tests.verdict(where)])
        st.markdown(say(MARKS["tried"]))
        st.markdown(say(LABELS["tried"], count=found.test.size, name=name, best=best, verdict=verdict))
        axis = say(LABELS["error_regression" if family == "line" else "error_classification"])
        spec = hyperparameter_sweep.spec(name, axis, say(LABELS["yours"]), family != "line", family == "line")
        said = say(LABELS["alt_tried"], name=name, best=best)
        chart.show(spec, mark_tests.attempts_picture(where), said, f"{lesson}.attempts")
        st.caption(say(LABELS["legend"]))
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(border=True):
        st.markdown(say(MARKS["set"]))
        st.markdown(say(LABELS["set_by_you"], count=count, name=name, value=short(value)))
    with right, st.container(border=True):
        st.markdown(say(MARKS["cures"]))
        st.markdown(say(LABELS["cures"], name=name, yours=short(value), **mark_tests.ends(where)))
