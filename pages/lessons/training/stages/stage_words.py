"""The words of stages: what each changes, and the buttons and hints around them."""

from dlcore.training.stages import Edit, Stage
from pages.ui import names
from pages.ui.controls.sliders import readable
from pages.ui.text import Text, say

LABEL = Text("Stages", "단계")
NOTHING = Text("no stage", "없음")
GAVE_WAY = Text(
    "Not all the stages fit this run. Asked for: {asked}. What is used: {value}.",
    "이 실행에 맞지 않는 단계가 있어 고쳤습니다. 요청한 단계: {asked}. 실제로 쓰는 단계: {value}.",
)
STEP = Text("from step {step:,}: {what}", "{step:,}스텝부터: {what}")
SAME = Text("as before", "그대로")
HAND = Text("held, to be changed by hand", "가중치를 직접 바꾸기 위해 멈춤")
EPOCHS = Text("{epochs:,} epoch{epochs:~s} more", "{epochs:,} 에포크 더")
WEIGHT = Text("w(layer {layer}: {row} → {column}) = {value}", "w({layer}층: {row} → {column}) = {value}")
BIAS = Text("b(layer {layer}: {column}) = {value}", "b({layer}층: {column}) = {value}")
NAMED = {
    "learning_rate": Text("learning rate {value}", "학습률 {value}"),
    "schedule": Text("learning-rate schedule {value}, from its start", "학습률 스케줄 {value} (처음부터)"),
    "batch_size": Text("batch size {value}", "배치 크기 {value}"),
    "optimizer": Text("optimizer {value}", "옵티마이저 {value}"),
    "loss": Text("loss {value}", "손실 함수 {value}"),
    "regularization": Text("regularization {value}", "규제 {value}"),
    "regularization_strength": Text("λ {value}", "λ {value}"),
}
REGISTRIES = {
    "schedule": names.SCHEDULES,
    "optimizer": names.OPTIMIZERS,
    "loss": names.LOSSES,
    "regularization": names.REGULARIZATIONS,
}

HOW = Text(
    "Set what is to change, bring the film to a frame, and press the button: training goes on from exactly the "
    "weights of that frame. What came after it is left out.",
    "바꿀 설정을 정하고 애니메이션을 원하는 프레임에 둔 뒤 버튼을 누르십시오. 바로 그 프레임의 가중치에서 훈련을 이어 "
    "가고, 그 뒤의 프레임은 버립니다.",
)
KEEP = Text("Keep training", "이어서 훈련")
KEEP_HELP = Text(
    "On: a change of rate, batch size, optimizer or loss trains on from the last frame, as one more stage of this run. "
    "Off: it begins a new run.",
    "켜면 학습률, 배치 크기, 옵티마이저, 손실 함수를 바꿀 때 마지막 프레임에서 이어 훈련하고, 그 부분이 새 단계가 "
    "됩니다. 끄면 처음부터 새로 훈련합니다.",
)
GO_ON = Text("Go on from the frame shown", "지금 프레임에서 이어 가기")
MORE_EPOCHS = Text("Epochs to add", "더할 에포크")
FRESH = Text(
    "Another optimizer begins with an empty memory.", "옵티마이저를 바꾸면 모멘텀 같은 누적값을 비우고 새로 시작합니다."
)
KEPT = Text(
    "The optimizer keeps its memory, and the order of the examples goes on.",
    "옵티마이저의 누적값을 그대로 유지하고, 예제의 순서도 이어집니다.",
)
NEW_EPOCH = Text("Another batch size begins a new epoch.", "배치 크기를 바꾸면 새 에포크가 시작됩니다.")
RESTARTS = Text("The learning-rate schedule begins anew.", "학습률 스케줄은 처음부터 다시 시작합니다.")
ANOTHER_LOSS = Text(
    "From there on the curve is measured by another loss: where it changes, the curve jumps.",
    "거기서부터 곡선은 다른 손실 함수로 잰 값이므로, 바뀌는 곳에서 곡선이 끊겨 보입니다.",
)
DIVERGED_FRAME = Text(
    "Nothing goes on from the frame in which the run diverged; the one before it is taken.",
    "발산한 프레임에서는 이어 갈 수 없으므로 그 앞 프레임에서 이어 갑니다.",
)
CHAIN = Text("The stages so far", "지금까지의 단계")
CUT = Text("from the start: the settings above, up to step {step:,}", "처음부터: 위의 설정으로 {step:,}스텝까지")
UNREACHED = Text("not reached: the run diverged before", "발산하여 여기까지 오지 못함")
UNDO = Text("Take the last one back", "마지막 단계 취소")
START_OVER = Text("Only the first run", "처음 실행만 남기기")
FULL = Text(
    "A film has at most {most} stages. Take one back to go on otherwise.",
    "단계는 {most}개까지 둘 수 있습니다. 하나를 취소하면 다르게 이어 갈 수 있습니다.",
)

HELD = Text(
    "The film ends at step {step:,}, and its weights can be edited. Click an edge of the drawing to choose it, or the "
    "dot at a neuron's corner for its bias. With the keyboard: the arrow keys go from neuron to neuron, Shift with ↑ ↓ "
    "through the edges into one, Enter chooses.",
    "애니메이션은 {step:,}스텝에서 멈추었고, 그 가중치를 바꿀 수 있습니다. 그림에서 간선을 누르면 그 가중치가, "
    "뉴런 모서리의 점을 누르면 그 편향이 선택됩니다. 키보드로는 화살표 키로 뉴런 사이를 옮겨 다니고, "
    "Shift와 ↑ ↓로 그 뉴런에 들어오는 간선을 차례로 옮겨 다닌 뒤 Enter 키로 고릅니다.",
)
LAYER = Text("Layer", "층")
TO = Text("Into neuron", "받는 뉴런")
FROM = Text("From neuron (0: bias)", "보내는 뉴런 (0: 편향)")
EFFECT = Text(
    "Training loss {before:.4f} → {after:.4f}: a change of {change:+.4f}. "
    "The gradient predicted g·Δw = {predicted:+.4f}.",
    "훈련 손실 {before:.4f} → {after:.4f}, 변화 {change:+.4f}. 기울기로 예측한 변화는 g·Δw = {predicted:+.4f}.",
)
NEAR = Text(
    "For a step this small the gradient predicts nearly all of the change.",
    "변화가 이만큼 작으면 기울기만으로도 손실의 변화를 거의 정확히 알 수 있습니다.",
)
FAR = Text(
    "The slope holds only near the old value: over a step this long the loss has bent away from it.",
    "기울기로 한 예측은 원래 값 가까이에서만 맞습니다. 변화가 이만큼 크면 손실이 접선에서 벗어납니다.",
)
FLAT = Text("Nothing of the loss has changed.", "손실은 그대로입니다.")
TRAIN = Text("Train from here", "여기서부터 훈련")


def nothing() -> str:
    return say(NOTHING)


def line(stage: Stage) -> str:
    """One stage in a line: where it begins, what it changes, how long it goes on."""
    parts = [say(NAMED[name], value=_named(name, value)) for name, value in stage.changes.items()]
    parts += [edited(edit) for edit in stage.edits] or ([] if parts else [say(SAME if stage.epochs else HAND)])
    if stage.epochs:
        parts.append(say(EPOCHS, epochs=stage.epochs))
    return say(STEP, step=stage.step, what=", ".join(parts))


def edited(edit: Edit) -> str:
    """A parameter that was set by hand, counted from 1 as it is drawn."""
    numbers = {"layer": edit.layer + 1, "row": edit.row + 1, "column": edit.column + 1, "value": readable(edit.value)}
    return say(BIAS if edit.row == -1 else WEIGHT, **numbers)


def _named(name: str, value: float | str) -> str:
    return say(REGISTRIES[name][str(value)]) if name in REGISTRIES else readable(float(value))
