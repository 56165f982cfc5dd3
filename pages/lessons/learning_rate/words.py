"""The short words of the lesson on the learning rate, in both languages."""

from pages.ui import names
from pages.ui.text import Text

OBJECTIVES = {
    "parabola": Text("Parabola", "포물선"),
    "double_well": Text("Two wells, one narrow", "두 골짜기, 하나는 좁음"),
    "trap": Text("Wide valley, narrow hole", "넓은 골짜기와 좁은 구멍"),
    "bumpy": Text("Bumpy valley", "울퉁불퉁한 골짜기"),
    "line": Text("Model: a line", "모델: 직선"),
    "network": Text("Model: a network (1-4-1)", "모델: 신경망 (1-4-1)"),
}
WELLS = {name: OBJECTIVES[name] for name in ("double_well", "trap", "bumpy")}

REGIMES = {
    "crawls": Text("crawls", "느림(수렴 전)"),
    "settles": Text("settles", "수렴"),
    "oscillates": Text("oscillates", "진동"),
    "diverges": Text("diverges", "발산"),
}

FACTOR = {
    "formula": Text(
        "Each step multiplies the distance by $1 - \\eta\\lambda = 1 - {rate} \\cdot {curvature} = {factor}$",
        "한 스텝마다 거리에 곱해지는 배율: $1 - \\eta\\lambda = 1 - {rate} \\cdot {curvature} = {factor}$",
    ),
    "schedule": Text(
        "The schedule changes η: the factor $1 - \\eta_t\\lambda$ goes from ${first}$ to ${last}$.",
        "학습률 스케줄이 η를 바꿉니다. 거리에 곱해지는 배율 $1 - \\eta_t\\lambda$: ${first}$ → ${last}$",
    ),
    "same": Text(
        "It keeps that share of its distance and stays on its side.",
        "거리가 그 배율로 줄고, 같은 쪽에 머뭅니다.",
    ),
    "swing": Text(
        "It lands on the other side, at that share of its distance: it oscillates, and still comes nearer.",
        "반대쪽으로 넘어가지만 거리는 그 배율로 줄어듭니다. 진동하면서도 가까워집니다.",
    ),
    "exact": Text("It lands on the lowest point at once.", "단번에 가장 낮은 점에 닿습니다."),
    "edge": Text("It oscillates for ever and comes no nearer.", "가까워지지 않고 끝없이 진동합니다."),
    "out": Text(
        "It lands further out on the other side, each time.",
        "매번 반대쪽으로 더 멀리 벗어납니다.",
    ),
}

PARTS = {
    "here": Text("θ = {theta} · slope {slope}", "θ = {theta} · 기울기 {slope}"),
    "leaves": Text(
        "step {next} leaves the picture: θ = {landing}",
        "{next}번째 스텝에서 그림 밖으로 나감: θ = {landing}",
    ),
    "outside": Text(
        "after step {step}, outside: θ = {theta}",
        "{step}번째 스텝 뒤, 그림 밖: θ = {theta}",
    ),
}

LABELS = {
    "loss": names.LOSS,
    "step": names.STEP,
    "rate": names.LEARNING_RATE,
    "growing": Text("Learning rate η, growing with every step", "학습률 η (스텝마다 커짐)"),
    "final": Text("Loss after 100 steps", "100스텝 뒤의 손실"),
    "before": Text("Loss before the step", "갱신 직전의 손실"),
    "share": Text("In the deepest well", "가장 깊은 골짜기"),
    "caption": Text("step {step} · loss {loss}", "{step}스텝 · 손실 {loss}"),
    "ending": Text("diverged at step {step}", "{step}번째 스텝에서 발산"),
    "film_ends": Text(
        "The run diverged at step {step}: θ passed 10,000, the loss is {loss}. The film ends there.",
        "{step}번째 스텝에서 발산했습니다. θ가 10,000을 넘었고 손실은 {loss}입니다. 애니메이션은 거기서 끝납니다.",
    ),
    "alt": Text(
        "The descent. The loss at the end is {loss}.",
        "내려가는 과정. 마지막 손실은 {loss}입니다.",
    ),
    "alt_end": Text(
        "The descent leaves the picture and diverges at step {step}, with loss {loss}.",
        "그림을 벗어나 {step}번째 스텝에서 발산하며, 손실은 {loss}입니다.",
    ),
    "run": Text("η = {rate}: loss {loss}", "η = {rate}: 손실 {loss}"),
    "diverged": Text("η = {rate}: diverged at step {step}", "η = {rate}: {step}번째 스텝에서 발산"),
    "predicted": Text("predicted limit", "예측한 한계"),
    "chosen": Text("your η", "나의 η"),
    "limit_end": Text(
        "Where your run ended it is {limit}.",
        "지금 학습이 끝난 지점에서는 {limit}입니다.",
    ),
    "no_limit_end": Text(
        "Your run came to no place that has a limit: it diverged, or the loss bends downward there.",
        "지금 학습이 끝난 지점에서는 한계를 구할 수 없습니다. 발산했거나, 손실이 위로 볼록한 곳입니다.",
    ),
    "yours": Text(
        "A run of the sweep near your rate: **{regime}**.",
        "나의 학습률에 가장 가까운 실행: **{regime}**",
    ),
    "range": Text(
        "Range test: one run, its rate growing", "학습률 범위 테스트(LR range test): 학습률을 키우며 한 번 학습하기"
    ),
    "others": Text("Grey: η = {first}. Grey, dashed: η = {second}.", "회색: η = {first}. 회색 점선: η = {second}."),
    "data": Text("Download the steps (CSV)", "스텝별 기록 내려받기 (CSV)"),
}

DRAWING = {
    "label": Text("Drawing area: the loss against the step", "그리는 곳: 스텝에 따른 손실"),
    "place": Text("step {step}", "{step}스텝"),
    "start": Text("The descent at its start, before its first step.", "첫 스텝을 밟기 전, 출발점에 있는 모습."),
    "subject": Text("The loss", "손실이"),
    "class": Text(
        "{count} drew the loss at η = {rate}. Dashed: their median. Blue: the run.",
        "η = {rate}에서 {count}명이 손실을 그렸습니다. 점선은 그 중앙값, 파란 선은 실제 실행입니다.",
    ),
}

LIMITS = {
    "parabola": Text(
        "**Measured**: the largest rate at which the loss falls is {low}, the smallest at which it does not is {high}. "
        "**Predicted**: 2/λ = {limit}.",
        "**측정**: 손실이 줄어드는 가장 큰 학습률은 {low}, 줄지 않는 가장 작은 학습률은 {high}입니다. **예측**: 2/λ = "
        "{limit}.",
    ),
    "line": Text(
        "**Measured**: the largest rate at which the loss falls is {low}, the smallest at which it does not is {high}. "
        "**Predicted**: 2/λmax = {limit}, with λmax the largest curvature of the loss, the same everywhere.",
        "**측정**: 손실이 줄어드는 가장 큰 학습률은 {low}, 줄지 않는 가장 작은 학습률은 {high}입니다. "
        "**예측**: 2/λmax = {limit}. λmax는 손실의 가장 큰 곡률이며 어디서나 같습니다.",
    ),
    "wells": Text(
        "**Measured**: up to {low} the loss ends below its start, at {high} it does not. **Predicted**: at the lowest "
        "point 2/λ = {limit}; above it no run can rest *there*, though it may elsewhere.",
        "**측정**: {low}까지는 손실이 처음보다 낮게 끝나고, {high}에서는 그렇지 않습니다. **예측**: 가장 낮은 점에서 "
        "2/λ = {limit}. 그보다 크면 *거기* 머물 수 없지만, 다른 곳에는 머물 수도 있습니다.",
    ),
    "network": Text(
        "**Measured**: up to {low} the loss ends below its start, at {high} it does not. "
        "**Predicted** from the curvature at the first θ: 2/λmax = {limit}. "
        "A network's curvature changes as it learns, so this is a guide, not a law.",
        "**측정**: {low}까지는 손실이 처음보다 낮게 끝나고, {high}에서는 그렇지 않습니다. 첫 θ의 곡률에 따른 **예측**: "
        "2/λmax = {limit}. 신경망의 곡률은 학습하는 동안 바뀌므로, 이 값은 정확한 한계가 아니라 대략의 기준입니다.",
    ),
}

ARRIVALS = {
    "plain": Text("No noise", "잡음 없음"),
    "noisy": Text("Noise", "잡음 있음"),
    "diverged": Text("Diverged", "발산"),
}

JUDGED = Text(
    "Only rates at which fewer than half of the runs diverge are compared.",
    "발산한 실행이 절반 미만인 학습률만 비교했습니다.",
)
SAYS = {
    "slow": Text(
        "at the lowest rate {slow} end in the deepest well.",
        "가장 작은 학습률에서는 {slow}가 가장 깊은 골짜기에서 끝납니다.",
    ),
    "helps": Text(
        "A larger rate helps: up to {best}, at η = {best_rate}. Here the claim holds.",
        "학습률이 크면 나아집니다. η = {best_rate}에서 {best}까지 오릅니다. 여기서는 주장이 맞습니다.",
    ),
    "hurts": Text(
        "A larger rate hurts: down to {worst}, at η = {worst_rate}, {and_diverged}. Here the claim fails.",
        "학습률이 크면 나빠집니다. η = {worst_rate}에서 {worst}까지 떨어지고, {and_diverged}. "
        "여기서는 주장이 맞지 않습니다.",
    ),
    "both": Text(
        "A larger rate helps, up to {best} at η = {best_rate}; another one hurts, down to {worst} at η = {worst_rate}, "
        "{and_diverged}. The claim holds only in part.",
        "학습률이 커지면 η = {best_rate}에서 {best}까지 나아지지만, η = {worst_rate}에서는 {worst}까지 떨어지고 "
        "{and_diverged}. 주장은 일부만 맞습니다.",
    ),
    "neither": Text(
        "The rate makes no difference of more than 5 points. Here the claim finds no support.",
        "학습률에 따른 차이가 5%포인트를 넘지 않습니다. 여기서는 주장을 뒷받침하는 결과가 없습니다.",
    ),
}

AND_DIVERGED = Text("where {diverged} diverged", "{diverged}는 발산합니다")
NONE_DIVERGED = Text("where none diverged", "발산한 실행은 없습니다")

PROGRESS = Text("Now: {what}, {steps} steps, loss {end}", "현재: {what}, {steps}스텝, 손실 {end}")
SOLVED = Text("{what}, {steps} steps, loss {end}", "{what}, {steps}스텝, 손실 {end}")
