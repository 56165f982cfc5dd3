"""The words of the lesson on optimizers: its landscapes, its racers, what is said of a race."""

from dlcore.studies import race
from pages.ui import names
from pages.ui.text import Text

NETWORK, NOBODY = "network", "none"
GROUNDS = {
    "bowl": Text("Bowl", "그릇"),
    "ravine": Text("Ravine", "협곡"),
    "saddle": Text("Saddle", "안장점"),
    "plateau": Text("Plateau", "고원"),
    "double_well": Text("Two wells", "두 골짜기"),
    "rosenbrock": Text("Rosenbrock's valley", "로젠브록 골짜기"),
    "beale": Text("Beale", "빌(Beale) 함수"),
    "himmelblau": Text("Himmelblau", "힘멜블라우 함수"),
    "line": Text("Loss of a line", "직선의 손실"),
    NETWORK: Text("Loss of a network", "신경망의 손실"),
}
RACERS = {
    "sgd": names.OPTIMIZERS["sgd"],
    race.STOCHASTIC: Text("Stochastic descent", "확률적 경사하강법"),
    **names.OPTIMIZERS,
}
ENTRANTS = {NOBODY: Text("None", "없음"), **RACERS}
DATA = {name: names.DATASETS[name] for name in ("moons", "circles", "xor", "blobs")}

AT_STEP = Text("step {step:,}", "{step:,}스텝")
STEP = Text("step", "스텝")
REMAINING = Text("loss left", "남은 손실")
"""The loss above its lowest."""
LAST, TRAINING_LOSS = Text("last training loss", "마지막 훈련 손실"), Text("training loss", "훈련 손실")
HEAD = (Text("optimizer", "옵티마이저"), Text("rate η", "학습률 η"))
THOUSANDTH = Text("below 1/1000", "1/1000 아래로")
SPREAD = Text("over five seeds", "시드 다섯 개에서")
LEFT = Text("left the picture at step {step}", "{step}스텝에서 그림 밖으로 나감")
DIVERGED = Text("diverged at step {step}", "{step}스텝에서 발산")
ARRIVED = Text("from step {step} on", "{step}스텝 만에")
AT_LAST = Text("at the last step", "마지막 스텝에서")
NOT_YET = Text("not yet", "도착하지 못함")
NO_RATE = Text(
    "no rate stayed in the picture; this is the smallest", "그림 안에 머문 학습률이 없어 가장 작은 값을 썼습니다"
)
RANGE = Text("from {low} to {high}", "{low}에서 {high}까지")
SEEDS_DIVERGED = Text("{count} of 5 diverged", "5개 가운데 {count}개 발산")
ANGLE = Text(
    "At the start −gradient points **{angle:.0f}°** away from the nearest minimum.",
    "출발점에서 기울기의 반대 방향은 가장 가까운 최소점 쪽과 **{angle:.0f}°** 어긋납니다.",
)
MOVE = Text(
    "Click, drag the ring or press the arrow keys to start elsewhere. ×: minimum.",
    "클릭하거나 고리를 끌거나 화살표 키를 눌러 출발점을 옮깁니다. ×: 최소점.",
)
MEMORY = Text(
    "Arrow: momentum. Rectangle: √ of the second moment (Adam, RMSProp), each scaled to its maximum.",
    "화살표: 모멘텀. 사각형: 2차 모멘트의 제곱근(Adam, RMSProp). 크기는 각각의 최댓값 기준입니다.",
)
LAW = Text(
    "κ = {condition}, at best: gradient descent (η = {plain}) keeps **{slow}** of the distance a step, "
    "momentum (μ = {momentum}, η = {rate}) **{fast}**: steps grow with κ and √κ.",
    "κ = {condition}에서 가장 좋을 때 한 스텝에 거리가 경사하강법(η = {plain})은 **{slow}**배, "
    "모멘텀(μ = {momentum}, η = {rate})은 **{fast}**배가 됩니다. 스텝 수는 각각 κ, √κ에 비례합니다.",
)
PLANE = Text(
    "The plane through the paths of the first seed's runs, {parameters} parameters each, "
    "holds **{share:.0%}** of them; the rest is not seen.",
    "첫 시드에서 매개변수 {parameters}개가 지나간 경로에 맞춘 평면입니다. 이 평면은 경로 변화의 **{share:.0%}** "
    "정도를 설명하고, 나머지는 보이지 않습니다.",
)
BAND = Text(
    "Line: the median of five seeds; band: from the lowest to the highest. All have the same starts "
    "and the same batches of 10 examples.",
    "선은 시드 다섯 개의 중앙값, 띠는 최솟값에서 최댓값까지입니다. 출발점이 모두 같고, 예제 10개씩의 배치도 같습니다.",
)
FULL = Text(
    "Gradient descent has no batches: its steps see all the data and cost six times as much.",
    "경사하강법은 배치를 쓰지 않습니다. 스텝마다 전체 데이터를 보며, 계산량은 여섯 배입니다.",
)
CHOSEN = Text(
    "Each rate is the best of 11 on five other seeds.",
    "학습률은 다른 시드 다섯 개에서 11가지 가운데 가장 좋았던 값입니다.",
)
DIRECTIONS = (
    Text("1st direction ({share:.0%})", "첫째 방향 ({share:.0%})"),
    Text("2nd direction ({share:.0%})", "둘째 방향 ({share:.0%})"),
)
MAP_ALT = Text(
    "{ground}, seen from above, with the trajectories; the loss at their end: {racers}.",
    "위에서 본 {ground}, 그 위의 경로. 마지막 손실: {racers}.",
)
CHART_ALT = Text(
    "Loss against step, logarithmic; at the end {racers}.", "스텝에 따른 손실(로그 축). 마지막은 {racers}."
)
TRAINING = Text("Training {racer}", "{racer} 훈련 중")
REACHED = Text(
    "Momentum with η = {rate} is there from step {step} on.", "η = {rate}인 모멘텀이 {step}스텝 만에 도착했습니다."
)
NOT_REACHED = Text(
    "Momentum with η = {rate} is not there within {within} steps.",
    "η = {rate}인 모멘텀은 {within}스텝 안에 도착하지 못합니다.",
)
ELSEWHERE = Text(
    "The settings differ from the task: press the button.", "지금 설정이 과제와 다릅니다. 버튼을 누르십시오."
)
TAKE = Text("Download the paths", "경로 내려받기")
TAKE_RUN = Text("Download optimizer 1's run as a program", "1번 옵티마이저의 훈련을 프로그램으로 내려받기")
PLAIN_AXES = (Text("x", "x"), Text("y", "y"))
AXES = {"line": (Text("slope", "기울기 a"), Text("intercept", "절편 b"))}
