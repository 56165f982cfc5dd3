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
from pages.lessons.linearity import pictures
from pages.lessons.linearity.charts import folded_plane, hidden_plane, hinges, matrices
from pages.lessons.linearity.values import LinearityValues
from pages.lessons.linearity.words import (
    ALTS,
    BEGIN,
    BENDS,
    DATA,
    ELSEWHERE,
    FILMS,
    HOW,
    LABELS,
    PARTS,
    PROGRESS,
    SAYS,
    TARGETS,
)
from pages.ui import controls, names
from pages.ui.address import address, held_answers
from pages.ui.charts import curve, history, plane
from pages.ui.parts import chart, downloads, mathematics, player, point_legend, quiz, source
from pages.ui.serving import runs
from pages.ui.text import Text, prose, say
from pages.ui.training_run import film_data, run_pictures, thumbnails

LESSON = "linearity"
SIZE, LARGE = 300, 340
"""Pixels along each side of a square picture: two side by side, or one alone, on a telephone too."""

WIDEST = {1: 12, 2: 8, 3: 5}
"""The most neurons a layer, by the number of hidden layers: as many folds as can be told apart."""


def among(*parts: str) -> Callable[[LinearityValues], bool]:
    """Return the test whether one of these parts is shown."""
    return lambda chosen: chosen.part in parts


CONTROLS: controls.Controls[LinearityValues] = (
    controls.Choice("part", LABELS["part"], options=PARTS, default="product", row=True),
    controls.Choice(
        "dataset",
        names.DATA,
        options=DATA,
        default="circles",
        shown=lambda chosen: chosen.part != "hinges",
    ),
    controls.Number("layers", Text("Layers", "층 수"), low=1, high=6, step=1, default=4, shown=among("product")),
    controls.Choice(
        "between",
        Text("Between the layers", "층과 층 사이"),
        options={name: BENDS[name] for name in ("linear", "relu", "tanh")},
        default="linear",
        shown=among("product"),
    ),
    controls.Choice("film", Text("Film", "애니메이션"), options=FILMS, default="training", shown=among("bend")),
    controls.Number("depth", names.DEPTH, low=1, high=3, step=1, default=1, shown=among("bend", "folds")),
    controls.Number(
        "width",
        Text("Neurons in a layer", "층마다 뉴런 수"),
        low=1,
        high=lambda chosen: WIDEST[chosen.depth] if chosen.part == "folds" else 8,
        step=1,
        default=4,
        shown=lambda chosen: chosen.part in ("bend", "folds") or (chosen.part == "product" and chosen.layers > 1),
    ),
    controls.Choice("activation", names.ACTIVATION, options=BENDS, default="tanh", shown=among("bend")),
    controls.Choice("how", Text("Hinges", "경첩"), options=HOW, default="laid", shown=among("hinges")),
    controls.Choice(
        "target",
        Text("Curve to build", "만들 곡선"),
        options=TARGETS,
        default="sine",
        allowed=lambda chosen: list(TARGETS) if chosen.how == "laid" else ["sine"],
        shown=among("hinges"),
    ),
    controls.Number(
        "hinges", Text("How many hinges", "경첩 수"), low=1, high=24, step=1, default=8, shown=among("hinges")
    ),
    controls.Several(
        "features",
        names.FEATURES_USED,
        options={name: names.FEATURES[name] for name in ("x1", "x2", "x1_squared", "x2_squared", "x1_x2")},
        default=("x1", "x2"),
        shown=among("features"),
    ),
    controls.Number(
        "noise",
        names.NOISE,
        low=0.0,
        high=1.0,
        step=0.05,
        default=0.1,
        shown=lambda chosen: chosen.part != "hinges" or chosen.how == "trained",
    ),
    controls.Seed(shown=lambda chosen: chosen.part != "hinges" or chosen.how == "trained"),
)
PRESETS = (
    controls.Preset("deep", Text("Six layers, one line", "여섯 층, 직선 하나"), {"layers": 6}),
    controls.Preset(
        "bent", Text("From linear to non-linear", "선형에서 비선형으로"), {"part": "bend", "film": "unbent"}
    ),
    controls.Preset("twice", Text("Folds of folds", "접힌 선을 다시 접기"), {"part": "folds", "depth": 2, "width": 6}),
    controls.Preset(
        "squares",
        Text("x² is a feature", "x²도 특성입니다"),
        {"part": "features", "features": ("x1", "x2", "x1_squared", "x2_squared")},
    ),
)
CHALLENGE = {"part": "folds", "width": 2}


def show() -> None:
    """Draw the page."""
    words = prose(LESSON)
    st.title(say(LABELS["title"]))
    st.markdown(words["claim"])
    if not quiz.predict(LESSON):
        return
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    chosen = panel.value
    panel.draw_notes()
    panel.draw_presets()
    panel.draw("part")
    trained = chosen.part == "hinges" and chosen.how == "trained"
    st.markdown(words["trained" if trained else chosen.part])
    captions = CAPTIONS[chosen.part](chosen)
    player.show(len(captions), captions, f"{LESSON}.player.{chosen.part}", start=address.frame() or 0)
    left, right = st.columns([1, 3.6], gap="medium")
    with left:
        panel.draw()
    with right:
        DRAWN[chosen.part](chosen)
    st.subheader(say(LABELS["seen"]))
    held_answers.show(words["read"])
    quiz.compare(LESSON)
    mathematics.show(words["mathematics"])
    source.show(*CODE[chosen.part])
    show_challenge(chosen, words["challenge"])
    downloads.show(LESSON, *pictures.files(chosen))


def run_captions(chosen: LinearityValues) -> list[str]:
    return film_data.captions(pictures.experiment(chosen), say(LABELS["epoch"]))


def bend_captions(chosen: LinearityValues) -> list[str]:
    return pictures.shares(say(LABELS["share"])) if chosen.film == "unbent" else run_captions(chosen)


def fold_captions(chosen: LinearityValues) -> list[str]:
    return pictures.counted(pictures.experiment(chosen), say(LABELS["epoch_regions"]))


def hinge_captions(chosen: LinearityValues) -> list[str]:
    if chosen.how == "trained":
        return run_captions(chosen)
    return [say(LABELS["hinges_now"], count=count) for count in range(chosen.hinges + 1)]


def side_by_side(*columns: tuple[str, Callable[[], None]]) -> None:
    """Draw square pictures under their titles, one under the other where there is no room: they are never squeezed."""
    with st.container(horizontal=True, gap="medium"):
        for title, draw in columns:
            with st.container(width="content"):
                st.markdown(f"**{title}**")
                draw()


def show_product(chosen: LinearityValues) -> None:
    """Draw the network, the one matrix, and the multiplication."""
    run = pictures.experiment(chosen)
    end, layers = pictures.ending(run), chosen.layers
    right, product = pictures.product_right(run), pictures.product_numbers(run)

    def draw(multiplied: bool, alt: str) -> None:
        data = pictures.product_boundary(run, multiplied)
        chart.show(plane.spec(height=SIZE), data, alt, f"{LESSON}.{multiplied}", width=SIZE)

    side_by_side(
        (say(LABELS["network"]), partial(draw, False, say(ALTS["plane"], test=end.test, loss=end.loss))),
        (say(LABELS["matrix"]), partial(draw, True, say(ALTS["matrix"], test=right, numbers=product))),
    )
    point_legend.points(("0", "1"))
    spec = matrices.spec(say(LABELS["product"]))
    said = say(ALTS["product"], layers=layers, numbers=product)
    chart.show(spec, pictures.multiplication(run), said, f"{LESSON}.product")
    if layers > 1:
        st.caption(say(SAYS["ones"]))
    numbers: dict[str, Any] = {"layers": layers, "parameters": end.parameters, "frames": len(runs.inspection(run).film)}
    apart, largest = pictures.difference(run)
    numbers |= {"difference": pictures.written(apart), "score": f"{largest:.3g}"}
    numbers |= {"test": end.test, "train": end.train, "matrix": right}
    if layers > 1 and chosen.between != "linear":
        st.markdown(say(SAYS["other"], **numbers))
        return
    first = say(SAYS["single"] if layers == 1 else SAYS["same"], **numbers)
    gone = " " + say(SAYS["gone"]) if pictures.line_is_outside(run) else ""
    st.markdown(first + " " + say(SAYS["line"], **numbers, limit=pictures.limit_of_lines(run)) + gone)


def show_bend(chosen: LinearityValues) -> None:
    """Draw the plane under its mesh, and the plane as the last layer sees it."""
    run = pictures.experiment(chosen)
    unbent = chosen.part == "bend" and chosen.film == "unbent"
    flat, bending, share = pictures.bend(run, unbent)
    end = pictures.ending(run)
    test = end.test
    below, above, across = (say(LABELS[name]) for name in ("below", "above", "across"))
    side_by_side(
        (
            say(LABELS["plane"]),
            lambda: chart.show(
                folded_plane.spec(height=SIZE),
                flat,
                say(ALTS["plane"], test=test, loss=end.loss),
                f"{LESSON}.flat",
                width=SIZE,
            ),
        ),
        (
            say(LABELS["bent"]),
            lambda: chart.show(
                hidden_plane.spec(below, above, across, height=SIZE),
                bending,
                say(ALTS["bent"], test=test),
                f"{LESSON}.bent",
                width=SIZE,
            ),
        ),
    )
    point_legend.points(("0", "1"), test=False, wrong=False)
    if chosen.part == "bend":
        straight = " " + say(SAYS["unbent"]) if chosen.activation == "linear" else ""
        st.markdown(say(SAYS["bent"], test=test, share=share) + straight)


def show_folds(chosen: LinearityValues) -> None:
    """Draw the folds and the boundary, and count the regions."""
    run = pictures.experiment(chosen)
    counts, most = pictures.folds(run).counts[:, -1], pictures.most(run)
    first, second = st.columns([1.35, 1])
    with first:
        said = say(ALTS["folds"], regions=counts[-1])
        chart.show(folded_plane.spec(height=LARGE), pictures.folded(run), said, f"{LESSON}.folds", width=LARGE)
        point_legend.points(("0", "1"), test=False, wrong=False)
    with second:
        st.markdown(f"**{say(LABELS['counts'])}**")
        words = tuple(say(LABELS[name]) for name in ("epochs", "regions", "regions", "most"))
        spec = history.spec(*words, log=True, counts=True, height=250)
        said = say(ALTS["counts"], first=counts[0], last=counts[-1], most=most)
        chart.show(spec, pictures.regions(run), said, f"{LESSON}.counts")
    numbers = {"widths": "-".join(map(str, run.hidden)), "most": most, "pieces": pictures.pieces(run)}
    st.markdown(say(SAYS["folds"], regions=counts[-1], test=pictures.ending(run).test, **numbers))


def show_hinges(chosen: LinearityValues) -> None:
    """Draw the curve that the hinges build, each hinge, and the error or the loss."""
    run, laying = pictures.experiment(chosen), chosen.how == "laid"
    if laying:
        total, each, missed = pictures.built(chosen.target, chosen.hinges)
        error, law = pictures.errors(chosen.target, chosen.hinges)
    else:
        total, each = pictures.trained(run)
    first, second = st.columns(2, gap="medium")
    with first:
        st.markdown(f"**{say(LABELS['sum'])}**")
        ending = f"{say(LABELS['error'])} {error:.3g}" if laying else run_pictures.result(runs.inspection(run))
        said = say(ALTS["sum"], hinges=chosen.hinges, ending=ending.rstrip("."))
        chart.show(curve.spec("x", "y", height=270), total, said, f"{LESSON}.sum")
        st.markdown(f"**{say(LABELS['each'])}**")
        said = say(ALTS["each"], hinges=chosen.hinges)
        chart.show(hinges.spec("x", say(LABELS["height"])), each, said, f"{LESSON}.each")
    with second:
        if laying:
            st.markdown(f"**{say(LABELS['misses'])}**")
            words = (say(LABELS["hinges"]), say(LABELS["error"]), say(LABELS["error"]), say(LABELS["law"]))
            said = say(ALTS["misses"], first=pictures.errors(chosen.target, 0)[0], last=error)
            chart.show(history.spec(*words, log=True, height=270), missed, said, f"{LESSON}.misses")
            st.markdown(say(SAYS["laid"], hinges=chosen.hinges, error=error, law=law))
        else:
            run_pictures.losses(run, f"{LESSON}.losses", log=True)
            loss, inside = float(runs.inspection(run).film.test_loss[-1]), pictures.knots_inside(run)
            st.markdown(say(SAYS["trained"], hinges=chosen.hinges, inside=inside, loss=loss))


def show_features(chosen: LinearityValues) -> None:
    """Draw the linear model on its features, and its formula with the numbers in it."""
    show_bend(chosen)
    run = pictures.experiment(chosen)
    constant, *weights = pictures.weights(run)
    terms = [f"{weight:+.2f}\\,{SYMBOLS[name]}" for weight, name in zip(weights, run.features, strict=True)]
    st.markdown(say(SAYS["formula"], formula=f"$\\text{{score}} = {constant:.2f} {' '.join(terms)}$"))
    numbers = {"test": pictures.ending(run).test, "limit": pictures.limit_of_lines(run), "count": len(weights)}
    st.markdown(say(SAYS["features"], **numbers))


SYMBOLS = {"x1": "x_1", "x2": "x_2", "x1_squared": "x_1^2", "x2_squared": "x_2^2", "x1_x2": "x_1 x_2"}
CAPTIONS = {
    "product": run_captions,
    "bend": bend_captions,
    "folds": fold_captions,
    "hinges": hinge_captions,
    "features": run_captions,
}
DRAWN = {
    "product": show_product,
    "bend": show_bend,
    "folds": show_folds,
    "hinges": show_hinges,
    "features": show_features,
}
CODE: dict[str, tuple[Callable[..., Any] | type, ...]] = {
    "product": (one_matrix, homogeneous, best_line),
    "bend": (View, before_last, straight_to_bent),
    "folds": (fold, most_regions),
    "hinges": (laid, of_network, error_bound),
    "features": (expand, best_line),
}


def show_challenge(chosen: LinearityValues, words: str) -> None:
    """Set the task, and check it on what is shown."""
    there = chosen.part == "folds" and chosen.dataset == "circles" and chosen.depth == 1 and chosen.noise == 0.1
    test = pictures.ending(pictures.experiment(chosen)).test if there else 0.0
    done = there and chosen.width <= 3 and test >= 0.95
    quiz.challenge(LESSON, done, PROGRESS if there else ELSEWHERE, folds=chosen.width, test=test)
    st.button(say(BEGIN), key=f"{LESSON}.challenge", on_click=controls.set_values, args=(LESSON, CHALLENGE))
    if done:
        held_answers.show(words, "explained")


def glance() -> None:
    """Draw the small picture of the lesson: the folds of a ReLU network around a disc."""
    thumbnails.show(pictures.glimpse())
