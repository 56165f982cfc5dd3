"""The short words of the lesson on entropy, in both languages, with the notes' letters: q the truth, p the model."""

from pages.lessons.entropy.count_bars import Kind
from pages.ui.text import Text
from pages.ui.theme import NEGATIVE, POSITIVE, SHAPES

KINDS = (
    Kind(Text("blue", "파랑"), POSITIVE, SHAPES[0]),
    Kind(Text("orange", "주황"), NEGATIVE, SHAPES[1]),
    Kind(Text("purple", "보라"), "#b0489c", SHAPES[2]),
    Kind(Text("sky", "하늘"), "#6cb9e8", SHAPES[3]),
    Kind(Text("grey", "회색"), "#7b8794", SHAPES[4]),
)
"""The colours of balls: apart for every eye, and of different shapes; the first two are class 1 and class 0."""

UNITS = {"bits": Text("bits", "비트"), "nats": Text("nats", "내트")}
LETTERS = {
    "notes": Text("truth q, model p", "실제 q, 모델 p"),
    "books": Text("truth p, model q", "실제 p, 모델 q"),
}

PICTURES = {
    "parts": Text("H + KL", "H + KL"),
    "shares": Text("Share of blue", "파란 공의 비율"),
    "price": Text("One ball: −log", "공 하나: −log"),
}

READINGS = {
    "entropy": Text("H(q) = {value} {unit}", "H(q) = {value}{unit}"),
    "cost": Text("H(q, p) = {value} {unit}", "H(q, p) = {value}{unit}"),
    "extra": Text("KL(q‖p) = {value} {unit}", "KL(q‖p) = {value}{unit}"),
    "told": Text("{count} · {share} · surprise {surprise}", "{count}개 · {share} · 놀라움 {surprise}"),
}

DRAWS = {
    "none": Text("nothing drawn yet", "아직 뽑지 않음"),
    "one": Text("draw {draw}: {colour}, surprise {surprise} {unit}", "{draw}번째: {colour}, 놀라움 {surprise}{unit}"),
    "known": Text("━ knows q: {mean} → H(q) = {limit}", "━ 분포를 알 때: {mean} → H(q) = {limit}"),
    "believed": Text("┅ believes p: {mean} → H(q,p) = {limit}", "┅ 모델 p를 쓸 때: {mean} → H(q,p) = {limit}"),
}

SAYS = {
    "zero": Text(
        "The bag has one colour only: nothing can surprise, **H(q) = 0**.",
        "가방에 한 가지 색만 있습니다. 놀랄 일이 없으므로 **H(q) = 0**입니다.",
    ),
    "most": Text(
        "All colours are alike: no bag of {k} colours is more uncertain, H(q) = log {k}.",
        "모든 색의 개수가 같습니다. {k}가지 색 가방 가운데 가장 불확실하며 H(q) = log {k}입니다.",
    ),
    "between": Text(
        "H(q) lies between 0 (one colour only) and log {k} = {bound} (all alike).",
        "H(q)는 0(한 가지 색뿐일 때)과 log {k} = {bound}(모두 같을 때) 사이에 있습니다.",
    ),
    "exact": Text(
        "The model is right: KL(q‖p) = 0, and the cost is H(q) itself, not 0.",
        "모델이 옳습니다. KL(q‖p) = 0이고, 교차 엔트로피는 0이 아니라 H(q)입니다.",
    ),
    "exact_zero": Text(
        "The model is right, and the bag holds no uncertainty: here, and only here, the cross-entropy is 0.",
        "모델이 옳고 가방에 불확실한 것도 없습니다. 교차 엔트로피가 0이 되는 것은 이런 경우뿐입니다.",
    ),
    "finite": Text(
        "The model costs KL(q‖p) = {extra} on top of H(q) = {entropy}.",
        "모델이 틀린 탓에 H(q) = {entropy}에 KL(q‖p) = {extra}만큼 더해집니다.",
    ),
    "infinite": Text(
        "**Infinite.** The bag holds what the model gives no chance (q > 0, p = 0): {colours}. Its first ball makes "
        "the mean infinite.",
        "**무한대입니다.** 모델이 나올 수 없다고 한 색이 가방에 들어 있습니다(q > 0, p = 0): {colours}. 그 공이 처음 "
        "나오는 순간 평균이 무한대가 됩니다.",
    ),
    "swapped": Text("Swapped: H(p, q) = {cost} {unit}.", "둘을 바꾸면 H(p, q) = {cost}{unit}입니다."),
    "impossible": Text(
        "Ball {draw} was one that the model held impossible: from there on its mean is infinite, and its line ends.",
        "{draw}번째 공은 모델이 불가능하다고 한 공입니다. 그때부터 평균이 무한대이므로 선이 끊깁니다.",
    ),
    "lucky": Text(
        "No ball that the model holds impossible has come yet; the mean is finite by luck.",
        "모델이 불가능하다고 한 공이 아직 나오지 않았습니다. 평균이 아직 유한한 것은 운이 좋았기 때문입니다.",
    ),
    "never": Text(
        "After {draws} draws the mean surprise is **0**, just as H(q): what is certain never surprises.",
        "{draws}번 뽑은 뒤에도 평균 놀라움은 H(q)와 똑같이 0입니다. 확실한 일에는 놀라지 않습니다.",
    ),
    "alike": Text(
        "After {draws} draws the mean surprise is **{mean}** = H(q), always: every ball surprises equally.",
        "{draws}번 뽑은 뒤 평균 놀라움은 {mean} = H(q)입니다. 어느 공이든 놀라움이 같으므로 언제나 이 값입니다.",
    ),
    "after": Text(
        "After {draws} draws the mean surprise is **{mean}**, {away} from H(q) = {entropy}; "
        "the 95% interval is ±{room}.",
        "{draws}번 뽑은 뒤 평균 놀라움은 {mean}이고 H(q) = {entropy}에서 {away}만큼 떨어져 있습니다. 95% 구간은 "
        "±{room}입니다.",
    ),
}

SCORES = {
    "x": Text("Score s of the network", "신경망의 점수 s"),
    "loss": Text("Loss", "손실"),
    "slope": Text("Slope ∂loss/∂s", "기울기 ∂손실/∂s"),
    "flat": Text("wrong, but with hardly any gradient", "틀렸지만 기울기가 거의 0"),
    "cross_entropy": Text("cross-entropy", "교차 엔트로피"),
    "squared": Text("squared error", "제곱 오차"),
    "step": Text("Step", "스텝"),
    "probability": Text("Probability p", "확률 p"),
    "caption": Text(
        "step {step} · cross-entropy p = {cross}, squared error p = {squared}",
        "{step}스텝 · 교차 엔트로피 p = {cross}, 제곱 오차 p = {squared}",
    ),
    "ended": Text(
        "After {steps} steps from s = {start}: with cross-entropy **p = {cross}**, with squared error "
        "**p = {squared}**. At the start the gradient of cross-entropy is **{times} times** as large.",
        "s = {start}에서 {steps}스텝 뒤 교차 엔트로피는 **p = {cross}**, 제곱 오차는 **p = {squared}**. 출발점에서는 "
        "교차 엔트로피의 기울기가 제곱 오차의 {times}배입니다.",
    ),
    "alt": Text(
        "Two descents of a score from {start}: p ends at {cross} with cross-entropy and {squared} with squared error.",
        "점수 {start}에서 출발한 두 경사하강법. p의 마지막 값은 교차 엔트로피 {cross}, 제곱 오차 {squared}입니다.",
    ),
}

CALIBRATION = {
    "x": Text("Probability that it gave to class 1", "모델이 예측한 클래스 1의 확률"),
    "y": Text("Share that was of class 1", "실제로 클래스 1인 비율"),
    "right": Text("perfectly calibrated", "완벽한 보정"),
    "epoch": Text("Epoch", "에포크"),
    "cost": Text("Nats", "내트"),
    "expects": Text("expected loss", "예상 손실"),
    "pays": Text("actual loss", "실제 손실"),
    "caption": Text(
        "epoch {epoch} · accuracy {accuracy} · gap {gap}", "{epoch} 에포크 · 정확도 {accuracy} · 보정 오차 {gap}"
    ),
    "told": Text(
        "Test cross-entropy is least at epoch {epoch}: **{best}** nats, accuracy {accuracy_best}, gap {gap_best}. "
        "At the end it is "
        "**{end}** nats, accuracy {accuracy_end}, gap {gap_end}; the network itself expects {expects}.",
        "시험 데이터의 교차 엔트로피는 {epoch} 에포크에서 가장 작습니다(**{best}**내트, 정확도 {accuracy_best}, 보정 "
        "오차 {gap_best}). 학습이 끝났을 때는 **{end}**내트, 정확도 {accuracy_end}, 보정 오차 {gap_end}입니다. 신경망 "
        "자신이 예상하는 손실은 {expects}내트입니다.",
    ),
    "alt": Text(
        "Predicted probability of class 1 against the share that was of it; at the end {gap} apart on average.",
        "클래스 1의 예측 확률과 실제로 클래스 1인 비율. 학습이 끝났을 때 둘의 차이는 평균 {gap}입니다.",
    ),
}

LABELS = {
    "bag": Text("In the bag: the truth q", "가방 속: 실제 분포 q"),
    "model": Text("Predicted: the model p", "예측: 모델 p"),
    "draw": Text("Draw", "뽑은 횟수"),
    "surprise": Text("Surprise", "놀라움"),
    "whole": Text("{name} = {entropy} + {extra} = {cost} {unit}", "{name} = {entropy} + {extra} = {cost}{unit}"),
    "formula": Text("${formula}$ {unit}", "${formula}${unit}"),
    "bound": Text("log {k} = {bound}", "log {k} = {bound}"),
    "share": Text("Share of blue in the bag", "가방 속 파란 공의 비율"),
    "one": Text("Probability p given to the drawn ball", "나온 공에 준 확률 p"),
    "paid": Text("Surprise −log p", "놀라움 −log p"),
    "data": Text("Download the draws (CSV)", "뽑은 결과 내려받기 (CSV)"),
    "program": Text("Download the network as a numpy program", "신경망을 numpy 프로그램으로 내려받기"),
}

PROGRESS = Text("Cross-entropy {cost} bits, swapped {swapped} bits", "교차 엔트로피 {cost}비트, 바꾸면 {swapped}비트")
