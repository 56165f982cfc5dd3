"""The words of slow motion, in both languages."""

from pages.ui import names
from pages.ui.text import Text

FIRST = Text("From update", "몇 번째 갱신부터")
INTRODUCTION = Text(
    "One update after the other, each in four phases. The examples of its batch are lit, and ◉ is their loss; arrows "
    "on the edges show where each weight is pushed, against its gradient: ▲ up, ▼ down, the larger the stronger.",
    "갱신을 하나씩, 네 단계로 나누어 봅니다. 배치에 든 예제를 밝게 표시하며 ◉는 그 예제들의 손실입니다. 간선의 "
    "화살표는 가중치가 바뀌는 방향, 곧 기울기의 반대 방향을 나타냅니다. ▲는 커지는 쪽, ▼는 작아지는 쪽이며 화살표가 "
    "클수록 많이 바뀝니다.",
)
ON_THE_WAY = Text("Training up to that update …", "그 갱신까지 훈련하는 중입니다 …")
PENALTY = Text(
    "The gradient includes the regularization; the losses do not.",
    "기울기에는 규제 항이 포함되고, 손실에는 포함되지 않습니다.",
)
PHASES = {
    "forward": names.FORWARD,
    "loss": names.THEN_LOSS,
    "backward": names.BACKWARD,
    "update": names.UPDATE,
}
NOW = Text("update {step:,} of {total:,} · {phase}", "갱신 {step:,}/{total:,} · {phase}")
FORWARD = Text("1 Forward: {count} of {all} examples", "1 순전파: 예제 {all}개 중 {count}개")
LOSS = Text("2 Loss: {before}, mean of the batch", "2 손실: 배치 평균 {before}")
BACKWARD = Text("3 Backward: gradient norm {gradient}", "3 역전파: 기울기의 크기 {gradient}")
UPDATE = Text("4 Update: step {step}, loss {before} → {after}", "4 갱신: 스텝 {step}, 손실 {before} → {after}")
DIVERGED = Text(
    "The run diverged at step {step:,}: these are the updates up to there.",
    "{step:,}스텝에서 발산했습니다. 거기까지의 갱신을 보여 줍니다.",
)
WORSE = Text(
    "In {count} of {updates} update{updates:~s} the loss of the very batch rose: the step was too long for it, or "
    "momentum pulled another way.",
    "이 {updates}번의 갱신 가운데 {count}번은 바로 그 배치의 손실이 오히려 늘었습니다. "
    "스텝이 너무 컸거나 모멘텀이 다른 쪽으로 끈 것입니다.",
)
ALT_STAGE = Text(
    "A network of layers {sizes} and what it says of the examples, those of the batch lit. {updates} "
    "update{updates:~s} from number {first} on; arrows on the edges point up or down as each weight is pushed against "
    "its gradient. In the first the gradient has size {size}, and the loss of the batch goes from {before} to {after}.",
    "층 구조가 {sizes}인 신경망과 그 예측. {first}번째부터 갱신 {updates}번이며, 배치에 든 예제를 밝게 표시했습니다. "
    "간선의 화살표는 가중치가 기울기의 반대쪽(커지거나 작아지는 쪽)으로 바뀌는 것을 나타냅니다. 첫 갱신에서 기울기의 "
    "크기는 {size}, 배치의 손실: {before} → {after}.",
)
ALT_PHASES = Text(
    "The four phases of each update in numbers. In the first the loss of the batch goes from {before} to {after}.",
    "각 갱신의 네 단계를 수로 적은 것. 첫 갱신에서 배치의 손실: {before} → {after}.",
)
