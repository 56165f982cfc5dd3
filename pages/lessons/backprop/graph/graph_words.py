"""The words of the chain rule and of depth."""

from collections.abc import Mapping

from dlcore.gradients.accumulation import TASKS
from pages.ui import names
from pages.ui.text import Text

NETS = {
    "2-2-1": Text("2-2-1", "2-2-1"),
    "2-2-2-1": Text("2-2-2-1", "2-2-2-1"),
}

PHASES: Mapping[str, Text] = {
    "forward": names.FORWARD,
    "loss": names.THEN_LOSS,
    "backward": names.BACKWARD,
    "update": names.UPDATE,
    "again": Text("5 Forward again", "5 다시 순전파"),
}

TELLS: Mapping[str, Text] = {
    "given": Text(
        "Given: one example, its target {target}, and the weights and biases as they are now. Nothing is computed yet.",
        "주어진 것: 예제 하나와 목푯값 {target}, 그리고 지금의 가중치와 편향입니다. 아직 아무것도 계산하지 않았습니다.",
    ),
    "product": Text("{node}: {a} · {b} = {value}", "{node}: {a} · {b} = {value}"),
    "sum": Text("{node} = {terms} = {value}", "{node} = {terms} = {value}"),
    "bend": Text("{node} = φ({a}) = {value}, with φ = {name}", "{node} = φ({a}) = {value}, φ = {name}"),
    "loss": Text(
        "L = {value}: the {name} of the score {a} against the target {target}",
        "L = {value}: {name} (출력 {a}, 목푯값 {target})",
    ),
    "backward": Text(
        "{node} has the gradient {gradient}. Passed on: {handed}",
        "{node}의 기울기는 {gradient}입니다. 넘겨주는 값: {handed}",
    ),
    "handed": Text("to {node}: {gradient} × {slope} = {amount}", "{node}에: {gradient} × {slope} = {amount}"),
    "summed": Text(
        "to {node}: {gradient} × {slope} = {amount}, which makes {total} with what it already had",
        "{node}에: {gradient} × {slope} = {amount}, 먼저 받은 것과 더해 {total}",
    ),
    "update": Text(
        "{node} ← {value} − {rate} · ({gradient}) = {after}", "{node} ← {value} − {rate} · ({gradient}) = {after}"
    ),
    "again": Text(
        "The same example through the moved weights: L = {after}; it was {before}. The gradients still stand: "
        "nobody cleared them.",
        "갱신한 가중치에 같은 예제를 다시 넣었습니다. L = {after}, 갱신하기 전에는 {before}입니다. 기울기는 아직 "
        "초기화하지 않았으므로 그대로 남아 있습니다.",
    ),
}

LABELS: Mapping[str, Text] = {
    "alt": Text(
        "Computation graph of a {net} network. The loss is {loss}. Chosen: {parameter}, whose gradient is {gradient}.",
        "{net} 신경망의 계산 그래프. 손실은 {loss}. 고른 매개변수 {parameter}의 기울기는 {gradient}.",
    ),
    "product": Text("The chain of {parameter}", "{parameter}에서 손실까지의 경로"),
    "one": Text("Its only path to the loss:", "손실까지 가는 경로는 하나뿐입니다."),
    "many": Text(
        "It reaches the loss by {count} paths: multiply along each, then add.",
        "손실까지 가는 경로가 {count}개입니다. 경로마다 곱하고, 경로끼리는 더합니다.",
    ),
    "way": Text("Path {number}", "경로 {number}"),
    "ones": Text(
        "Sums pass everything on unchanged (slope 1); these factors are left out.",
        "덧셈은 받은 것을 그대로 넘기므로(미분값 1) 식에서 생략했습니다.",
    ),
    "check": Text(
        "By the chain rule: **{exact}**; by differences: **{difference}**; relative difference: **{error}**.",
        "연쇄 법칙: **{exact}**, 수치 미분: **{difference}**, 상대 차이: **{error}**.",
    ),
    "kink": Text(
        "The loss has a kink exactly here: the slope is {left} to the left and {right} to the right, so there is no "
        "derivative to "
        "check against. The chain rule takes {exact}, by convention.",
        "바로 이 자리에서 손실이 꺾입니다. 왼쪽 기울기는 {left}, 오른쪽 기울기는 {right}이므로 비교할 미분값이 "
        "없습니다. 연쇄 법칙은 관례대로 "
        "{exact} 값을 씁니다.",
    ),
    "network": Text(
        "All {count} gradients of the graph against those of the vectorised network: the largest difference is "
        "{error}.",
        "그래프에서 구한 기울기 {count}개와 벡터화한 신경망의 기울기를 비교하면, 가장 큰 차이는 {error}입니다.",
    ),
    "passes": Text(
        "| calls of backward | cleared before each | never cleared |\n|---|---|---|\n",
        "| backward 호출 횟수 | 매번 초기화 | 초기화하지 않음 |\n|---|---|---|\n",
    ),
    "passes_of": Text(
        "What accumulates for {parameter} in a real run:", "실제로 실행했을 때 {parameter}의 기울기에 쌓인 값입니다."
    ),
    "cleared": Text("cleared after every step", "스텝마다 초기화"),
    "uncleared": Text("never cleared", "초기화하지 않음"),
    "step": Text("step", "스텝"),
    "loss": names.LOSS_AXIS,
    "verdict": Text(
        "Cleared, the loss rose at {rises} of {steps} step{steps:~s} and ended at {end}. Never cleared, it rose at "
        "{bad_rises} of {bad_steps} and ended at "
        "{bad_end}; between it was anywhere from {low} to {high}.",
        "매번 초기화하면 손실은 {steps}스텝 가운데 {rises}스텝에서 커졌고 마지막 값은 {end}입니다. 초기화하지 않으면 "
        "{bad_steps}스텝 가운데 {bad_rises}스텝에서 커졌고 마지막 값은 {bad_end}이며, "
        "그 사이 {low}에서 {high}까지 오르내렸습니다.",
    ),
    "diverged": Text("Diverged at step {step}: {which}.", "{which}: {step}스텝에서 발산했습니다."),
    "back": Text("layers back from the output (0)", "출력층(0)에서 거슬러 온 층수"),
    "size": Text("size of δ, in units of the output's", "δ의 크기 (출력층 = 1)"),
    "output": Text("at the output δ = 1", "출력층에서 δ = 1"),
    "layer": Text("δ{layer} = {size}", "δ{layer} = {size}"),
    "times": Text("δ{layer} = {size} = {factor} · δ{above}", "δ{layer} = {size} = {factor} · δ{above}"),
    "beside": Text("{activation}, hidden layer {layer}: {size}", "{activation}, 은닉층 {layer}: {size}"),
    "caption_output": Text("at the output", "출력층"),
    "caption": Text("hidden layer {layer}, {back} back from the output", "은닉층 {layer}, 출력층에서 {back}층 거슬러"),
    "alt_depth": Text(
        "Size of δ in {depth} hidden layer{depth:~s}, {activation}: {first} in the first one, against 1 at the output.",
        "은닉층 {depth}개에서 δ의 크기, {activation}: 출력층을 1로 놓으면 첫 은닉층에서 {first}.",
    ),
    "factors": Text(
        "| activation | mean factor per layer | √(h·Var w) × slope | first hidden layer |\n|---|---|---|---|\n",
        "| 활성화 함수 | 층별 평균 배율 | √(h·Var w) × 미분값 | 첫 은닉층 |\n|---|---|---|---|\n",
    ),
    "all": Text("All activations, same weights and data", "모든 활성화 함수, 같은 가중치와 데이터"),
    "single": Text(
        "One hidden layer: there is no second one to compare with. Add layers.",
        "은닉층이 하나이므로 비교할 층이 없습니다. 층을 늘려 보십시오.",
    ),
    "nothing": Text(
        "Exactly 0 arrives in the hidden layers: nothing there would ever learn, and a logarithmic axis has no "
        "place for 0.",
        "은닉층에 전해지는 값이 정확히 0입니다. 그 층들은 아무것도 학습하지 못하며, 0은 로그 축에 나타낼 수 없습니다.",
    ),
    "why": Text(
        "Mean factor per layer, measured: **{factor}**. Why: the weights bring √(h·Var w) = {gain}, the "
        "activation's slope brings {slope}; "
        "{gain} × {slope} = {predicted}. {verdict}",
        "층별 평균 배율(측정값): **{factor}** · 이유: 가중치에서 √(h·Var w) = {gain}, 활성화 함수의 미분값에서 "
        "{slope}, {gain} × {slope} = {predicted}. {verdict}",
    ),
}

VERDICTS: Mapping[str, Text] = {
    "vanishes": Text(
        "Below 1: the error vanishes on its way.", "1보다 작으므로 오차가 거슬러 가는 동안 사라집니다(기울기 소실)."
    ),
    "explodes": Text(
        "Above 1: the error explodes on its way.", "1보다 크므로 오차가 거슬러 가는 동안 폭발합니다(기울기 폭발)."
    ),
    "keeps": Text("Near 1: the error arrives.", "1에 가까우므로 오차가 끝까지 전해집니다."),
}

TASK_NAMES = {
    "line": Text("A line (a bowl)", "직선 (그릇 모양)"),
    "sine": Text("Sine wave, 6 neurons", "사인 곡선, 뉴런 6개"),
    "moons": Text("Moons, 4 neurons", "초승달, 뉴런 4개"),
}

if set(TASK_NAMES) != set(TASKS):
    raise ValueError("every task of dlcore.clearing needs its name here")
