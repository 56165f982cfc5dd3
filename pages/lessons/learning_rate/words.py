"""The short words of the lesson on the learning rate, in both languages."""

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
    "crawls": Text("crawls", "기어감"),
    "settles": Text("settles", "수렴"),
    "oscillates": Text("oscillates", "진동"),
    "diverges": Text("diverges", "발산"),
}

FACTOR = {
    "formula": Text(
        "Each step at the full rate: $1 - \\eta\\lambda = 1 - {rate} \\cdot {curvature} = {factor}$",
        "온전한 학습률의 한 걸음: $1 - \\eta\\lambda = 1 - {rate} \\cdot {curvature} = {factor}$",
    ),
    "same": Text(
        "It keeps that share of its distance and stays on its side.",
        "거리의 그만큼이 남고, 같은 쪽에 머뭅니다.",
    ),
    "swing": Text(
        "It lands on the other side, at that share of its distance: it swings, and still comes nearer.",
        "반대쪽으로 넘어가 거리의 그만큼에 떨어집니다. 흔들리면서도 가까워집니다.",
    ),
    "exact": Text("It lands on the lowest point at once.", "단번에 가장 낮은 점에 닿습니다."),
    "edge": Text("It swings for ever and comes no nearer.", "가까워지지 않고 끝없이 흔들립니다."),
    "out": Text(
        "It lands further out on the other side, each time.",
        "매번 반대쪽 더 먼 곳에 떨어집니다.",
    ),
}

PARTS = {
    "here": Text("θ = {theta} · slope {slope}", "θ = {theta} · 기울기 {slope}"),
    "leaves": Text(
        "step {next} leaves the picture: θ = {landing}",
        "{next}번째 걸음이 그림을 벗어남: θ = {landing}",
    ),
    "gone": Text(
        "after step {step}, outside: θ = {theta}",
        "{step}번째 걸음 뒤, 그림 밖: θ = {theta}",
    ),
}

LABELS = {
    "title": Text("How far to step", "얼마나 멀리 디딜까"),
    "loss": Text("Loss", "손실"),
    "step": Text("Step", "걸음"),
    "rate": Text("Learning rate η", "학습률 η"),
    "growing": Text("Learning rate η, growing with every step", "학습률 η, 걸음마다 커짐"),
    "final": Text("Loss after 100 steps", "100걸음 뒤의 손실"),
    "before": Text("Loss before the step", "걸음 직전의 손실"),
    "share": Text("In the deepest well", "가장 깊은 골짜기"),
    "caption": Text("step {step} · loss {loss}", "{step}걸음 · 손실 {loss}"),
    "ending": Text("blew up at step {step}", "{step}번째 걸음에서 발산"),
    "blown": Text(
        "The run blew up at step {step}: θ passed 10,000, the loss is {loss}. The film ends there.",
        "{step}번째 걸음에서 발산했습니다. θ가 10,000을 넘었고 손실은 {loss}입니다. 필름은 거기서 끝납니다.",
    ),
    "alt": Text(
        "The descent. The loss at the end is {loss}.",
        "내려가는 과정. 마지막 손실은 {loss}입니다.",
    ),
    "alt_end": Text(
        "The descent leaves the picture and blows up at step {step}, with loss {loss}.",
        "그림을 벗어나 {step}번째 걸음에서 발산하며, 손실은 {loss}입니다.",
    ),
    "sweep": Text("Every rate at once", "모든 학습률을 한꺼번에"),
    "run": Text("η = {rate}: loss {loss}", "η = {rate}: 손실 {loss}"),
    "lost": Text("η = {rate}: blew up at step {step}", "η = {rate}: {step}번째 걸음에서 발산"),
    "predicted": Text("predicted limit", "예측한 한계"),
    "chosen": Text("your η", "나의 η"),
    "limit_end": Text(
        "Where your run ended it is {limit}.",
        "나의 실행이 끝난 곳에서는 {limit}입니다.",
    ),
    "no_limit_end": Text(
        "Your run came to no place that has a limit: it blew up, or the loss bends downward there.",
        "나의 실행이 끝난 곳에는 한계가 없습니다. 발산했거나, 손실이 아래로 굽은 곳입니다.",
    ),
    "yours": Text(
        "A run of the sweep near your rate: **{regime}**.",
        "나의 학습률에 가까운 실행: **{regime}**.",
    ),
    "range": Text("Range test: one run, its rate growing", "범위 시험: 학습률을 키워 가는 한 번의 실행"),
    "test": Text("Put to the test: caught in a local minimum?", "시험: 지역 최솟값에 갇히는가?"),
    "seen": Text("What was seen", "무엇을 보았는가"),
    "data": Text("Download the steps (CSV)", "걸음 내려받기 (CSV)"),
}

LIMITS = {
    "parabola": Text(
        "**Measured**: the last rate that comes down is {low}, the first that does not is {high}. "
        "**Predicted**: 2/λ = {limit}.",
        "**측정**: 내려오는 마지막 학습률은 {low}, 그러지 못하는 첫 학습률은 {high}입니다. **예측**: 2/λ = {limit}.",
    ),
    "line": Text(
        "**Measured**: the last rate that comes down is {low}, the first that does not is {high}. "
        "**Predicted**: 2/λmax = {limit}, with λmax the largest curvature of the loss, the same everywhere.",
        "**측정**: 내려오는 마지막 학습률은 {low}, 그러지 못하는 첫 학습률은 {high}입니다. "
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
        "2/λmax = {limit}. 신경망의 곡률은 배우는 동안 바뀌므로, 이 값은 법칙이 아니라 길잡이입니다.",
    ),
}

ARRIVALS = {
    "plain": Text("No noise", "잡음 없음"),
    "noisy": Text("Noise", "잡음 있음"),
    "lost": Text("Blown up", "발산"),
}

JUDGED = Text(
    "Judged are the rates at which fewer than half blow up.",
    "발산이 절반보다 적은 학습률만 견주었습니다.",
)
SAYS = {
    "slow": Text(
        "at the least rate {slow} end in the deepest well.",
        "가장 작은 학습률에서는 {slow}가 가장 깊은 골짜기에서 끝납니다.",
    ),
    "helps": Text(
        "A larger rate helps: up to {best}, at η = {best_rate}. Here the claim holds.",
        "학습률이 크면 나아집니다. η = {best_rate}에서 {best}까지 오릅니다. 여기서는 주장이 맞습니다.",
    ),
    "hurts": Text(
        "A larger rate hurts: down to {worst}, at η = {worst_rate}, where {lost} blew up. Here the claim fails.",
        "학습률이 크면 나빠집니다. η = {worst_rate}에서 {worst}까지 떨어지고, {lost}는 발산합니다. "
        "여기서는 주장이 맞지 않습니다.",
    ),
    "both": Text(
        "A larger rate helps, up to {best} at η = {best_rate}; another one hurts, down to {worst} at η = {worst_rate}, "
        "where {lost} blew up. The claim holds only in part.",
        "학습률이 커지면 η = {best_rate}에서 {best}까지 나아지지만, η = {worst_rate}에서는 {worst}까지 떨어지고 "
        "{lost}는 발산합니다. 주장은 일부만 맞습니다.",
    ),
    "neither": Text(
        "The rate makes no difference of more than 5 points. Here the claim finds no support.",
        "학습률에 따른 차이가 5%포인트를 넘지 않습니다. 여기서는 주장을 뒷받침하는 결과가 없습니다.",
    ),
}

PROGRESS = Text("Now: {what}, {steps} steps, loss {end}", "현재: {what}, {steps}걸음, 손실 {end}")
SOLVED = Text("{what}, {steps} steps, loss {end}", "{what}, {steps}걸음, 손실 {end}")
