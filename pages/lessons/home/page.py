"""The first page: a network that learns, to be changed at once; where to start; and how to teach with it."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from pages.lessons.home.values import HomeValues
from pages.ui import component, controls, host, names
from pages.ui.address import address, presentation
from pages.ui.parts import lesson
from pages.ui.parts.stage import stage
from pages.ui.serving import turns
from pages.ui.shell import navigation
from pages.ui.text import Text, prose, say, settle_language
from pages.ui.theme import POSITIVE
from pages.ui.training_run import run_pictures
from pages.ui.training_run.first_run import FIRST_RUN

PAGE_ID = "home"
STAGE = 300
DATA = ("spiral", "moons", "circles", "xor")
CONTROLS: controls.Controls[HomeValues] = (
    controls.Choice(
        "dataset",
        names.DATA,
        options={name: names.DATASETS[name] for name in DATA},
        default=FIRST_RUN.dataset,
    ),
    controls.Rate(
        "learning_rate",
        names.LEARNING_RATE,
        default=FIRST_RUN.rates[0],
        low=1e-4,
        high=10.0,
        live=True,
    ),
)
LABORATORY, FIRST = Text("Open the laboratory", "실험실 열기"), Text("Start with lesson 1", "1단원부터 시작하기")
PATH = Text("Where to start: six questions", "어디서 시작할까: 여섯 가지 질문")
ALL = Text("All lessons", "모든 단원")
QUESTIONS = {
    "parameters": Text(
        "What does a model find, and what do I set?", "모델이 찾는 값과 내가 정하는 값은 무엇이 다를까?"
    ),
    "loss": Text("How is an answer judged?", "모델의 답은 어떻게 평가할까?"),
    "bias_variance": Text("Why is it worse on new data?", "왜 새 데이터에서는 더 많이 틀릴까?"),
    "learning_rate": Text("How far to step, and why does it diverge?", "한 번에 얼마나 옮기고, 왜 발산할까?"),
    "backprop": Text("How does every weight learn of its share?", "가중치마다 제 몫의 오차를 어떻게 알까?"),
    "linearity": Text("Why are activation functions needed?", "활성화 함수는 왜 필요할까?"),
}

CSS = host.style(f"""
.st-key-stage-controls $page_link a {{ border: 1px solid {POSITIVE};
  border-radius: .5rem; padding: .35rem .8rem; justify-content: center; white-space: nowrap; }}
.st-key-home-cards $vertical_block {{ position: relative; }}
.st-key-home-cards $page_link a::after {{ content: ""; position: absolute; inset: 0; z-index: 1; }}
.st-key-home-cards $element_container:has($page_link) {{ position: static; }}
.st-key-home-cards $vertical_block:has(a:hover) {{ border-color: {POSITIVE}; }}
""")


def show() -> None:
    """Draw the page."""
    words = prose(PAGE_ID)
    component.announce(stage.STAGE)
    st.html(f"<style>{CSS}</style>")
    st.fragment(_stage)()
    with st.container(key="below"):
        _questions(words)
        _cards()
        st.markdown(words["read"])
        with st.expander(say(navigation.TEACHERS), icon=":material/school:"):
            presentation.switch()
            st.markdown(words["teachers"])


def _stage() -> None:
    settle_language()
    with turns.turn(), st.container(key="stage", gap="xsmall"):
        panel = controls.prepare(PAGE_ID, CONTROLS)
        panel.draw_notes()
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="stage-controls"):
            panel.draw("dataset", "learning_rate")
            for id, label in (("training", LABORATORY), ("parameters", FIRST)):
                st.page_link(navigation.page_of(id), label=f"**{say(label)}**", icon=":material/arrow_forward:")
        experiment = replace(FIRST_RUN, dataset=panel.value.dataset, learning_rate=panel.value.learning_rate)
        run_pictures.film_player(experiment, "home.film", autoplay=address.frame() is None)
        [place] = lesson.body(1)
        with place:
            run_pictures.on_stage(experiment, "home.stage", height=STAGE)


def _questions(words: Mapping[str, str]) -> None:
    st.markdown(words["begin"])
    st.subheader(say(PATH))
    with st.container(horizontal=True, gap="small", key="home-path"):
        for id, question in QUESTIONS.items():
            st.page_link(navigation.page_of(id), label=say(question), icon=":material/arrow_forward:")


def _cards() -> None:
    st.subheader(say(ALL))
    with st.container(horizontal=True, gap="medium", key="home-cards"):
        for known in navigation.written():
            if known.id == PAGE_ID:
                continue
            with st.container(border=True, width=280, height="stretch"):
                st.caption(say(known.section))
                st.page_link(known.page(), label=f"**{say(known.title)}**", width="stretch")
                known.glance()
                if claim := prose(known.id).get("claim"):
                    st.markdown(claim)
