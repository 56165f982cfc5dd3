"""Digits: its first weights as images, and the digits that it misreads."""

import numpy as np
import streamlit as st

from dlcore.analysis.misclassified import Misread, first_weights, images, misread
from dlcore.data.datasets import Dataset
from dlcore.training.training import Experiment
from pages.lessons.training.charts import contact_sheet
from pages.ui.charts import film, heatmap
from pages.ui.parts import chart
from pages.ui.serving.runs import inspection, keep
from pages.ui.text import Text, say
from pages.ui.theme import EDGE, PAPER

PLACES = 16
"""Misread digits that are shown at a frame."""

INK_LEVELS = 17
"""The greys of a digit: each of its pixels is a number from 0 to 16."""

SIZE = 340

WEIGHTS_TOLD = Text("weights from each pixel", "각 픽셀에서 오는 가중치")
ALT_WEIGHTS = Text(
    "The 64 weights of each of {count} neuron{count:~s} of the first layer as an image of 8 × 8 pixels; at the end the "
    "largest is {full:.2f}.",
    "첫 층 뉴런 {count}개마다 가중치 64개를 8 × 8 픽셀의 그림으로 그렸습니다. 학습이 끝났을 때 가장 큰 가중치의 "
    "크기는 {full:.2f}입니다.",
)
WEIGHTS_SAY = Text(
    "Blue pixels speak for the neuron, orange ones against it; full colour is ±{full:.2f}. "
    "{blank} of the 64 pixels are the same in all training digits: nothing pulls on their weights, which keep their "
    "first, random values.",
    "파란 픽셀은 뉴런을 켜는 쪽, 주황 픽셀은 끄는 쪽이며 가장 짙은 색은 ±{full:.2f}입니다. 픽셀 64개 가운데 "
    "{blank}개는 훈련 데이터의 모든 숫자에서 값이 같습니다. 이런 픽셀의 가중치는 기울기가 0이므로 처음의 무작위 값에 "
    "머뭅니다.",
)
WEIGHTS_SAY_DECAY = Text(
    "Blue pixels speak for the neuron, orange ones against it; full colour is ±{full:.2f}. "
    "{blank} of the 64 pixels are the same in all training digits: only regularization or weight decay moves "
    "their weights.",
    "파란 픽셀은 뉴런을 켜는 쪽, 주황 픽셀은 끄는 쪽이며 가장 짙은 색은 ±{full:.2f}입니다. 픽셀 64개 가운데 "
    "{blank}개는 훈련 데이터의 모든 숫자에서 값이 같습니다. 이런 픽셀의 가중치는 규제나 가중치 감쇠로만 바뀝니다.",
)
MISREAD = Text("{count} of {all} test digits misread", "시험 데이터의 숫자 {all}개 중 {count}개를 잘못 읽음")
ALT_MISREAD = Text(
    "At the end {count} of {all} test digits are misread{surest}.",
    "학습이 끝났을 때 시험 데이터의 숫자 {all}개 중 {count}개를 잘못 읽습니다{surest}.",
)
SUREST = Text("; the surest first: {list}", ". 확신이 큰 것부터: {list}")
MISREAD_SAY = Text(
    "The surest errors at the frame shown, {places} of them: what the digit is → what it is taken for, and the "
    "network's output for that answer{probability}.",
    "지금 프레임에서 가장 확신에 차서 틀린 {places}개입니다. 실제 숫자 → 모델의 답, 그리고 그 답에 대한 출력"
    "{probability}을 적었습니다.",
)
PROBABILITY = Text(", its probability", "(확률)")


@keep
def weight_film(experiment: Experiment, told: str) -> film.Datasets:
    """The first layer's weights at each frame, an image for each neuron."""
    run = inspection(experiment)
    weights = first_weights(run)
    palette = np.vstack([heatmap.diverging(), heatmap.rgb(PAPER)[None].astype(np.uint8)])
    count = weights.shape[1]
    names = run.train.class_names if not experiment.hidden else [str(index + 1) for index in range(count)]
    levels = heatmap.signed(weights, full_weight(weights))
    return contact_sheet.datasets(levels, palette, [[name] for name in names], [told])


def full_weight(weights: np.ndarray) -> float:
    """The weight in full colour: the largest at the end."""
    return float(np.abs(weights[-1]).max()) or 1.0


@keep
def misreadings(experiment: Experiment) -> Misread:
    """The surest errors on the test digits at each frame."""
    run = inspection(experiment)
    return misread(run, run.test, PLACES)


@keep
def misread_film(experiment: Experiment, told: str) -> film.Datasets:
    """The misread digits at each frame, the surest first, with what they are and what they are taken for."""
    run, found = inspection(experiment), misreadings(experiment)
    there = found.example >= 0
    grey = np.rint(np.clip(images(run.test), 0, INK_LEVELS - 1)).astype(np.uint8)
    shown = np.where(there[..., None, None], grey[found.example], INK_LEVELS)
    palette = np.vstack([heatmap.blend("#f1f3f4", EDGE, INK_LEVELS), heatmap.rgb(PAPER)[None].astype(np.uint8)])
    labels = list(zip(*(label(run.test, found, frame) for frame in range(len(there))), strict=True))
    counts = [told.format(count=count, all=len(run.test.x)) for count in found.count.tolist()]
    return contact_sheet.datasets(shown, palette, labels, counts)


def label(part: Dataset, found: Misread, frame: int) -> list[str]:
    """The words at each place of a frame: "3→5  0.98"; nothing where there is no digit."""
    taken = zip(
        found.example[frame],
        part.labels[found.example[frame]],
        found.taken_for[frame],
        found.output[frame],
        strict=True,
    )
    names = part.class_names
    return [f"{names[truth]}→{names[said]}  {sure:.2f}" if row >= 0 else "" for row, truth, said, sure in taken]


def weights(experiment: Experiment, key: str) -> None:
    """Show the weights of every neuron of the first layer as images."""
    run = inspection(experiment)
    values = first_weights(run)
    full = full_weight(values)
    alt = say(ALT_WEIGHTS, count=values.shape[1], full=full)
    sheet = weight_film(experiment, say(WEIGHTS_TOLD))
    chart.show(contact_sheet.spec(height=SIZE), sheet, alt, key, width=SIZE)
    blank = np.ptp(run.train.x, axis=0) == 0
    of_blank = values.reshape(*values.shape[:2], -1)[..., blank]
    words = WEIGHTS_SAY if (of_blank == of_blank[0]).all() else WEIGHTS_SAY_DECAY
    st.caption(say(words, full=full, blank=int(blank.sum())))


def misread_digits(experiment: Experiment, key: str) -> None:
    """Show the digits of the test that are misread."""
    run, found = inspection(experiment), misreadings(experiment)
    listed = [words for words in label(run.test, found, -1)[:5] if words]
    surest = say(SUREST, list=", ".join(listed)) if listed else ""
    alt = say(ALT_MISREAD, count=found.count[-1], all=len(run.test.x), surest=surest)
    sheet = misread_film(experiment, say(MISREAD))
    chart.show(contact_sheet.spec(height=SIZE), sheet, alt, key, width=SIZE)
    last = experiment.in_stage(len(experiment.stages))
    probability = say(PROBABILITY) if last.loss == "cross_entropy" else ""
    st.caption(say(MISREAD_SAY, places=PLACES, probability=probability))
