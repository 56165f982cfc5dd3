"""The short words of the lesson on backpropagation, as far as it splits an error, in both languages."""

from pages.ui import names
from pages.ui.text import Text

WAY_NAMES = {
    "chain": Text("Chain rule", "연쇄 법칙"),
    "equal": Text("Equal shares", "균등하게"),
    "contribution": Text("By contribution", "기여에 비례해서"),
    "weight": Text("By weight", "가중치에 비례해서"),
    "normalised": Text("By |contribution|", "|기여|에 비례해서"),
}

LABELS = {
    "forward": Text("Forward pass", "순전파"),
    "sum": Text("Sum {sum}", "합 {sum}"),
    "cosine": Text("cosine {cosine}", "코사인 {cosine}"),
    "undefined": Text("Undefined", "정의되지 않음"),
    "alt": Text(
        "One output with error {error}; the two nodes below contribute {first} and {second}. Passed back: {shares}.",
        "오차가 {error}인 출력 하나. 아래 두 노드의 기여는 {first}, {second}입니다. 되돌려 준 값: {shares}.",
    ),
    "alt_covered": Text(
        "One output with error {error}; the two nodes below contribute {first} and {second}. "
        "What goes back is shown when the question is answered or skipped.",
        "오차가 {error}인 출력 하나. 아래 두 노드의 기여는 {first}, {second}입니다. "
        "되돌아가는 값은 질문에 답하거나 건너뛰면 나타납니다.",
    ),
    "alt_film": Text("A network into which an error comes back. {sums}", "오차가 거슬러 올라가는 신경망. {sums}"),
    "epoch": names.EPOCH,
    "loss": Text("Training loss", "훈련 손실"),
    "cosine_axis": Text("Cosine to the gradient", "기울기와의 코사인"),
    "alt_loss": Text("Training loss by epoch. {told}", "에포크에 따른 훈련 손실. {told}"),
    "alt_cosine": Text(
        "Cosine between what a rule gives and the true gradient, by epoch. {told}",
        "에포크에 따른, 규칙이 준 값과 정확한 기울기 사이의 코사인. {told}",
    ),
    "shares": Text("Download the shares (CSV)", "나눈 값 내려받기 (CSV)"),
    "runs": Text("Download the five runs (CSV)", "다섯 실행 내려받기 (CSV)"),
}

SLIDERS = {
    "error": Text("Error e", "오차 e"),
    "z1": Text("Sum z₁", "합 z₁"),
    "w1": Text("Weight w₁", "가중치 w₁"),
    "z2": Text("Sum z₂", "합 z₂"),
    "w2": Text("Weight w₂", "가중치 w₂"),
}

VERDICTS = {
    "no_error": Text("No error, nothing to pass back.", "오차가 없으니 되돌려 줄 것도 없습니다."),
    "multiplies": Text(
        "Nothing is divided. Each node gets its weight × its slope × the error, whatever the other one does.",
        "나누지 않습니다. 노드마다 자기 가중치 × 미분값 × 오차를 받고, 다른 노드와는 상관이 없습니다.",
    ),
    "chance": Text(
        "Nothing is divided: weight × slope × error for each node. That it adds up to the error here is chance.",
        "나누지 않고, 노드마다 가중치 × 미분값 × 오차를 받습니다. 합이 오차와 같은 것은 우연입니다.",
    ),
    "shut": Text(
        "Nothing gets through: each node has slope 0 or weight 0.",
        "아무것도 전해지지 않습니다. 두 노드 모두 미분값이나 가중치가 0입니다.",
    ),
    "same": Text(
        "Adds up, and here it is the chain rule, number for number.", "합이 맞고, 여기서는 연쇄 법칙과 똑같은 값입니다."
    ),
    "adds_up": Text("Adds up.", "합이 맞습니다."),
    "beyond": Text(
        "Adds up, but one node gets {times} times the whole error: these are no shares any more.",
        "합은 맞지만 한 노드가 오차 전체의 {times}배를 받습니다. 더는 나누어 준 것이라고 할 수 없습니다.",
    ),
    "against": Text(
        "Node {node} is told the opposite of what the chain rule tells it.",
        "{node}번 노드는 연쇄 법칙과 반대되는 지시를 받습니다.",
    ),
    "both_against": Text(
        "Both nodes are told the opposite of what the chain rule tells them: the parts add up to a negative number.",
        "두 노드 모두 연쇄 법칙과 반대되는 지시를 받습니다. 나누는 기준의 합이 음수이기 때문입니다.",
    ),
    "parallel": Text(
        "The proportions of the chain rule, {factor} times its size.",
        "연쇄 법칙과 비율이 같고, 크기는 그 {factor}배입니다.",
    ),
    "astray": Text("Not the proportions of the chain rule.", "연쇄 법칙의 비율과 다릅니다."),
    "stuck": Text(
        "It does not see that node {node} cannot move: slope {slope}.",
        "{node}번 노드가 포화되어 바뀔 수 없다는 것(미분값 {slope})을 고려하지 않습니다.",
    ),
    "blind": Text(
        "It does not see that node {node} can hardly move: slope {slope}.",
        "{node}번 노드가 거의 바뀌지 못한다는 것(미분값 {slope})을 고려하지 않습니다.",
    ),
    "cancelled": Text(
        "The weights add up to 0, and nothing can be divided in proportion to 0. The chain rule has no such trouble.",
        "가중치의 합이 0인데, 0에 비례해서 나눌 수는 없습니다. 연쇄 법칙에는 이런 문제가 없습니다.",
    ),
    "cancelled_sum": Text(
        "{first} + {second} = 0, and nothing can be divided in proportion to 0. The chain rule has no such trouble.",
        "{first} + {second} = 0인데, 0에 비례해서 나눌 수는 없습니다. 연쇄 법칙에는 이런 문제가 없습니다.",
    ),
    "nothing": Text(
        "Every part is 0: nothing was passed forward, so there is nothing to divide by.",
        "나누는 기준이 모두 0입니다. 전달된 것이 없으니 나눌 기준도 없습니다.",
    ),
}

WEIGHTS = {
    "weights": Text(
        "And the weights themselves? Each is told its input × the error: ∂E/∂w₁ = {a1} · {error} = {g1} and "
        "∂E/∂w₂ = {a2} · {error} = {g2}. A weight's own size is not in the formula.",
        "가중치 자신은 어떨까요? 가중치마다 입력 × 오차를 받습니다. ∂E/∂w₁ = {a1} · {error} = {g1}, "
        "∂E/∂w₂ = {a2} · {error} = {g2}. 가중치의 크기는 식에 들어 있지 않습니다.",
    ),
    "smaller": Text(
        "And the weights themselves? Each is told its input × the error: ∂E/∂w₁ = {a1} · {error} = {g1} and "
        "∂E/∂w₂ = {a2} · {error} = {g2}. The larger weight gets the smaller change: "
        "its own size is not in the formula.",
        "가중치 자신은 어떨까요? 가중치마다 입력 × 오차를 받습니다. ∂E/∂w₁ = {a1} · {error} = {g1}, "
        "∂E/∂w₂ = {a2} · {error} = {g2}. 더 큰 가중치가 더 작게 바뀝니다. 가중치의 크기는 식에 들어 있지 않습니다.",
    ),
}

FILM = {
    "start": Text("forward pass done; error {error} at the output", "순전파를 마침, 출력의 오차 {error}"),
    "step": Text("passed back to {layer}: sum {total}", "{layer}까지 되돌림: 합 {total}"),
    "inputs": Text("the inputs", "입력층"),
    "hidden": Text("hidden layer {layer}", "은닉층 {layer}"),
    "cancelled": Text(
        "the rule is undefined here: the parts below one node cancel to 0",
        "규칙이 정의되지 않음: 한 노드 아래의 기준이 상쇄되어 합이 0",
    ),
    "nothing": Text(
        "the rule is undefined here: the parts below one node are all 0",
        "규칙이 정의되지 않음: 한 노드 아래의 기준이 모두 0",
    ),
    "conserved": Text(
        "Sums of the layers, from the output back to the inputs: {sums}. **Conserved**: the rule only shares out.",
        "출력층에서 입력층까지 층마다 더한 값: {sums}. **보존됩니다.** 이 규칙은 나누기만 합니다.",
    ),
    "not_conserved": Text(
        "Sums of the layers, from the output back to the inputs: {sums}. **Not conserved**: every layer "
        "multiplies anew.",
        "출력층에서 입력층까지 층마다 더한 값: {sums}. **보존되지 않습니다.** 층마다 새로 곱합니다.",
    ),
    "no_error": Text(
        "Sums of the layers, from the output back to the inputs: {sums}. With error 0 there is nothing to pass back.",
        "출력층에서 입력층까지 층마다 더한 값: {sums}. 오차가 0이므로 되돌려 줄 것이 없습니다.",
    ),
    "stopped": Text(
        "Sums of the layers, from the output back: {sums}. Then it **stops**: {why}.",
        "출력층부터 층마다 더한 값: {sums}. 그다음에는 **멈춥니다**: {why}.",
    ),
}

OUTCOMES = {
    "ended": Text("ends at loss {loss}; mean cosine {cosine}.", "마지막 손실 {loss}, 평균 코사인 {cosine}."),
    "diverged": Text(
        "**diverged** at step {step}, last seen at loss {loss}; mean cosine until then {cosine}.",
        "{step}스텝에서 **발산**, 마지막 손실 {loss}, 그때까지의 평균 코사인 {cosine}.",
    ),
    "nothing": Text(
        "**stopped** at step {step}: for an example in the batch every part was 0, and the rule could not say whose "
        "error it was. Loss until then {loss}, mean cosine {cosine}.",
        "{step}스텝에서 **멈춤**. 배치의 한 예제에서 나누는 기준이 모두 0이라 오차를 나눌 수 없었습니다. "
        "그때까지의 손실 {loss}, 평균 코사인 {cosine}.",
    ),
    "cancelled": Text(
        "**stopped** at step {step}: for an example in the batch the parts cancelled to 0, and the rule could not say "
        "whose error it was. Loss until then {loss}, mean cosine {cosine}.",
        "{step}스텝에서 **멈춤**. 배치의 한 예제에서 나누는 기준이 상쇄되어 0이 되는 바람에 오차를 나눌 수 "
        "없었습니다. 그때까지의 손실 {loss}, 평균 코사인 {cosine}.",
    ),
}

PROGRESS = Text(
    "w₁ = {w1}, w₂ = {w2}: by weight {weight}, by the chain rule {chain}.",
    "w₁ = {w1}, w₂ = {w2}: 가중치에 비례해서 나누면 {weight}, 연쇄 법칙으로는 {chain}.",
)
