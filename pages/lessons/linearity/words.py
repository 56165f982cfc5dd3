"""The short words of the lesson on linearity, in both languages."""

from pages.ui import names
from pages.ui.text import Text

PARTS = {
    "product": Text("One matrix", "행렬 하나"),
    "bend": Text("The bent plane", "휘어지는 평면"),
    "folds": Text("Folds", "접힌 선"),
    "hinges": Text("Hinges", "경첩"),
    "features": Text("Added features", "특성 더하기"),
}
DATA = {name: names.DATASETS[name] for name in ("circles", "xor", "moons", "spiral", "blobs")}
BENDS = {name: names.ACTIVATIONS[name] for name in ("linear", "relu", "tanh", "sigmoid", "leaky_relu", "softplus")}
FILMS = {
    "training": Text("Over training", "훈련하는 동안"),
    "unbent": Text("Linear to non-linear", "선형에서 비선형으로"),
}
HOW = {
    "laid": Text("Placed evenly", "등간격으로 놓기"),
    "trained": Text("Trained", "훈련으로 찾기"),
}
TARGETS = {
    "sine": names.DATASETS["sine"],
    "square": Text("Parabola", "포물선"),
    "step": Text("Steep step", "가파른 계단"),
}

LABELS = {
    "part": names.PART,
    "matrix": Text("By the one matrix", "행렬 하나로 계산한 출력"),
    "bent": Text("As the last layer sees it", "마지막 층에 입력되는 평면"),
    "below": names.ORANGE,
    "above": names.BLUE,
    "across": Text("largest remaining spread", "남은 방향 중 가장 넓은 방향"),
    "product": Text("the product", "곱"),
    "sum": Text("The sum of the hinges", "경첩을 모두 더한 곡선"),
    "each": Text("Each hinge by itself", "경첩 하나하나"),
    "misses": Text("Largest error", "최대 오차"),
    "height": Text("height", "높이"),
    "hinges": Text("hinges", "경첩 수"),
    "error": Text("error", "오차"),
    "law": Text("bound", "상한"),
    "counts": Text("How many regions", "영역의 수"),
    "regions": Text("regions", "영역"),
    "most": Text("at most", "최대"),
    "epochs": names.EPOCH_AXIS,
    "epoch": Text("epoch {epoch:.1f}", "에포크 {epoch:.1f}"),
    "epoch_regions": Text("epoch {epoch:.1f} · regions: {regions}", "에포크 {epoch:.1f} · 영역 {regions}개"),
    "share": Text("non-linear by {share:.0%}", "비선형 {share:.0%}"),
    "hinges_now": Text("{count} hinge{count:~s}", "경첩 {count}개"),
}

SAYS = {
    "same": Text(
        "{layers} layers with {parameters:,} parameters do what 3 numbers do: over {frames} frames and the whole plane "
        "network and matrix differ by **{difference}** at most, by rounding only.",
        "{layers}개 층의 매개변수 {parameters:,}개가 하는 일은 수 3개로도 할 수 있습니다. {frames}프레임 내내 평면 "
        "전체에서 신경망과 행렬의 차이는 최대 **{difference}**, 곧 반올림 오차뿐입니다.",
    ),
    "line": Text(
        "Right on the test points at the end: **{test:.0%}**. Of the training points this line gets {train:.0%} right; "
        "{best}.",
        "훈련이 끝났을 때 시험 데이터의 정확도: **{test:.0%}**. 이 직선은 훈련 데이터의 {train:.0%}를 맞힙니다. "
        "{best}.",
    ),
    "most": Text(
        "no straight line gets more than {limit:.0%} right", "어떤 직선도 {limit:.0%}보다 많이 맞힐 수 없습니다"
    ),
    "all": Text("a straight line can get all of them right", "직선 하나로 모두 맞힐 수 있습니다"),
    "outside": Text(
        "Its decision boundary then lies outside the picture.",
        "이때 결정 경계는 그림 밖에 있습니다.",
    ),
    "ones": Text(
        "Not drawn: in each matrix before the last a further column that hands on the constant 1, 0 everywhere and 1 "
        "in the lowest row. With it the sizes fit.",
        "그리지 않은 것: 마지막이 아닌 행렬마다 상수 1을 넘겨주는 열이 하나 더 있습니다. 마지막 행만 1이고 나머지는 "
        "0이며, 이 열까지 있어야 행렬의 크기가 맞습니다.",
    ),
    "formula": Text("At the end: {formula}", "훈련이 끝났을 때: {formula}"),
    "other": Text(
        "With an activation between the layers the product no longer tells what the network does: the two differ by "
        "up to **{difference}**. Right on the test points at the end: network **{test:.0%}**, matrix {matrix:.0%}.",
        "층 사이에 비선형 함수가 있으면 행렬의 곱은 더 이상 신경망과 같지 않습니다. 둘의 차이는 최대 "
        "**{difference}**입니다. 훈련이 끝났을 때 시험 데이터의 정확도: 신경망 **{test:.0%}**, 행렬 {matrix:.0%}.",
    ),
    "single": Text(
        "There is one layer only, so there is nothing to multiply.",
        "층이 하나뿐이라 곱할 것이 없습니다.",
    ),
    "bent": Text(
        "Right on the test points at the end: **{test:.0%}**. "
        "The second picture holds {share:.0%} of the spread of "
        "the points in the last hidden layer; the thick line in its middle is exactly the boundary in the first.",
        "훈련이 끝났을 때 시험 데이터의 정확도: **{test:.0%}**. 둘째 그림은 마지막 은닉층에 놓인 점들의 분산 가운데 "
        "{share:.0%}를 설명합니다. 그 가운데의 굵은 직선이 바로 첫 그림의 경계입니다.",
    ),
    "unbent": Text(
        "No activation: the mesh stays straight, and the line in the middle is a line in the first picture.",
        "활성화 함수가 없으면 그물의 모든 선이 직선 그대로이고, 가운데 직선은 첫 그림에서도 직선입니다.",
    ),
    "folds": Text(
        "At the end of training the folds cut the picture into **{regions}** region{regions:~s}; "
        "with layer widths {widths} at most {most:,}. "
        "The boundary in it has {pieces} straight piece{pieces:~s}. Right on the test points: **{test:.0%}**.",
        "학습이 끝났을 때 접힌 선들이 나눈 영역의 수: **{regions}**. 폭이 {widths}인 층으로는 최대 {most:,}개입니다. "
        "그림 안의 경계는 선분 {pieces}개로 되어 있습니다. 시험 데이터의 정확도: **{test:.0%}**.",
    ),
    "laid": Text(
        "With {hinges} hinge{hinges:~s} the curve misses by **{error:.3g}** at most; the bound is {law:.3g}. "
        "Twice as many pieces, a quarter of that.",
        "경첩 {hinges}개로 만든 곡선의 가장 큰 오차: **{error:.3g}**. 이론적인 상한은 {law:.3g}이고, "
        "조각이 두 배가 되면 그 4분의 1로 줄어듭니다.",
    ),
    "trained": Text(
        "A hidden layer of {hinges} ReLU{hinges:~s} is {hinges} hinge{hinges:~s}; knots in the picture at the end: "
        "{inside}. Test loss: **{loss:.3g}**.",
        "ReLU {hinges}개로 된 은닉층은 경첩 {hinges}개와 같습니다. 학습이 끝났을 때 매듭 {inside}개가 그림 안에 "
        "있습니다. 시험 손실: **{loss:.3g}**.",
    ),
    "features": Text(
        "Right on the test points at the end: **{test:.0%}**, with {count} weight{count:~s} and a constant. "
        "Training points, by x₁ and x₂ alone: {best}.",
        "훈련이 끝났을 때 시험 데이터의 정확도: **{test:.0%}**, 가중치 {count}개와 상수 하나로 얻었습니다. x₁과 "
        "x₂만 쓰면 훈련 데이터에서 {best}.",
    ),
}

ALTS = {
    "product": Text(
        "The matrices of {layers} layer{layers:~s} side by side, and their product; at the end it is {numbers}.",
        "{layers}개 층의 행렬과 그 곱. 학습이 끝났을 때 곱은 {numbers}.",
    ),
    "bent": Text(
        "The plane as the last layer sees it: its mesh bent, the decision a straight line in the middle. At the end "
        "{test:.0%} of the test points are on their side.",
        "마지막 층에 입력되는 평면: 그물은 휘어 있고 결정 경계는 가운데 직선입니다. 학습이 끝났을 때 시험 데이터의 "
        "{test:.0%}가 올바른 쪽에 있습니다.",
    ),
    "counts": Text(
        "Regions against the epoch, from {first} to {last}; at most {most:,}.",
        "에포크에 따른 영역 수. {first}개에서 {last}개까지이고, 최대 {most:,}개입니다.",
    ),
    "sum": Text(
        "The curve of {hinges} hinge{hinges:~s} together, over the curve to be built. {ending}",
        "경첩 {hinges}개를 모두 더한 곡선과 만들려는 곡선. {ending}",
    ),
    "laid": Text("At the end the error is {error:.3g}.", "마지막 오차: {error:.3g}."),
    "each": Text("The hinges, {hinges} in all, each by itself.", "경첩 {hinges}개 하나하나."),
    "misses": Text(
        "The largest error against the number of hinges, from {first:.3g} to {last:.3g}.",
        "경첩 수에 따른 가장 큰 오차. {first:.3g}에서 {last:.3g}까지.",
    ),
}

PROGRESS = Text(
    "{folds} fold{folds:~s}: **{right:.0%}** of the validation points right.",
    "접힌 선 {folds}개: 검증 데이터의 정확도 **{right:.0%}**.",
)
TESTED = Text("On the test points, once: **{test:.0%}**.", "시험 데이터로 한 번: **{test:.0%}**.")
ELSEWHERE = names.OTHER_TASK_PRESS
