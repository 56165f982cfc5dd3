"""Linear and non-linear networks."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dlcore.data.features import expand
from dlcore.geometry.hidden_space import View, before_last, straight_to_bent
from dlcore.geometry.hinges import error_bound, laid, of_network
from dlcore.geometry.linear_regions import fold, most_regions
from dlcore.geometry.matrix_product import best_line, homogeneous, one_matrix
from dlcore.training.experiment import Experiment
from pages.lessons.linearity import hinge_pictures, matrix_pictures, pictures, plane_pictures
from pages.lessons.linearity.charts import hidden_plane, hinges, matrices
from pages.lessons.linearity.settings import CHALLENGE, PRESETS, SETTINGS
from pages.lessons.linearity.values import LinearityValues
from pages.lessons.linearity.words import ALTS, ELSEWHERE, LABELS, PARTS, PROGRESS, SAYS, TESTED
from pages.ui import controls
from pages.ui.address import address
from pages.ui.charts import curve, history
from pages.ui.parts import chart, downloads, lesson, player, point_legend, strip
from pages.ui.parts.stage import stage
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.serving import runs
from pages.ui.text import prose, say
from pages.ui.training_run import film_data, laboratory, run_pictures, thumbnails

LESSON = "linearity"
SIZE = HEIGHT - 20
"""Pixels along each side of a square picture."""


def play(chosen: LinearityValues, captions: list[str]) -> None:
    """Draw the player of the part that is shown."""
    at = address.frame()
    player.show(
        len(captions),
        captions,
        f"{LESSON}.player.{chosen.part}",
        start=at or 0,
        autoplay=at is None,
        film=f"{pictures.experiment(chosen)}{chosen.film}{chosen.how}{chosen.target}{chosen.hinges}",
    )


def run_captions(chosen: LinearityValues) -> list[str]:
    return film_data.captions(pictures.experiment(chosen), say(LABELS["epoch"]))


def bend_captions(chosen: LinearityValues) -> list[str]:
    return plane_pictures.shares(say(LABELS["share"])) if chosen.film == "unbent" else run_captions(chosen)


def fold_captions(chosen: LinearityValues) -> list[str]:
    return plane_pictures.counted(pictures.experiment(chosen), say(LABELS["epoch_regions"]))


def hinge_captions(chosen: LinearityValues) -> list[str]:
    if chosen.how == "trained":
        return run_captions(chosen)
    return [say(LABELS["hinges_now"], count=count) for count in range(chosen.hinges + 1)]


def draw_product(panel: controls.Panel[LinearityValues]) -> None:
    """Draw the plane by the network and by its one matrix, and the multiplication."""
    lesson.row(panel, "dataset", "layers", "between", "width", more=("noise", "seed"))
    chosen, run = panel.value, pictures.experiment(panel.value)
    play(chosen, run_captions(chosen))
    planes, side = lesson.body(1, 1)
    with planes:
        run_pictures.on_stage(
            run,
            f"{LESSON}.stage",
            pinned=matrix_pictures.matrix_film(run),
            pinned_title=say(LABELS["matrix"]),
            network=False,
            editable=False,
            height=HEIGHT,
        )
    with side:
        said = say(ALTS["product"], layers=chosen.layers, numbers=matrix_pictures.product_numbers(run))
        spec = matrices.spec(say(LABELS["product"]))
        chart.show(spec, matrix_pictures.multiplication(run), said, f"{LESSON}.product")
        st.markdown(matrix_pictures.told_of_product(chosen))
    ones = f"{say(SAYS['ones'])} " if chosen.layers > 1 else ""
    st.caption(f"{prose(LESSON)['product']} {ones}{laboratory.link(run)}")


def draw_bend(panel: controls.Panel[LinearityValues]) -> None:
    """Draw the plane under its mesh, and the plane as the last layer sees it."""
    lesson.row(panel, "dataset", "film", "depth", "width", "activation", more=("noise", "seed"))
    chosen, run = panel.value, pictures.experiment(panel.value)
    play(chosen, bend_captions(chosen))
    _, share = plane_pictures.bend(run, chosen.film == "unbent")
    straight = " " + say(SAYS["unbent"]) if chosen.activation == "linear" else ""
    draw_planes(run, chosen.film == "unbent", say(SAYS["bent"], test=pictures.ending(run).test, share=share) + straight)
    st.caption(f"{prose(LESSON)['bend']} {laboratory.link(run)}")


def draw_planes(run: Experiment, unbent: bool, words: str) -> None:
    """Draw the plane, and the plane as the last layer sees it, beside what is said of them."""
    bending, _ = plane_pictures.bend(run, unbent)
    first, second, third = lesson.body(1, 1, 1)
    with first:
        mesh = plane_pictures.mesh_film(run, unbent)
        run_pictures.on_stage(run, f"{LESSON}.flat", film=mesh, network=False, editable=False, height=HEIGHT)
    with second, st.container(width="content"):
        st.markdown(f"**{say(LABELS['bent'])}**")
        below, above, across = (say(LABELS[name]) for name in ("below", "above", "across"))
        spec = hidden_plane.spec(below, above, across, height=SIZE)
        chart.show(spec, bending, say(ALTS["bent"], test=pictures.ending(run).test), f"{LESSON}.bent", width=SIZE)
    with third:
        st.markdown(words)
        point_legend.points(("0", "1"))


def draw_folds(panel: controls.Panel[LinearityValues]) -> None:
    """Draw the folds and the boundary, and count the regions."""
    lesson.row(panel, "dataset", "depth", "width", "noise", more=("seed",))
    chosen, run = panel.value, pictures.experiment(panel.value)
    play(chosen, fold_captions(chosen))
    counts, most = plane_pictures.folds(run).counts[:, -1], plane_pictures.most(run)
    first, second, third = lesson.body(1, 1, 1)
    with first:
        folded = plane_pictures.folds_film(run)
        run_pictures.on_stage(run, f"{LESSON}.folds", film=folded, network=False, editable=False, height=HEIGHT)
    with second:
        st.markdown(f"**{say(LABELS['counts'])}**")
        words = tuple(say(LABELS[name]) for name in ("epochs", "regions", "regions", "most"))
        spec = history.spec(*words, log=True, counts=True, height=SIZE)
        said = say(ALTS["counts"], first=counts[0], last=counts[-1], most=most)
        chart.show(spec, plane_pictures.regions(run), said, f"{LESSON}.counts")
    with third:
        numbers = {"widths": "-".join(map(str, run.hidden)), "most": most, "pieces": plane_pictures.pieces(run)}
        st.markdown(say(SAYS["folds"], regions=counts[-1], test=pictures.ending(run).test, **numbers))
        point_legend.points(("0", "1"))
    st.caption(f"{prose(LESSON)['folds']} {laboratory.link(run)}")


def draw_hinges(panel: controls.Panel[LinearityValues]) -> None:
    """Draw the curve that the hinges build, each hinge, and the error or the loss."""
    lesson.row(panel, "how", "target", "hinges", more=("noise", "seed"))
    chosen, run = panel.value, pictures.experiment(panel.value)
    laying = chosen.how == "laid"
    play(chosen, hinge_captions(chosen))
    total, each, *missed = hinge_pictures.built(chosen.target, chosen.hinges) if laying else hinge_pictures.trained(run)
    error, law = hinge_pictures.errors(chosen.target, chosen.hinges)
    first, second, third = lesson.body(1, 1, 1)
    with first:
        st.markdown(f"**{say(LABELS['sum'])}**")
        ending = say(ALTS["laid"], error=error) if laying else run_pictures.result(runs.inspection(run))
        said = say(ALTS["sum"], hinges=chosen.hinges, ending=ending)
        chart.show(curve.spec("x", "y", height=SIZE), total, said, f"{LESSON}.sum")
    with second:
        st.markdown(f"**{say(LABELS['each'])}**")
        said = say(ALTS["each"], hinges=chosen.hinges)
        chart.show(hinges.spec("x", say(LABELS["height"]), height=SIZE), each, said, f"{LESSON}.each")
    with third:
        if laying:
            st.markdown(f"**{say(LABELS['misses'])}**")
            words = (say(LABELS["hinges"]), say(LABELS["error"]), say(LABELS["error"]), say(LABELS["law"]))
            said = say(ALTS["misses"], first=hinge_pictures.errors(chosen.target, 0)[0], last=error)
            chart.show(history.spec(*words, log=True, height=200), missed[0], said, f"{LESSON}.misses")
            st.markdown(say(SAYS["laid"], hinges=chosen.hinges, error=error, law=law))
        else:
            run_pictures.losses(run, f"{LESSON}.losses", log=True)
            loss, inside = float(runs.inspection(run).film.test_loss[-1]), hinge_pictures.knots_inside(run)
            st.markdown(say(SAYS["trained"], hinges=chosen.hinges, inside=inside, loss=loss))
            st.markdown(laboratory.link(run))
    st.caption(prose(LESSON)["hinges" if laying else "trained"])


def draw_features(panel: controls.Panel[LinearityValues]) -> None:
    """Draw the linear model on its features, and its formula with the numbers in it."""
    lesson.row(panel, "dataset", "features", more=("noise", "seed"))
    chosen, run = panel.value, pictures.experiment(panel.value)
    play(chosen, run_captions(chosen))
    constant, *weights = pictures.weights(run)
    terms = [f"{weight:+z.2f}\\,{SYMBOLS[name]}" for weight, name in zip(weights, run.features, strict=True)]
    formula = say(SAYS["formula"], formula=f"$\\text{{score}} = {constant:z.2f} {' '.join(terms)}$")
    numbers = {"test": pictures.ending(run).test, "best": pictures.told_limit(run), "count": len(weights)}
    draw_planes(run, False, f"{say(SAYS['features'], **numbers)}\n\n{formula}")
    st.caption(f"{prose(LESSON)['features']} {laboratory.link(run)}")


def judge(panel: controls.Panel[LinearityValues]) -> strip.Progress:
    """Judge the challenge by validation data; the test data are asked once, when it is done."""
    chosen = panel.value
    if chosen.part != "folds" or (chosen.dataset, chosen.depth, chosen.noise) != ("circles", 1, 0.1):
        return strip.Progress(False, say(ELSEWHERE))
    run = pictures.experiment(chosen)
    right = pictures.validated(run)
    done = chosen.width <= 3 and right >= 0.95
    told = say(PROGRESS, folds=chosen.width, right=right)
    return strip.Progress(done, f"{told} {say(TESTED, test=pictures.ending(run).test)}" if done else told)


SYMBOLS = {"x1": "x_1", "x2": "x_2", "x1_squared": "x_1^2", "x2_squared": "x_2^2", "x1_x2": "x_1 x_2"}


def files(chosen: LinearityValues) -> tuple[downloads.File, ...]:
    if chosen.part == "hinges" and chosen.how == "laid":
        content: Callable[[], bytes] = partial(hinge_pictures.hinge_table, chosen.target, chosen.hinges)
        return (downloads.File(downloads.DATA, "hinges.csv", content),)
    return film_data.files(pictures.experiment(chosen))


CODE: dict[str, tuple[Callable[..., Any] | type, ...]] = {
    "product": (one_matrix, homogeneous, best_line),
    "bend": (View, before_last, straight_to_bent),
    "folds": (fold, most_regions),
    "hinges": (laid, of_network, error_bound),
    "features": (expand, best_line),
}


DRAWN = {
    "product": draw_product,
    "bend": draw_bend,
    "folds": draw_folds,
    "hinges": draw_hinges,
    "features": draw_features,
}
SCREENS = tuple(
    lesson.Screen(
        part,
        PARTS[part],
        draw,
        question="question" if part == "product" else "",
        asked={"part": "product", "layers": 6} if part == "product" else {},
    )
    for part, draw in DRAWN.items()
)
CONTROLS: controls.Controls[LinearityValues] = (
    controls.Choice("part", LABELS["part"], options=PARTS, default="product", row=True),
    *SETTINGS,
)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge(CHALLENGE, judge),
    code=lambda chosen: CODE[chosen.part],
    files=files,
    selector="part",
    components=(stage.STAGE,),
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: the folds of a ReLU network around a disc."""
    thumbnails.run(pictures.CARD, plane_pictures.folds_film(pictures.CARD, at_end=True))
