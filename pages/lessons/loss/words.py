"""The short words of the lesson on the loss, in both languages."""

from pages.ui import names
from pages.ui.text import Text

DATA = {
    "cloud": Text("Around a line", "직선 주위의 점"),
    "row": Text("Four exactly in a row", "넷이 한 줄로"),
}
LOSSES = {
    "squared": Text("Squared (MSE)", "제곱 (MSE)"),
    "absolute": Text("Absolute (MAE)", "절댓값 (MAE)"),
    "huber": Text("Huber", "후버"),
}
NAMED = {
    "squared": Text("MSE", "MSE"),
    "absolute": Text("MAE", "MAE"),
    "huber": Text("loss", "손실"),
}
HEADS = {"squared": NAMED["squared"], "absolute": NAMED["absolute"], "huber": LOSSES["huber"]}
"""The heads of the columns of the table."""

DISTANCES = {
    "vertical": Text("Vertical", "세로 (y 방향)"),
    "perpendicular": Text("Perpendicular", "수직 (점과 직선 사이)"),
}
MARKS = {"areas": Text("Areas", "넓이"), "sticks": Text("Lines", "선분")}
BEST = {
    "none": Text("Hide", "숨기기"),
    "this": Text("This loss", "이 손실"),
    "all": Text("All three", "셋 다"),
}
THREE = {
    "upper": Text("A, the upper", "A 위"),
    "middle": Text("B, the middle", "B 가운데"),
    "lower": Text("C, the lower", "C 아래"),
}
BEST_BY = {
    "squared": Text("best, squared", "가장 좋은 직선 (제곱)"),
    "absolute": Text("best, absolute", "가장 좋은 직선 (절댓값)"),
    "huber": Text("best, Huber", "가장 좋은 직선 (후버)"),
}

BOARD = {
    "fit": Text("The line is yours: drag it", "직선을 직접 끌어 보십시오"),
    "surface": Text("Loss surface: the loss of every line", "손실 곡면: 모든 직선의 손실"),
    "cost": Text("Loss of one residual", "잔차 하나의 손실"),
    "slope": Text("slope a", "기울기 a"),
    "intercept": Text("intercept b", "절편 b"),
    "residual": Text("residual r", "잔차 r"),
    "adds": names.LOSS_AXIS,
    "average": Text("average area", "평균 넓이"),
    "outlier": Text("point to drag", "끌 수 있는 점"),
    "yours": Text("yours", "나의 직선"),
    "table": Text("The same lines by all three losses", "같은 직선을 세 손실로 비교하기"),
    "grip_intercept": Text(
        "Intercept {b}. Drag up or down, or press the arrow keys.", "절편 {b}. 위아래로 끌거나 화살표 키를 누릅니다."
    ),
    "grip_slope": Text("Slope {a}. Drag, or press the arrow keys.", "기울기 {a}. 끌거나 화살표 키를 누릅니다."),
    "grip_free": Text(
        "Outlier at ({x}, {y}). Drag, or press the arrow keys.", "이상점 ({x}, {y}). 끌거나 화살표 키를 누릅니다."
    ),
    "grip_dot": Text(
        "Your line: slope {a}, intercept {b}. Drag, or press the arrow keys.",
        "나의 직선: 기울기 {a}, 절편 {b}. 끌거나 화살표 키를 누릅니다.",
    ),
}
BOARD_ALT = {
    "surface": Text(
        "Ten points and the line {line}; {loss}: {value}. Beside it the loss of every line as a map.",
        "점 열 개와 직선 {line}. {loss}: {value}. 옆에는 모든 직선의 손실을 그린 지도가 있습니다.",
    ),
    "cost": Text(
        "Ten points and the line {line}; {loss}: {value}. Beside it the loss of one residual by all three losses, and "
        "a table of the lines by all three.",
        "점 열 개와 직선 {line}. {loss}: {value}. 옆에는 잔차 하나의 손실을 세 손실로 그린 그림과, 같은 직선을 세 "
        "손실로 비교한 표가 있습니다.",
    ),
}

LABELS = {
    "of_three": Text(
        "{name} of the three lines: A {A} · B {B} · C {C}; of yours **{mine}**.",
        "세 직선의 {name}: A {A} · B {B} · C {C}. 나의 직선: **{mine}**.",
    ),
    "lowest": Text("The lowest is **{lowest}**.", "가능한 최솟값: **{lowest}**."),
    "times": Text("Yours is {times} times that.", "나의 직선은 그 {times}배입니다."),
    "far": Text("Yours is more than 100 times that.", "나의 직선은 그 100배가 넘습니다."),
    "met": Text("It meets {on} of the 10 points.", "점 10개 가운데 {on}개를 정확히 지납니다."),
    "met_none": Text("It meets none of the points exactly.", "정확히 지나는 점은 없습니다."),
    "choice": Text(
        "Of A, B and C the squared loss (MSE) chooses **{squared}**, the absolute loss (MAE) **{absolute}**, Huber "
        "**{huber}**. Drag the square point.",
        "A, B, C 가운데 제곱 손실(MSE)은 **{squared}**, 절댓값 손실(MAE)은 **{absolute}**, 후버 손실은 **{huber}** "
        "직선을 고릅니다. 네모난 점을 끌어 보십시오.",
    ),
    "upright": Text(
        "The best line by this loss stands upright and has no slope.",
        "이 손실로 가장 좋은 직선은 y축과 나란한 직선이어서 기울기가 없습니다.",
    ),
    "step": Text("Step", "스텝"),
    "caption": Text("step {step} · {line} · {name} {loss}", "{step}스텝 · {line} · {name} {loss}"),
    "ending": Text("diverged at step {step}", "{step}번째 스텝에서 발산"),
    "diverged": Text(
        "At η = {rate} it diverges: at step {step} the loss is {loss}, and the film ends.",
        "η = {rate}에서 발산합니다. {step}번째 스텝에서 손실이 {loss}까지 커졌고, 애니메이션은 거기서 끝납니다.",
    ),
    "grows": Text(
        "At η = {rate} the descent diverges: after {steps} steps the loss is {loss}, above the {first} of its start.",
        "η = {rate}에서 발산합니다. {steps}스텝 뒤의 손실은 {loss}이며, 처음의 {first}보다 큽니다.",
    ),
    "rattles": Text(
        "At η = {rate} the loss ends at {loss}, above the {first} it began with: steps of this length cannot settle.",
        "η = {rate}에서는 마지막 손실이 {loss}이며 처음의 {first}보다 큽니다. 스텝이 이렇게 크면 수렴하지 못합니다.",
    ),
    "arrived": Text(
        "After {steps} steps: {line}, {name} {loss}.",
        "{steps}스텝 뒤: {line}, {name} {loss}.",
    ),
    "least": Text("The lowest possible is {least}.", "가능한 최솟값은 {least}입니다."),
    "limit": Text(
        "Above η = 2/λmax = **{limit}** it diverges.",
        "η = 2/λmax = **{limit}**보다 크면 발산합니다.",
    ),
    "map_alt": Text(
        "The loss of every line, slope to the right and intercept upward, and the descent on it in {steps} steps, from "
        "{first} to loss {loss} at {line}.",
        "모든 직선의 손실. 오른쪽이 기울기, 위쪽이 절편이며, 그 위에 {steps}스텝 동안 내려간 경로가 있습니다. 손실은 "
        "처음 {first}, 마지막 {loss}({line})입니다.",
    ),
    "fit_alt": Text(
        "The line on its way, at the end {line} with loss {loss}; dotted, the best line.",
        "내려가는 중의 직선. 마지막은 {line}, 손실 {loss}입니다. 점선은 가장 좋은 직선입니다.",
    ),
}

PROGRESS = Text(
    "Outlier at ({x}, {y}): squared chooses {squared}, absolute {absolute}.",
    "이상점 ({x}, {y}): 제곱은 {squared}, 절댓값은 {absolute} 직선을 고릅니다.",
)
ELSEWHERE = Text(
    "The settings differ from the task: press the button.", "지금 설정이 과제와 다릅니다. 버튼을 누르십시오."
)
