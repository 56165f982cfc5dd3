"""The laboratory: pick data, model, loss and the way of learning, and watch a network learn."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from dlcore.network.losses import LOSSES
from dlcore.network.network import Backpropagation
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.training.training import Experiment, Trainer
from pages.lessons.training import (
    digits,
    exported_files,
    regression_fit,
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
from pages.ui import controls
from pages.ui.address import held_answers
from pages.ui.parts import downloads, mathematics, quiz, source
from pages.ui.serving import runs
from pages.ui.text import Text, prose, say
from pages.ui.training_run import run_pictures, thumbnails
from pages.ui.training_run.first_run import FIRST_RUN

LESSON = "training"
TITLE = Text("Training a neural network: the laboratory", "신경망 학습 과정 지켜보기: 실험실")

OUTPUT = "output"
MAPS = {OUTPUT: Text("Output of the network", "신경망의 출력")} | {
    f"{layer}.{index}": Text(f"Layer {layer}, neuron {index + 1}", f"{layer}층 뉴런 {index + 1}")
    for layer in range(8)
    for index in range(64)
}


def neurons(chosen: TrainingValues) -> list[str]:
    """Maps that can be shown large: the output, or any neuron before it."""
    data = settings.source(chosen)
    widths = (data.inputs if data.table else len(chosen.features), *chosen.hidden)
    return [OUTPUT, *(f"{layer}.{index}" for layer, width in enumerate(widths) for index in range(width))]


TOOLS = {
    "none": Text("Just the film", "애니메이션만"),
    "go_on": Text("Go on from here", "여기서 이어 가기"),
    "by_hand": Text("By hand", "가중치 직접 바꾸기"),
    "compare": Text("Compare", "비교"),
    "slow": Text("Slow motion", "슬로 모션"),
}
CONTROLS: controls.Controls[TrainingValues] = (
    *settings.DATA,
    *settings.MODEL,
    *settings.LEARNING,
    stopped_run.Stop(),
    controls.Choice("map", Text("Large map", "크게 볼 뉴런"), options=MAPS, default=OUTPUT, allowed=neurons),
    continue_run.CHAIN,
    controls.Choice("tool", Text("Go further", "더 해 보기"), options=TOOLS, default="none", row=True, lasting=True),
    *edit_weights.CONTROLS,
    controls.Flag("log", Text("Loss on a log axis", "손실을 로그 축으로"), default=False),
    *compare.CONTROLS,
    *slow_motion.CONTROLS,
)
FURTHER = ("tool", *(control.id for control in (*edit_weights.CONTROLS, *compare.CONTROLS, *slow_motion.CONTROLS)))
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
CHALLENGE = {
    "dataset": "circles",
    "features": ("x1", "x2"),
    "optimizer": "sgd",
    "learning_rate": 0.3,
    "epochs": 30,
    "batch_size": 150,
    "seed": 1,
}
GOAL = 0.05
BEGIN = Text("Go to the start", "도전 시작")
SO_FAR = Text("test loss {loss:.3f} with batches of {batch_size}", "배치 크기 {batch_size}에서 시험 손실 {loss:.3f}")
ELSEWHERE = Text("The settings differ from the task.", "지금 설정이 과제와 다릅니다.")

DATA, MODEL, LEARNING = Text("Data", "데이터"), Text("Model", "모델"), Text("Learning", "학습")
PREDICTION, CHANGED = Text("Prediction", "예측"), Text("What changed", "달라진 것")
ALL_ROWS = Text("The table has {rows:,} rows: all of them are used.", "표의 행 {rows:,}개를 모두 씁니다.")
TRY_IT = Text("Run it without hidden layers", "은닉층 없이 실행해 보기")
PICTURES = {
    f"{LESSON}.prediction": PREDICTION,
    f"{LESSON}.neuron": Text("Large map of a neuron", "크게 본 뉴런의 지도"),
    f"{LESSON}.network": Text("Network", "신경망"),
    f"{LESSON}.losses": Text("Loss", "손실"),
    f"{LESSON}.accuracies": Text("Accuracy", "정확도"),
    f"{LESSON}.gradients": Text("Gradients", "기울기"),
    f"{LESSON}.confusions": Text("Confusion matrix", "혼동 행렬"),
}
"""The pictures that can be saved, by their keys."""


def show() -> None:
    """Draw the page."""
    words = prose(LESSON)
    st.title(say(TITLE))
    st.markdown(words["claim"])
    stopped = stopped_run.in_link()
    panel = controls.prepare(LESSON, CONTROLS, PRESETS)
    panel.notes += stopped_run.lost(stopped, panel.value)
    loading.table(panel.value.dataset)
    with streaming.watched(panel, settings.experiment(panel.value)) as watch:
        show_run(panel, watch, words)


def show_run(panel: controls.Panel[TrainingValues], watch: streaming.Watch, words: Mapping[str, str]) -> None:
    """Draw the run, as far as it goes, and all that is said about it."""
    experiment = watch.experiment
    panel.draw_notes()
    panel.draw_presets()
    run_pictures.film_player(experiment, f"{LESSON}.film", follow=watch.going)
    watch.show_progress()
    own_data_panel.show(LESSON, panel.value.dataset)
    shares = [1.2, 1.1, 1.2] if settings.is_drawn(panel.value) else [0.75, 1.35, 1.3]
    data, model, prediction = st.columns(shares, gap="medium")
    with data:
        st.subheader(say(DATA))
        show_data(panel)
    with model:
        st.subheader(say(MODEL))
        show_model(panel, experiment)
    with prediction:
        st.subheader(say(PREDICTION if panel.value.map == OUTPUT else MAPS[panel.value.map]))
        show_prediction(panel, experiment)
    learning, changed = st.columns([0.75, 2.65], gap="medium")
    with learning:
        st.subheader(say(LEARNING))
        panel.draw("loss", "optimizer", "learning_rate", "batch_size", "epochs")
        panel.draw(without=FURTHER)
    with changed:
        st.subheader(say(CHANGED))
        show_changes(panel, experiment)
    tools = st.empty()
    if not watch.going:
        with tools.container():
            show_tool(panel, experiment)
    held_answers.show(words["read"])
    mathematics.show(words["mathematics"])
    if quiz.predict(LESSON):
        quiz.compare(LESSON)
        st.button(say(TRY_IT), key=f"{LESSON}.bare", on_click=controls.set_values, args=(LESSON, PRESETS[1].values))
    show_challenge(words["challenge"], experiment)
    loss, optimizer = LOSSES[experiment.loss], type(OPTIMIZERS[experiment.optimizer]())
    stages = (Trainer.begin_stage,) if experiment.stages else ()
    source.show(Trainer.advance, *stages, Backpropagation, loss.value, loss.grad, optimizer, descend)
    files = st.empty()
    if not watch.going:
        with files.container():
            downloads.show(LESSON, *exported_files.files(experiment))
    save_picture.show(PICTURES, f"{LESSON}.save")


def glance() -> None:
    """Draw the small picture of the lesson: the spiral, learned."""
    thumbnails.run(FIRST_RUN)


def show_tool(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the tool that is chosen, and the chain of what was gone on with."""
    panel.draw("tool")
    drawn = {
        "go_on": continue_run.show,
        "by_hand": edit_weights.show,
        "compare": compare.show,
        "slow": slow_motion.show,
    }
    if show := drawn.get(panel.value.tool):
        show(panel, experiment)
    continue_run.show_chain(panel, experiment)


def show_data(panel: controls.Panel[TrainingValues]) -> None:
    """Draw the controls of the data, and say so where more examples are asked for than a table has."""
    panel.draw("dataset", "points", "n")
    if rows := settings.all_rows(panel.value):
        st.caption(say(ALL_ROWS, rows=rows))
    panel.draw("noise", "train_share", "features", "seed")


def show_model(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the network, a click on whose neurons makes their map large, and the controls of the model."""
    chosen = panel.value.map
    run_pictures.network(
        experiment,
        f"{LESSON}.network",
        selected=None if chosen == OUTPUT else chosen,
        on_choose=lambda name: choose(panel, name),
        **edit_weights.choosing(panel, experiment),
    )
    run_pictures.facts(experiment)
    panel.draw("hidden", "activation")


def choose(panel: controls.Panel[TrainingValues], name: str) -> None:
    """Make the map of a neuron large and, while weights are set by hand, choose those that lead to it."""
    layer, index = name.split(".")
    hand = (
        {"hand_layer": int(layer), "hand_to": int(index) + 1}
        if layer != "0" and edit_weights.shown(panel.value)
        else {}
    )
    controls.change(LESSON, map=name if name in neurons(panel.value) else OUTPUT, **hand)()


def show_prediction(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw the large map: the network's output, or one neuron."""
    if panel.value.map == OUTPUT:
        run_pictures.prediction(experiment, f"{LESSON}.prediction")
    else:
        run_pictures.neuron(experiment, panel.value.map, f"{LESSON}.neuron")
    panel.draw("map")


def show_changes(panel: controls.Panel[TrainingValues], experiment: Experiment) -> None:
    """Draw what training changed, two pictures a row: losses, accuracy, gradients, the confusion matrix of a table."""
    data = experiment.source
    shown: list[tuple[Callable[[Experiment, str], None], str, bool]] = [
        (partial(run_pictures.losses, log=panel.value.log), "losses", True),
        (run_pictures.accuracies, "accuracies", data.task == "classification"),
        (run_pictures.gradients, "gradients", True),
        (run_pictures.confusions, "confusions", data.table and data.task == "classification"),
        (digits.weights, "weights", data.name == "digits"),
        (digits.misread_digits, "misread", data.name == "digits"),
        (regression_fit.predictions, "fit", data.table and data.task == "regression"),
        (regression_fit.spread, "residuals", data.table and data.task == "regression"),
    ]
    drawn = [(draw, name) for draw, name, fits in shown if fits]
    wide = len(drawn) % 2
    for draw, name in drawn[:wide]:
        draw(experiment, f"{LESSON}.{name}")
    columns = st.columns(2, gap="medium")
    for place, (draw, name) in enumerate(drawn[wide:]):
        with columns[place % 2]:
            draw(experiment, f"{LESSON}.{name}")


def show_challenge(words: str, experiment: Experiment) -> None:
    """Set the task, and check it on the run that is shown."""
    start = {**{control.id: control.default for control in CONTROLS}, **CHALLENGE}
    fair = all(getattr(experiment, name) == start[name] for name in settings.FIELDS & set(start) - {"batch_size"})
    loss = float(runs.inspection(experiment).film.test_loss[-1])
    done = fair and loss < GOAL
    numbers = {"goal": GOAL, "epochs": CHALLENGE["epochs"], "loss": loss, "batch_size": experiment.batch_size}
    quiz.challenge(LESSON, done, SO_FAR if fair else ELSEWHERE, **numbers)
    st.button(say(BEGIN), key=f"{LESSON}.challenge", on_click=controls.set_values, args=(LESSON, CHALLENGE))
    if done:
        held_answers.show(words, "explained")
