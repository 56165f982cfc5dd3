"""The pictures of one run, each with its words: any lesson that trains a network shows them the same way."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from dlcore.analysis.inspection import Inspection
from dlcore.training.training import Experiment, Film
from pages.ui import names
from pages.ui.address import address
from pages.ui.address.link_notes import quoted
from pages.ui.charts import confusion, history, layer_gradients
from pages.ui.parts import chart, player, point_legend
from pages.ui.parts.stage import stage
from pages.ui.serving.runs import inspection
from pages.ui.text import Text, say
from pages.ui.training_run import film_data, stage_data

NOW = Text("epoch {epoch:.1f} · step {step:,}", "에포크 {epoch:.1f} · {step:,}스텝")
NOW_STAGE = Text("epoch {epoch:.1f} · step {step:,} · stage {stage}", "에포크 {epoch:.1f} · {step:,}스텝 · {stage}단계")
SPOKEN = Text("training loss {train:.3g}, test loss {test:.3g}", "훈련 손실 {train:.3g}, 시험 손실 {test:.3g}")
EPOCH, LOSS, ACCURACY = names.EPOCH_AXIS, names.LOSS_AXIS, Text("accuracy", "정확도")
TRAIN, TEST = names.TRAINING, names.TEST
LAYER, SIZE = Text("layer", "층"), Text("gradient norm", "기울기의 크기(노름)")
TRUTH, ANSWER = Text("true class", "실제 클래스"), Text("answer of the model", "모델의 예측")
OUTPUT = Text("output", "출력")
DIVERGED = names.DIVERGED_LATE
DIVERGENCE = Text(
    "The run diverged at step {step:,}: its parameters grew without bound, and there the film ends. "
    "Try a smaller learning rate.",
    "{step:,}스텝에서 발산했습니다. 매개변수가 한없이 커졌으므로 애니메이션은 거기서 끝납니다. 학습률을 줄여 보십시오.",
)
PARTS = Text(
    "{parameters:,} parameters, {train:,} training and {test:,} test examples.",
    "매개변수 {parameters:,}개, 훈련 예제 {train:,}개, 시험 예제 {test:,}개.",
)
STANDARDIZED = Text(
    "Inputs are standardised: mean 0, standard deviation 1 over the training examples.",
    "입력은 표준화했습니다(훈련 예제에서 평균 0, 표준편차 1).",
)
CONSTANT = Text(
    "Left out, since they have one value only among the training examples: {columns}.",
    "훈련 예제에서 값이 하나뿐이라 뺀 특성: {columns}.",
)
COMPONENTS = Text(
    "The plane of the first two principal components holds {share:.0%} of the variance of the {inputs} inputs.",
    "처음 두 주성분의 평면으로, 입력 {inputs}개가 지닌 분산의 {share:.0%}를 설명합니다.",
)
COLOURS = Text(
    "Orange is below {mean:.3g}, the mean of the training examples, and blue above it; full colour is {low:.3g} or "
    "less and {high:.3g} or more.",
    "훈련 예제의 평균 {mean:.3g}보다 작으면 주황, 크면 파랑입니다. {low:.3g} 이하와 {high:.3g} 이상에서 색이 가장 "
    "짙습니다.",
)
COMPONENT_1, COMPONENT_2 = Text("1st principal component", "제1 주성분"), Text("2nd principal component", "제2 주성분")
ALT_STAGE = Text(
    "A network of layers {sizes} with the map of every neuron, and what it says of {points} examples. {result}",
    "층 구조가 {sizes}인 신경망과 뉴런마다의 지도, 그리고 예제 {points}개에 대한 신경망의 예측. {result}",
)
ALT_PLANE = Text(
    "What a network of layers {sizes} says everywhere on the plane, and {points} examples. {result}",
    "층 구조가 {sizes}인 신경망이 평면의 각 점을 어떻게 예측하는지 나타낸 지도와 예제 {points}개. {result}",
)
ALT_LOSS = Text(
    "Loss against epoch, from {train0:.3g} to {train:.3g} in training and from {test0:.3g} to {test:.3g} on test data.",
    "에포크에 따른 손실. 훈련 손실은 {train0:.3g}에서 {train:.3g}, 시험 손실은 {test0:.3g}에서 {test:.3g}.",
)
ALT_PINNED = Text(
    "In grey the pinned run: at the end {train} in training and {test} on test data.",
    "회색은 기준 실행입니다. 학습이 끝났을 때 훈련 {train}, 시험 {test}.",
)
ALT_ACCURACY = Text(
    "Accuracy against epoch; at the end {train:.0%} in training and {test:.0%} on test data.",
    "에포크에 따른 정확도. 학습이 끝났을 때 훈련 {train:.0%}, 시험 {test:.0%}.",
)
ALT_GRADIENTS = Text(
    "Norm of the gradient in each of {layers} layer{layers:~s}, on a log axis; at the end {sizes}.",
    "{layers}개 층의 기울기 크기(로그 축). 학습이 끝났을 때 {sizes}.",
)
ALT_CONFUSION = Text(
    "Which class the {points} test examples are taken for; {right:.0%} lie on the diagonal at the end.",
    "시험 예제 {points}개의 실제 클래스와 모델이 예측한 클래스. 학습이 끝났을 때 {right:.0%}가 대각선 위에 있습니다.",
)
RIGHT = Text(
    "At the end {share:.0%} of the test examples are right.", "학습이 끝났을 때 시험 데이터의 {share:.0%}를 맞힙니다."
)
JOINTS = Text("Stages begin at epoch {epochs}.", "단계는 에포크 {epochs}에서 시작합니다.")
ERROR = Text("At the end the test loss is {loss:.3g}.", "학습이 끝났을 때 시험 손실은 {loss:.3g}입니다.")


def film_player(
    experiment: Experiment, key: str, *, autoplay: bool = False, loop: bool = False, follow: bool = False
) -> None:
    """The player that moves all pictures of the run; a link may open it at a frame.

    The film of a run that goes on is to be `follow`ed.
    """
    run, asked = inspection(experiment).film, address.frame()
    key, start = opening(run, key)
    autoplay = autoplay and asked is None
    captions = film_data.captions(experiment, say(NOW), say(NOW_STAGE))
    if asked is not None:
        start = asked
    elif follow:
        start = -1
    spoken, film = film_data.spoken(experiment, say(SPOKEN)), film_data.film_name(experiment)
    player.show(
        len(run), captions, key, start=start, autoplay=autoplay, loop=loop, follow=follow, spoken=spoken, film=film
    )


def opening(film: Film, key: str) -> tuple[str, int]:
    """The key of the player and the frame at which it opens.

    Another chain of stages is another player, which so comes to the place that its visitor has just chosen.
    """
    stages = film.experiment.stages
    if stages:
        key = f"{key}.{len(stages)}.{stages[-1].step}.{bool(stages[-1].epochs)}"
    return key, film.opening_frame()


def facts(experiment: Experiment) -> None:
    run = inspection(experiment)
    sizes = {"parameters": run.network.n_params, "train": len(run.train.x), "test": len(run.test.x)}
    sentences = [say(PARTS, **sizes), *([say(STANDARDIZED)] if run.train.standardized else [])]
    if experiment.own and run.train.constant:
        sentences.append(say(CONSTANT, columns=", ".join(quoted(name) for name in run.train.constant[:6])))
    st.caption(" ".join(sentences))


def result(run: Inspection) -> str:
    if run.test.class_names:
        return say(RIGHT, share=run.accuracy(run.test)[-1])
    return say(ERROR, loss=run.film.test_loss[-1])


def describe(experiment: Experiment) -> None:
    """Draw the legend of the plane, and say what its axes and colours are."""
    run = inspection(experiment)
    if run.network.sizes[-1] > 1 or run.train.x.shape[1] > 1:
        point_legend.points(run.train.class_names, wrong=bool(run.train.class_names))
    if run.train.standardized and not run.train.class_names:
        st.caption(say(COLOURS, **colours(run)))
    if run.plane:
        st.caption(say(COMPONENTS, share=run.plane.share.sum(), inputs=run.train.x.shape[1]))
    name_axes(run)


def colours(run: Inspection) -> dict[str, float]:
    """The values at which the colours of a predicted number change and are full, in the units measured."""
    mean, scale = (float(np.ravel(measure)[0]) for measure in (run.train.y_center, run.train.y_scale))
    full = film_data.colour_scale(run) * scale
    return {"mean": mean, "low": mean - full, "high": mean + full}


def name_axes(run: Inspection) -> None:
    """Say which columns of a table the axes are, where they are columns; a spec must not know a visitor's words."""
    if run.train.standardized and not run.plane:
        st.text(" · ".join(f"{axis}: {name}" for axis, name in zip(axes(run), run.train.feature_names, strict=False)))


def axes(run: Inspection) -> tuple[str, str]:
    """Names of the two axes of the plane, or of the curve."""
    if run.plane:
        return say(COMPONENT_1), say(COMPONENT_2)
    if run.train.x.shape[1] > 1:
        return "x₁", "x₂"
    return "x₁", "y" if run.network.sizes[-1] == 1 else "–"


def ends(experiment: Experiment) -> tuple[Sequence[str], Sequence[str]]:
    """Names of the network's inputs and outputs."""
    run, table = inspection(experiment), experiment.source.table
    inputs = run.train.feature_names if table else [say(names.FEATURES[name]) for name in experiment.features]
    return inputs, run.train.class_names if len(run.train.class_names) > 2 else ["y"]


def on_stage(
    experiment: Experiment, key: str, *, pinned: Experiment | bytes | None = None, film: bytes = b"", **choices: Any
) -> None:
    """The run on the stage, and a pinned one, or another film, beside it; `choices` are those of `stage.show`.

    `film` is one made of the run, where that is not the film of the run as it was.
    """
    run = inspection(experiment)
    inputs, outputs = ends(experiment)
    count, sizes = len(run.train.x) + len(run.test.x), "-".join(map(str, run.network.sizes))
    stage.show(
        film or stage_data.film(experiment),
        key,
        alt=say(
            ALT_STAGE if choices.get("network", True) else ALT_PLANE, sizes=sizes, points=count, result=result(run)
        ),
        inputs=inputs,
        outputs=outputs,
        axes=axes(run),
        pinned=stage_data.film_beside(experiment, pinned) if isinstance(pinned, Experiment) else pinned,
        **choices,
    )


def losses(
    experiment: Experiment,
    key: str,
    *,
    log: bool = False,
    height: int = 190,
    pinned: Experiment | None = None,
    drawn: film_data.Drawn | None = None,
) -> None:
    """Loss against epoch, training and test; in grey a pinned run of the same loss function, or a drawn curve."""
    run = inspection(experiment).film
    ending = say(DIVERGED, step=run.diverged_at) if run.diverged_at else ""
    numbers = {"train0": run.train_loss[0], "train": run.train_loss[-1], "test0": run.test_loss[0]}
    alt = say(ALT_LOSS, **numbers, test=run.test_loss[-1])
    if joints := run.stage_starts():
        alt += " " + say(JOINTS, epochs=", ".join(f"{epoch:.3g}" for epoch in joints))
    spec = history.spec(say(EPOCH), say(LOSS), say(TRAIN), say(TEST), log=log, height=height)
    if pinned and film_data.same_loss(experiment, pinned):
        film = inspection(pinned).film
        alt += " " + say(ALT_PINNED, train=f"{film.train_loss[-1]:.3g}", test=f"{film.test_loss[-1]:.3g}")
    chart.show(spec, film_data.losses(experiment, log, ending, pinned, drawn), alt, key)


def accuracies(experiment: Experiment, key: str, *, height: int = 190, pinned: Experiment | None = None) -> None:
    """Accuracy against epoch, training and test, that of a pinned run in grey; nothing for numbers."""
    run = inspection(experiment)
    if run.train.class_names:
        alt = say(ALT_ACCURACY, train=run.accuracy(run.train)[-1], test=run.accuracy(run.test)[-1])
        spec = history.spec(say(EPOCH), say(ACCURACY), say(TRAIN), say(TEST), share=True, height=height)
        if pinned and (other := inspection(pinned)).train.class_names:
            train, test = (f"{share[-1]:.0%}" for share in film_data.shares(other))
            alt += " " + say(ALT_PINNED, train=train, test=test)
        chart.show(spec, film_data.accuracies(experiment, pinned), alt, key)


def gradients(experiment: Experiment, key: str) -> None:
    run = inspection(experiment)
    layers = (*(str(layer + 1) for layer in range(len(experiment.hidden))), say(OUTPUT))
    sizes = ", ".join(f"{size:.2g}" for size in run.gradient_sizes[-1])
    alt = say(ALT_GRADIENTS, layers=len(layers), sizes=sizes)
    chart.show(layer_gradients.spec(say(LAYER), say(SIZE)), film_data.gradients(experiment, layers), alt, key)


def confusions(experiment: Experiment, key: str) -> None:
    """The confusion matrix of the test examples, for a table of classes."""
    run = inspection(experiment)
    alt = say(ALT_CONFUSION, points=len(run.test.x), right=run.accuracy(run.test)[-1])
    chart.show(confusion.spec(say(ANSWER), say(TRUTH)), film_data.confusions(experiment), alt, key)
