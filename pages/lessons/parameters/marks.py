"""The notes' nine marks of parameters and hyperparameters in one table, each put to the test on the model shown."""

import streamlit as st

from pages.lessons.parameters import mark_tests, pictures, settings_table
from pages.lessons.parameters.charts import error_by_scale, hyperparameter_sweep, plane
from pages.lessons.parameters.pictures import ModelSpec, measured, short
from pages.lessons.parameters.values import ParametersValues
from pages.lessons.parameters.words import LABELS, MARKS, PARTS, SET
from pages.ui.address import presentation
from pages.ui.charts import curve
from pages.ui.parts import chart, lesson, player
from pages.ui.text import say


def show(id: str, chosen: ParametersValues, where: ModelSpec, count: int) -> None:
    """Draw the model as its parameters are scaled, the nine marks beside it; below, for readers, the errors."""
    captions = [say(LABELS["scale"], factor=f"{factor:.1f}") for factor in mark_tests.FACTORS.tolist()]
    player.show(len(captions), captions, f"{id}.scale", name="frame_scale", start=10)
    first, second = lesson.body(1, 4.4)
    with first:
        show_scaled(id, where, chosen.scaled)
    with second, st.container(key=f"{id}-marks"):
        settings_table.compact(f"{id}-marks")
        head = f"| | {say(LABELS['property'])} | {say(LABELS['here'])} |\n|---|---|---|\n"
        rows = enumerate(demonstrations(chosen, where, count).items())
        st.markdown(head + "\n".join(f"| {kind(at)} | {say(MARKS[name])} | {told} |" for at, (name, told) in rows))
    if presentation.chosen():
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        show_skill(id, where, chosen.scaled)
    with right:
        show_tried(id, where)


def kind(place: int) -> str:
    """Say of which of the two the mark at this place is told: the first five are a parameter's."""
    return say(LABELS["parameter" if place < 5 else "hyperparameter"])


def demonstrations(chosen: ParametersValues, where: ModelSpec, count: int) -> dict[str, str]:
    """Say of each mark what this model shows, in the order of the notes."""
    spread, found = pictures.spread(where, count), mark_tests.attempts_of(where)
    name, value = say(SET[found.name]), short(dict(where.settings)[found.name])
    errors = mark_tests.scaled_errors(where, chosen.scaled)
    nought, as_found, double = (measured(where.family, float(errors[at])) for at in (0, 10, 20))
    facts = spread._asdict() | {"count": count, "name": settings_table.called(spread.name)}
    fit, predict = (f"`{line}`" for line in mark_tests.signatures(where.family))
    best = ", ".join(short(each) for each in found.best.tolist())
    return {
        "needed": ", ".join(
            say(LABELS["needed"], part=say(PARTS[part]), answer=answer)
            for part, answer in mark_tests.left_out(where)[:1]
        ),
        "skill": say(LABELS["skill"], found=as_found, nought=nought, double=double),
        "learned": say(LABELS["learned" if spread.different > 1 else "learned_one"], **facts),
        "unset": defied(where, chosen.written),
        "saved": saved(where),
        "used": say(LABELS["used"], fit=fit, predict=predict),
        "tried": say(LABELS["tried"], count=found.test.size, name=name, best=best)
        + " "
        + say(LABELS[mark_tests.verdict(where)]),
        "set": say(LABELS["set_by_you"], count=count, name=name, value=value),
        "cures": say(LABELS["cures"], name=name, yours=value, **mark_tests.ends(where)),
    }


def show_scaled(id: str, where: ModelSpec, name: str) -> None:
    """Draw the film of a model whose parameters are multiplied by 0 to 2."""
    line = where.family == "line"
    spec = curve.spec(name="frame_scale", height=290) if line else plane.spec(name="frame_scale", height=290)
    chart.show(spec, mark_tests.scaled_picture(where, name), alt(where, name), f"{id}.scaled.{where.family}")
    if not line:
        st.caption(say(LABELS["ring_wrong"]))


def alt(where: ModelSpec, name: str) -> str:
    """Say the film of the scaled parameters in words."""
    errors = mark_tests.scaled_errors(where, name)
    nought, found = (measured(where.family, float(errors[at])) for at in (0, 10))
    return say(LABELS["alt_scale"], found=found, nought=nought)


def axis(where: ModelSpec) -> str:
    """Return the title of the axis of the error."""
    return say(LABELS["error_regression" if where.family == "line" else "error_classification"])


def show_skill(id: str, where: ModelSpec, name: str) -> None:
    """Draw the error against the factor."""
    spec = error_by_scale.spec(say(LABELS["factor"]), axis(where), say(LABELS["as_found"]), height=250)
    chart.show(spec, mark_tests.skill_picture(where, name), alt(where, name), f"{id}.skill")


def show_tried(id: str, where: ModelSpec) -> None:
    """Draw the errors against the hyperparameter that is tried."""
    found, line = mark_tests.attempts_of(where), where.family == "line"
    name = say(SET[found.name])
    best = ", ".join(short(each) for each in found.best.tolist())
    spec = hyperparameter_sweep.spec(name, axis(where), say(LABELS["yours"]), not line, line, 250)
    said = say(LABELS["alt_tried"], name=name, best=best)
    chart.show(spec, mark_tests.attempts_picture(where), said, f"{id}.attempts")
    st.caption(say(LABELS["legend"]))


def defied(where: ModelSpec, written: float) -> str:
    """Tell what becomes of a number that is written into the model."""
    told = mark_tests.defied(where, written)
    facts = {"part": say(PARTS[told.name]), "written": short(written), "found": short(told.found)}
    facts |= {"error": measured(where.family, told.error), "spoilt": measured(where.family, told.spoilt)}
    again = LABELS["defied_network" if where.family == "network" else "defied_again"]
    return say(LABELS["defied"], **facts) + " " + say(again, again=short(told.again))


def saved(where: ModelSpec) -> str:
    """Tell what stands in the saved model, and that it predicts the same."""
    file = mark_tests.saved(where)
    arrays = ", ".join(f"`{name}`" for name in file.arrays)
    absent = ", ".join(say(SET[name]) for name, _ in where.settings if name not in KEPT)
    text = say(LABELS["saved"], **{**file._asdict(), "arrays": arrays, "size": f"{file.size:,}"})
    text += " " + say(LABELS["not_saved"], names=absent) if absent else ""
    formula = "gamma_saved" if "gamma" in dict(where.settings) else "kernel_saved"
    return text + (" " + say(LABELS[formula]) if where.family == "svm" else "")


KEPT = ("kernel", "gamma", "hidden", "degree")
"""The settings that shape the formula and so stand in the file, by themselves or by the arrays' shapes."""
