"""Korean words: the decided terms, one level of speech, and particles that fit whatever number is put in."""

import ast
import re
from pathlib import Path

import pytest

from pages.ui.text import Text, say
from tests.ui.running import run

ROOT = Path(__file__).parents[2] / "pages"
HANGUL = re.compile("[가-힣]")

TERMS = {
    r"학습률 일정|코사인 일정|일정 \{": "학습률 스케줄",
    r"베이즈": "베이지안",
    r"(둥근|곧은) 커널": "RBF 커널, 선형 커널",
    r"(시험|훈련) (점|숫자)": "시험 데이터, 훈련 데이터",
    r"시계": "기준, 가로축",
    r"가장 짧은 해|잔잔": "노름이 가장 작은 해, 완만한",
    r"곧게에서|곧은 층|굽는 곳|굽음": "선형, 비선형 함수, 비선형성",
    r"도함수": "미분값, 국소적 미분",
    r"걸음(?!을 얼마나 크게)": "스텝",
    r"최적화 방법": "옵티마이저",
    r"유닛": "은닉 뉴런",
    r"특징 더하기|특징의 수|입력 특징|특징 벡터|특징과|뺀 특징": "특성",
    r"범주": "클래스",
    r"\(법칙|법칙이 정하는|법칙은 \{": "이론값",
    r"치르|(?<![가-힣])치를": "손실은 …입니다, 벌점",
    r"찍기(보다|와|의|\()|찍는 것": "무작위 추측",
    r"뻣뻣": "단순한",
    r"끝에서": "학습이 끝났을 때",
    r"(첫|처음) 가중치|출발 시드": "초기 가중치",
    r"필름": "애니메이션",
    r"견주|견준|견줄": "비교하다",
    r"까닭": "이유",
    r"(?<!이)저마다": "각각",
    r"조절 막대|옆 막대|사이드바|단추": "슬라이더, 화면 위, 버튼",
    r"절대 오차": "절댓값 오차, 평균절대오차",
    r"무엇을 보았|본 것을 읽기|무엇을 볼까": "결과 정리, 살펴볼 부분",
    r"과제로 가기|과제 설정하기|^출발점으로$": "도전 시작",
    r"[0-9}] %": "70%",
    r"[0-9}$*] (비트|내트|\{unit)": "1비트",
    r"[0-9}]에포크": "1 에포크",
    r"규제의 세기|반복 수": "규제 강도, 반복 횟수",
    r"정답률|맞힌 비율|틀린 비율": "정확도, 오분류율",
    r"목표값|최대값|최소값|절대값|기대값|대표값": "목푯값, 최댓값, 최솟값, 절댓값, 기댓값, 대푯값",
    r"표준 편차|평균 제곱 오차": "표준편차, 평균제곱오차",
    r"수업 계획": "수업 지도안",
    r"주자": "옵티마이저",
    r"직각 거리": "수직 거리",
    r"시끄럽|시끄러": "잡음이 많다",
    r"장면": "프레임",
    r"의 것입니다|의 것이다": "…에 달려 있습니다, …로 정해집니다",
    r"서로 다른 바람": "서로 다른 목표",
}
"""Words that are not said here, and the one that is: one word for one idea, as Korean books on the subject have it."""

NOUNS = ("필요", "중요", "주요", "개요", "아니요")
YO = re.compile(r"([가-힣]*요)(?=[\s.,!?…”’)*]|$)")
PLAIN = re.compile(r"(?<![니시])다[.!](?=[\s*)]|$)|[가나냐]\?")
CHOICE = re.compile(r"^- [a-z_]+(?: \(right\))?: (.+)$", re.MULTILINE)
END = ("니다.", "십시오.")

FILLED = re.compile(r"\{(\w+)(:[^{}]*)?\}\**(?:은|는|이|가|을|를|과|와|으로|로|이라|라|이나|나)(?![가-힣])")
SAFE = {
    "share": "a percentage: 퍼센트를",
    "slow": "a percentage",
    "diverged": "a percentage",
    "fixed": "so many kB: 킬로바이트는",
    "probability": "nothing or “(확률)”: 출력을, 출력(확률)을",
}
"""Placeholders that end in the same sound whatever is put in; a format of percent needs no entry."""


def labels():
    """Every Korean string of the code, with its place."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and HANGUL.search(node.value):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def prose():
    """Every Korean line of the prose and of the plans, with its place."""
    for path in sorted(ROOT.rglob("*ko.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if HANGUL.search(line):
                yield f"{path.relative_to(ROOT)}:{number}", line


ALL = (*labels(), *prose())


def other_terms(words):
    return [f"{found[0]} → {term}" for used, term in TERMS.items() if (found := re.search(used, words))]


def other_speech(words):
    """Ends of sentences that are not 합니다체, of which questions in -ㄹ까요 and calls in -ㅂ시다 are a part."""
    polite = (word for word in YO.findall(words) if not re.search(rf"(?<!니)까요$|({'|'.join(NOUNS)})$", word))
    return [*polite, *(found[0] for found in PLAIN.finditer(words))]


def loose_particles(words):
    return [found[0] for found in FILLED.finditer(words) if not (found[2] or "").endswith("%") and found[1] not in SAFE]


def test_all_korean_is_looked_at():
    assert sum(1 for _ in labels()) > 1_300
    assert sum(1 for _ in prose()) > 450
    assert len(list(ROOT.rglob("*ko.md"))) == 25


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (other_terms, "학습률 일정"),
        (other_terms, "베이즈 최적화"),
        (other_terms, "{steps}걸음 뒤"),
        (other_terms, "저마다 다릅니다"),
        (other_speech, "길이 하나뿐이니까요."),
        (other_speech, "기울기를 봐요"),
        (other_speech, "가장 많은 점을 지나간다."),
        (other_speech, "확률을 얼마나 주었는가?"),
        (loose_particles, "{after}이 됩니다"),
        (loose_particles, "**{loss:.3g}**로 바뀝니다"),
        (loose_particles, "{first}와 {second}"),
    ],
)
def test_a_fault_is_seen(found, words):
    assert found(words)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (other_terms, "옵티마이저마다 스텝 수가 다릅니다. 여기서는 학습률을 고정합니다."),
        (other_speech, "필요 없습니다. 무엇이 달라질까요? “됩니다”라고 답합니다. 보십시오."),
        (loose_particles, "{share:.0%}를, {count}개가, {loss}입니다, {rate}에서"),
    ],
)
def test_what_is_right_is_left_alone(found, words):
    assert not found(words)


@pytest.mark.parametrize("found", [other_terms, other_speech, loose_particles])
def test_no_korean_text_has_a_fault(found):
    assert not [(place, faults) for place, words in ALL if (faults := found(words))]


def test_every_safe_placeholder_is_still_used():
    used = {found[1] for _, words in ALL for found in FILLED.finditer(words)}
    assert set(SAFE) <= used


def test_every_answer_to_choose_from_is_a_sentence_in_the_same_speech():
    choices = [choice for path in ROOT.rglob("ko.md") for choice in CHOICE.findall(path.read_text(encoding="utf-8"))]
    assert len(choices) > 45
    assert not [choice for choice in choices if not choice.endswith(END)]


@pytest.mark.parametrize(("count", "said"), [(1, "1 hinge, 8.0 each"), ("1", "1 hinge, 8.0 each"), (21, "21 hinges")])
def test_one_of_a_thing_is_in_the_singular(count, said):
    assert say(Text("{count} hinge{count:~s}, {size:.1f} each", "경첩 {count}개"), count=count, size=8).startswith(said)


ONE_OF_MANY = re.compile(
    r"(?<![\d.,−/·] )(?<![\d.,−/(⁻·=])\b1\**( [a-z]+)? (?!is\b|was\b|has\b|passes\b)[a-z]{3,}s\b(?! it)"
)


@pytest.mark.parametrize(
    ("lesson", "link"),
    [
        ("batch_size", {"batch_size": "99"}),
        ("batch_size", {"batch_size": "99", "last_batch": "dropped"}),
        ("batch_size", {"batch_size": "100"}),
        ("linearity", {"part": "product", "layers": "1"}),
        ("linearity", {"part": "folds", "width": "1", "depth": "1"}),
        ("linearity", {"part": "hinges", "hinges": "1"}),
        ("linearity", {"part": "hinges", "hinges": "1", "how": "trained"}),
        ("linearity", {"part": "features", "features": "x1"}),
        ("training", {"hidden": "none", "epochs": "1", "tool": "slow"}),
    ],
)
def test_a_page_says_nothing_of_1_things(lesson, link):
    page = run(lesson, predict="skip", lang="en", **link)
    told = [part.value for part in (*page.markdown, *page.caption, *page.warning)]
    told += [re.sub(r"(?s)<style.*?</style>|<[^>]*>", " ", part.proto.body) for part in page.get("html")]
    assert not page.exception
    assert not [found[0] for words in told for found in ONE_OF_MANY.finditer(words)]


def test_a_number_in_a_label_has_a_true_minus_and_no_padded_exponent():
    assert say(Text("{low:.3g} to {high:g}", "{low:.3g} ~ {high:g}"), low=-48.71, high=2.4e-5) == "−48.7 to 2.4e−5"
