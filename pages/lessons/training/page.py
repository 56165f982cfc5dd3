"""The laboratory: pick data, model, loss and the way of learning, and watch a network learn."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dlcore.network.losses import LOSSES
from dlcore.network.network import Backpropagation
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.training.training import Experiment, Trainer
from pages.lessons.training import (
    challenge,
    digits,
    exported_files,
    regression_fit,
    run_stage,
    save_picture,
    settings,
    stopped_run,
    streaming,
)
from pages.lessons.training.compare import compare
from pages.lessons.training.own_data import loading, own_data_panel
from pages.lessons.training.slow_motion import slow_motion
from pages.lessons.training.stages import continue_run, edit_weights
from pages.lessons.training.values import TrainingValues
from pages.ui import controls, names
from pages.ui.address import link_notes
from pages.ui.controls import drawn_curve
from pages.ui.parts import downloads, lesson
from pages.ui.parts.stage import stage
from pages.ui.serving import runs
from pages.ui.text import Text, say
from pages.ui.training_run import run_pictures, thumbnails
from pages.ui.training_run.first_run import FIRST_RUN

LESSON = "training"

MAPS = {run_stage.OUTPUT: names.OUTPUT} | {
    f"{layer}.{index}": Text(f"Layer {layer}, neuron {index + 1}", f"{layer}층 뉴런 {index + 1}")
    for layer in range(8)
    for index in range(64)
}


def neurons(chosen: TrainingValues) -> list[str]:
    """Maps that can be shown large: the output, or any neuron before it."""
    data = settings.source(chosen)
    widths = (data.inputs if data.table else len(chosen.features), *chosen.hidden)
    return [run_stage.OUTPUT, *(f"{layer}.{index}" for layer, width in enumerate(widths) for index in range(width))]


TOOLS = {
    "none": Text("The run", "학습 과정"),
    "go_on": Text("Continue training", "이어서 훈련하기"),
    "by_hand": Text("The run", "학습 과정"),
    "compare": Text("Compare runs", "실행 비교"),
    "slow": Text("Slow motion", "슬로 모션"),
}
CONTROLS: controls.Controls[TrainingValues] = (
    *settings.DATA,
    *settings.MODEL,
    *settings.LEARNING,
    stopped_run.StoppedAt(),
    controls.Choice(
        "map", Text("Shown large", "크게 볼 뉴런"), options=MAPS, default=run_stage.OUTPUT, allowed=neurons
    ),
    continue_run.CHAIN,
    controls.Choice(
        "tool",
        Text("Experiment", "실험"),
        options=TOOLS,
        default="none",
        row=True,
        lasting=True,
        former={"by_hand": "none"},
    ),
    continue_run.KEEP,
    *edit_weights.CONTROLS,
    controls.Flag("log", Text("Loss on a log axis", "손실을 로그 축으로"), default=False),
    *compare.CONTROLS,
    *slow_motion.CONTROLS,
)
PRESETS = (
    controls.Preset("spiral", Text("Spiral", "나선"), {}),
    controls.Preset(
        "bare",
        Text("Spiral without hidden layers", "은닉층 없는 나선"),
        {"hidden": (), "features": ("x1", "x2")},
    ),
    controls.Preset(
        "rate",
        Text("A rate too large", "너무 큰 학습률"),
        {"optimizer": "sgd", "loss": "squared", "learning_rate": 3.0},
    ),
    controls.Preset(
        "wave",
        Text("Fit a sine wave", "사인 곡선 맞추기"),
        {"dataset": "sine", "n": 100, "noise": 0.5, "features": ("x1",), "hidden": (8,), "loss": "squared"},
    ),
    controls.Preset(
        "digits",
        Text("Read digits", "숫자 읽기"),
        {"dataset": "digits", "n": 800, "hidden": (16,), "epochs": 20, "learning_rate": 0.01, "noise": 0.0},
    ),
    controls.Preset(
        "diabetes",
        Text("Predict a number", "수치 예측하기"),
        {"dataset": "diabetes", "n": 440, "loss": "squared", "noise": 0.0},
    ),
    controls.Preset("drawn", Text("Draw your own points", "점을 직접 찍기"), {"dataset": "drawn"}),
)
TrainingPanel = controls.Panel[TrainingValues]

DATA, MODEL, LEARNING = names.DATA, names.MODEL, Text("Learning", "학습")
MORE_PICTURES = Text("More pictures of the run", "학습 과정 더 보기")
ALL_ROWS = Text("The table has {rows:,} rows: all of them are used.", "표의 행 {rows:,}개를 모두 씁니다.")
WITHOUT_PENALTY = Text(
    "The losses and gradients drawn leave the penalty out.", "그림의 손실과 기울기에는 규제 항이 들어 있지 않습니다."
)
PICTURES = {
    f"{LESSON}.stage/plane": Text("Prediction", "예측"),
    f"{LESSON}.stage/network": names.NETWORK,
    f"{LESSON}.losses": names.LOSS,
    f"{LESSON}.accuracies": Text("Accuracy", "정확도"),
    f"{LESSON}.gradients": Text("Gradients", "기울기"),
    f"{LESSON}.confusions": Text("Confusion matrix", "혼동 행렬"),
}
"""The pictures that can be saved, by their keys; of the stage, each part by itself."""


def show() -> None:
    """Draw the page; what the link says of a stopped run is read before the controls write the link anew."""
    st.session_state[f"{LESSON}:stopped_in_link"] = stopped_run.in_link()
    PAGE.show()


def draw_run(panel: TrainingPanel) -> None:
    """Draw a run: its controls, the network and the plane, the losses."""
    experiment = settings.experiment(panel.value)
    if panel.value.keep and continue_run.can_keep_training(experiment):
        continue_run.keep_training(panel, experiment)
    else:
        main_controls(panel)
    draw_film(panel)


def main_controls(panel: TrainingPanel, last: str = "epochs") -> None:
    """Draw the six controls that a run is about; the last one may be another."""
    stopped = st.session_state.pop(f"{LESSON}:stopped_in_link", stopped_run.NOWHERE)
    link_notes.show(stopped_run.notes(stopped, panel.value))
    loading.table(panel.value.dataset)
    lesson.row(panel, "dataset", "loss", "optimizer", "learning_rate", "batch_size", last)
    own_data_panel.show(LESSON, panel.value.dataset)


def draw_film(panel: TrainingPanel) -> None:
    """Draw the run as far as it goes, and below it what is moved less often."""
    with streaming.watched(panel, settings.experiment(panel.value)) as watch:
        run_stage.show(panel, watch)
        run_stage.show_rest(panel, watch.experiment)
        if panel.value.tool == "compare":
            compare.show_differences(panel, watch.experiment)
        show_settings(panel, watch.experiment)
        show_more_pictures(panel, watch.experiment)


def show_settings(panel: TrainingPanel, experiment: Experiment) -> None:
    """Draw the rest of the controls: data, model, learning."""
    run_pictures.describe(experiment)
    data, model, learning = st.columns(3, gap="medium")
    with data:
        st.subheader(say(DATA))
        show_data(panel)
    with model:
        st.subheader(say(MODEL))
        panel.draw("hidden", "activation", "initialization")
        run_pictures.facts(experiment)
    with learning:
        st.subheader(say(LEARNING))
        panel.draw("schedule", "regularization", "regularization_strength")
        if any(experiment.in_stage(k).regularization != "none" for k in range(len(experiment.stages) + 1)):
            st.caption(say(WITHOUT_PENALTY))
        panel.draw("log")


def draw_go_on(panel: TrainingPanel) -> None:
    """Draw what is to change from the frame shown on, and the film."""
    continue_run.show(panel, settings.experiment(panel.value))
    draw_film(panel)


def draw_compare(panel: TrainingPanel) -> None:
    """Draw a run beside others: a pinned one on the stage, or several."""
    lesson.row(
        panel, "compare", "loss", "optimizer", "learning_rate", "batch_size", "epochs", more=("dataset", "hidden")
    )
    own_data_panel.show(LESSON, panel.value.dataset)
    if panel.value.compare == "pin":
        draw_film(panel)
    else:
        compare.show(panel, settings.experiment(panel.value))


def draw_slow(panel: TrainingPanel) -> None:
    """Draw single updates of the run."""
    main_controls(panel, "slow_from")
    slow_motion.show(panel, settings.experiment(panel.value))


def show_data(panel: TrainingPanel) -> None:
    """Draw the controls of the data, and say so where more examples are asked for than a table has."""
    panel.draw("n")
    if rows := settings.all_rows(panel.value):
        st.caption(say(ALL_ROWS, rows=rows))
    panel.draw("noise", "train_share", "features", "seed")


def show_more_pictures(panel: TrainingPanel, experiment: Experiment) -> None:
    """Draw what else training changed, two pictures a row: of a table at once, of a toy shape when it is unfolded."""
    data = experiment.source
    classes, number = (data.table and data.task == task for task in ("classification", "regression"))
    shown: list[tuple[Callable[[Experiment, str], None], str, bool]] = [
        (run_pictures.gradients, "gradients", True),
        (run_pictures.confusions, "confusions", classes),
        (digits.weights, "weights", data.name == "digits"),
        (digits.misread_digits, "misread", data.name == "digits"),
        (regression_fit.predictions, "fit", number),
        (regression_fit.spread, "residuals", number),
    ]
    name = "pictures-of-a-table" if data.table else "pictures"
    with lesson.unfolded(LESSON, name, MORE_PICTURES, ":material/bar_chart:", expanded=data.table) as folder:
        if folder.open:
            columns = st.columns(2, gap="medium")
            for place, (draw, name) in enumerate((draw, name) for draw, name, fits in shown if fits):
                with columns[place % 2]:
                    draw(experiment, f"{LESSON}.{name}")


def code(chosen: TrainingValues) -> Sequence[Callable[..., Any] | type]:
    """Return what ran: the trainer, backpropagation, the loss and the optimizer chosen."""
    loss, optimizer = LOSSES[chosen.loss], type(OPTIMIZERS[chosen.optimizer]())
    stages = (Trainer.begin_stage,) if chosen.stages else ()
    return (Trainer.advance, *stages, Backpropagation, loss.value, loss.grad, optimizer, descend)


def files(chosen: TrainingValues) -> Sequence[downloads.File]:
    """Return everything that can be taken along of the run; nothing of a long one before it is over."""
    experiment = settings.experiment(chosen)
    if streaming.is_long(experiment) and not runs.is_kept(experiment):
        return ()
    return exported_files.files(experiment)


SCREENS = (
    lesson.Screen("none", TOOLS["none"], draw_run, question="question", asked=PRESETS[1].values, also=("by_hand",)),
    lesson.Screen("go_on", TOOLS["go_on"], draw_go_on),
    lesson.Screen("compare", TOOLS["compare"], draw_compare),
    lesson.Screen("slow", TOOLS["slow"], draw_slow),
)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=challenge.TASK,
    code=code,
    files=files,
    selector="tool",
    components=(stage.STAGE, drawn_curve.CURVE),
    saving=partial(save_picture.show, PICTURES, f"{LESSON}.save"),
)


def glance() -> None:
    """Draw the small picture of the lesson: the spiral, learned."""
    thumbnails.run(FIRST_RUN)
