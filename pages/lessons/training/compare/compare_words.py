"""The words of the tool that compares runs, in both languages."""

from pages.ui import names
from pages.ui.text import Text

COMPARE = Text("Compare with", "비교할 대상")
WAYS = {
    "pin": Text("A pinned run", "기준 실행"),
    "seeds": Text("Other seeds", "시드만 바꾸기"),
    "settings": Text("Up to eight settings", "설정값 바꾸기 (여덟 개까지)"),
}
PINNED, THIS = Text("Pinned run", "기준 실행"), Text("This run", "지금 실행")
PIN, UNPIN = Text("Pin", "기준으로"), Text("Unpin", "기준 해제")
PIN_HELP = Text(
    "Keeps this run: change any control, and it stands beside the new one, in grey in the charts. One link holds both.",
    "지금 실행을 비교 기준으로 정합니다. 설정을 바꾸면 새 실행 옆에 나란히 그려지고 그래프에는 회색으로 남습니다. "
    "링크 하나에 둘 다 담깁니다.",
)
OTHER_LOSS = Text(
    "The pinned run has another loss function: its losses cannot be compared with these and are not drawn on their "
    "axis. The accuracies can be compared.",
    "기준 실행은 손실 함수가 달라 손실을 서로 비교할 수 없으므로 같은 축에 그리지 않습니다. 정확도는 비교할 수 "
    "있습니다.",
)
NOTHING_PINNED = Text(
    "Pin the run beside the player, then change any control.",
    "재생기 옆 버튼으로 지금 실행을 비교 기준으로 정한 뒤 설정을 바꿔 보십시오.",
)
STILL_THE_SAME = Text(
    "The pinned run is the run shown. Change a control above.",
    "기준 실행과 지금 실행이 같습니다. 위의 설정을 바꿔 보십시오.",
)
SHARED = Text("The same in both: {things}.", "두 실행에서 같은 것: {things}.")
NOT_SHARED = Text("Not the same: {reasons}.", "같지 않은 것: {reasons}.")
SAME = {
    "data": Text("data", "데이터"),
    "start": Text("first weights", "초기 가중치"),
    "batches": Text("batches, in the same order", "배치와 그 순서"),
}
OTHER = {
    "data": Text("the data", "데이터"),
    "start": Text(
        "the first weights, as another network or another initialisation needs others",
        "초기 가중치(신경망이나 초기화 방법이 다르면 초기 가중치도 달라집니다)",
    ),
    "batches": Text("the batches", "배치"),
}
NOW = Text("epoch {epoch:.1f}", "에포크 {epoch:.1f}")
EPOCH = names.EPOCH_AXIS
DIFFERENCES = Text("What differs", "달라진 것")
RESULTS = {
    "train_loss": Text("Training loss at the end", "최종 훈련 손실"),
    "test_loss": Text("Test loss at the end", "최종 시험 손실"),
    "train_share": Text("Training accuracy at the end", "최종 훈련 정확도"),
    "test_share": Text("Test accuracy at the end", "최종 시험 정확도"),
    "updates": Text("Updates", "갱신 횟수"),
    "diverged": Text("Diverged at step", "발산한 스텝"),
}
NEVER = Text("–", "–")
NONE = Text("–", "–")
BAND_NOTE = Text(
    "{runs} runs on the same data with the same settings. Only chance differs: the first weights and the order of the "
    "batches. The band reaches from the lowest loss to the highest, the line in it is the median, the "
    "dashed line is the run above.",
    "같은 데이터와 같은 설정으로 {runs}번 실행했습니다. 시드만 달라서 초기 가중치와 배치 순서만 다릅니다. "
    "띠는 가장 작은 손실부터 가장 큰 손실까지이고, 그 안의 실선은 중앙값, 점선은 위의 실행입니다.",
)
SHORTER = Text(
    "To keep this quick the runs here end after {epochs:,} epoch{epochs:~s}.",
    "빨리 보여 주기 위해 여기서는 {epochs:,} 에포크에서 멈춥니다.",
)
RUNS_DIVERGED = Text("{count} of the {runs} runs diverged.", "{runs}번 가운데 {count}번이 발산했습니다.")
TRAIN_LOSS, TEST_LOSS = names.TRAINING_LOSS, Text("test loss", "시험 손실")
AT_THE_END = Text("At the end", "학습이 끝났을 때")
LEAST, MEDIAN, GREATEST, OWN = (
    Text("least", "최솟값"),
    Text("median", "중앙값"),
    Text("greatest", "최댓값"),
    Text("run above", "위의 실행"),
)
ALT_BAND = Text(
    "{part} of {runs} runs against the epoch; at the end from {least} to {greatest}, median {median}.",
    "실행 {runs}개의 에포크별 {part}. 학습이 끝났을 때 {least}부터 {greatest}까지, 중앙값 {median}.",
)
TRAINING = Text("Training …", "훈련하는 중 …")

VARIED = Text("Vary", "바꿀 설정")
SAME_OTHERWISE = Text(
    "Everything else is as above: same data, same seed. The film runs by epochs; all show the same moment.",
    "나머지는 모두 위와 같습니다. 데이터도 시드도 같습니다. 애니메이션은 에포크를 따라가며 모두 같은 순간을 보여 "
    "줍니다.",
)
ENDING = Text("training {train}  \ntest {test}", "훈련 {train}  \n시험 {test}")
LOSSES_AT_THE_END = Text("Below each: its losses at the end.", "그림 아래의 수는 학습이 끝났을 때의 손실입니다.")
DIVERGED = names.DIVERGED_LATE
EPOCHS = Text("{epochs:,} epoch{epochs:~s}", "{epochs:,} 에포크")
HERE = Text("▸ {name}", "▸ {name}")
ALT_SMALL = Text("{name}: what the model says. At the end {ending}.", "{name}: 모델의 예측. 학습이 끝났을 때 {ending}.")
