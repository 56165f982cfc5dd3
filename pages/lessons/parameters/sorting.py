"""The sorting task: cards that are a parameter or a hyperparameter, each answered at once with its reason."""

from dataclasses import dataclass

import streamlit as st

from pages.lessons.parameters import settings_table
from pages.ui.text import Text, carry, say

KINDS = {"parameter": Text("Parameter", "매개변수"), "hyperparameter": Text("Hyperparameter", "하이퍼파라미터")}
RIGHT, WRONG = Text("Right.", "맞습니다."), Text("No.", "아닙니다.")
SCORE = Text("{right} of {cards} right, {left} still to sort", "{cards}장 중 {right}장 정답, 남은 카드 {left}장")
AGAIN = Text("Start again", "다시 시작")


@dataclass(frozen=True)
class SortingCard:
    """A card: what stands on it, of which kind it is, and why."""

    id: str
    text: Text
    kind: str
    reason: Text


CARDS = (
    SortingCard(
        "weights",
        Text("The weights of a network", "신경망의 가중치"),
        "parameter",
        Text(
            "Gradient descent finds them from the data, and no prediction can be made without them.",
            "경사하강법이 데이터에서 구하며, 없으면 예측할 수 없습니다.",
        ),
    ),
    SortingCard(
        "learning_rate",
        Text("The learning rate", "학습률"),
        "hyperparameter",
        Text(
            "You set it before training; the finished network does not know it.",
            "학습하기 전에 사용자가 정하며, 학습이 끝난 신경망에는 남지 않습니다.",
        ),
    ),
    SortingCard(
        "support",
        Text("The support vectors", "서포트 벡터"),
        "parameter",
        Text(
            "The fit decides which examples stay, and the saved machine consists of them.",
            "어떤 예제가 남을지는 학습이 정하고, 저장된 모델은 바로 그 예제들로 이루어집니다.",
        ),
    ),
    SortingCard(
        "c",
        Text("C of a support vector machine", "서포트 벡터 머신의 C"),
        "hyperparameter",
        Text(
            "The penalty for a violation is yours to set; the support vectors follow from it.",
            "마진 위반의 벌점은 사용자가 정합니다. 서포트 벡터는 그에 따라 결정됩니다.",
        ),
    ),
    SortingCard(
        "bias",
        Text("The bias of a neuron", "뉴런의 편향(bias)"),
        "parameter",
        Text(
            "It is learned like a weight, one for each neuron.",
            "가중치와 똑같이 학습하는 값으로, 뉴런마다 하나씩 있습니다.",
        ),
    ),
    SortingCard(
        "loss",
        Text("The loss function", "손실 함수"),
        "hyperparameter",
        Text(
            "It says what good means. Training lowers its value but never chooses it.",
            "무엇이 좋은 것인지를 정합니다. 학습은 그 값을 줄일 뿐, 함수 자체를 고르지 않습니다.",
        ),
    ),
    SortingCard(
        "batch_size",
        Text("The batch size", "배치 크기"),
        "hyperparameter",
        Text(
            "You set it; once training is over it plays no part.",
            "사용자가 정하며, 학습이 끝나면 아무 역할도 하지 않습니다.",
        ),
    ),
    SortingCard(
        "coefficients",
        Text("Regression coefficients", "회귀계수"),
        "parameter",
        Text(
            "Least squares computes them from the data. (The coefficient of determination R² is another thing: "
            "a score.)",
            "최소제곱법이 데이터에서 계산합니다. (결정계수 R²는 다른 것으로, 모델에 매기는 점수입니다.)",
        ),
    ),
    SortingCard(
        "layers",
        Text("The number of layers", "층의 수"),
        "hyperparameter",
        Text(
            "You build the network, then its weights are found. It decides how many parameters there are.",
            "사용자가 신경망을 설계한 뒤에 가중치를 구합니다. 층의 수는 매개변수가 몇 개인지를 정합니다.",
        ),
    ),
    SortingCard(
        "seed",
        Text("The seed of the first weights", "초기 가중치의 시드"),
        "hyperparameter",
        Text(
            "You set it and it changes the result, but choosing the luckiest seed teaches nothing: repeat with "
            "several.",
            "사용자가 정하고 결과도 달라집니다. 다만 운 좋은 시드를 고르는 것은 의미가 없으니 여러 시드로 "
            "되풀이하십시오.",
        ),
    ),
    SortingCard(
        "early_stopping",
        Text("The epoch at which early stopping ends", "조기 종료가 멈춘 에포크"),
        "hyperparameter",
        Text(
            "The number of epochs is a setting. Early stopping finds it by trying, on validation data, as any "
            "hyperparameter is found; no prediction asks for it.",
            "에포크 수는 설정값입니다. 조기 종료는 다른 하이퍼파라미터처럼 검증 데이터로 시도해 가며 그 값을 찾을 "
            "뿐이고, "
            "예측할 때는 필요하지 않습니다.",
        ),
    ),
    SortingCard(
        "scaling",
        Text("Mean and spread used to scale a feature", "특성 스케일링에 쓰는 평균과 표준편차"),
        "parameter",
        Text(
            "Measured from the training data, needed for every prediction, saved with the model: all the properties. "
            "Whether to scale at all is the hyperparameter.",
            "훈련 데이터에서 측정하고, 예측할 때마다 필요하며, 모델과 함께 저장합니다. 매개변수의 특징을 모두 "
            "갖추었습니다. "
            "스케일링을 할지 말지가 하이퍼파라미터입니다.",
        ),
    ),
)


@st.fragment
def show(lesson: str) -> None:
    """Show the cards in three columns; an answer is told at once whether it is right, and why."""
    answers = {card.id: st.session_state.get(key(lesson, card)) for card in CARDS}
    right = sum(answers[card.id] == card.kind for card in CARDS)
    left = sum(answer is None for answer in answers.values())
    settings_table.tight(f"{lesson}-cards")
    with st.container(key=f"{lesson}-cards"):
        columns = st.columns(3, gap="small")
    for place, card in enumerate(CARDS):
        with columns[place % 3], st.container(border=True):
            ask(key(lesson, card), card)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{say(SCORE, right=right, cards=len(CARDS), left=left)}**")
        st.button(say(AGAIN), key=f"{lesson}.cards.again", type="tertiary", on_click=clear, args=(lesson,))


def ask(name: str, card: SortingCard) -> None:
    """Show a card, its two buttons, and the reply."""
    carry(name)
    answer = st.segmented_control(
        say(card.text),
        options=list(KINDS),
        format_func=lambda kind: say(KINDS[kind]) if kind in KINDS else kind,
        key=name,
    )
    if answer is None:
        return
    mark = ":material/check_circle:" if answer == card.kind else ":material/close:"
    word = say(RIGHT if answer == card.kind else WRONG)
    st.markdown(f"{mark} **{word} {say(KINDS[card.kind])}.** {say(card.reason)}")


def key(lesson: str, card: SortingCard) -> str:
    """The widget key of a card."""
    return f"{lesson}.card.{card.id}"


def clear(lesson: str) -> None:
    """Take all answers back."""
    for card in CARDS:
        st.session_state[key(lesson, card)] = None
