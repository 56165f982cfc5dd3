"""Backpropagation: the chain rule on a graph, and the picture of an error that is shared out."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from dlcore.gradients.computation_graph import Node, accumulate, backward, paths
from dlcore.gradients.delta_by_depth import deltas
from dlcore.gradients.rule_training import rule_gradients, shares
from dlcore.gradients.split_rules import Rule, flow
from dlcore.gradients.splits import splits
from pages.lessons.backprop.graph import chain_rule, computation_graph
from pages.lessons.backprop.split import deep_pictures, networks, rule_pictures, sharing, split_pictures
from pages.lessons.backprop.split.split_words import LABELS
from pages.lessons.backprop.values import BackpropValues
from pages.ui import controls
from pages.ui.parts import downloads, lesson, strip
from pages.ui.serving import runs
from pages.ui.text import Text
from pages.ui.training_run import thumbnails

LESSON = "backprop"


class Part(controls.Choice):
    """The choice of the screen. A link of before that names none opens the one whose settings it has."""

    def word(self, asked: Mapping[str, str]) -> str | None:
        if self.id in asked:
            return asked[self.id]
        return next((part for part, ids in SETTINGS_OF.items() if asked.keys() & ids), None)


SETTINGS_OF = {
    "split": {"error", "z1", "w1", "z2", "w2", "activation"},
    "deep": {"way", "hidden", "x1", "x2", "start"},
    "training": {"dataset", "bend", "layers", "learning_rate", "seed"},
}
"""Settings that links of before have without a part: all three screens were one page then, the first."""

SCREENS = (
    lesson.Screen(
        "chain",
        Text("The chain rule on a graph", "그래프 위의 연쇄 법칙"),
        chain_rule.draw_chain,
        question="question_update",
        asked={"part": "chain"},
    ),
    lesson.Screen(
        "split",
        Text("The split 60 : 40", "60 대 40으로 나누기"),
        sharing.draw_split,
        question="question",
        asked={"part": "split"},
    ),
    lesson.Screen("deep", Text("Back through a deeper net", "더 깊은 신경망"), sharing.draw_deep),
    lesson.Screen("training", Text("Training by each rule", "규칙마다 학습시키기"), sharing.draw_training),
    lesson.Screen("depth", Text("Depth", "깊이와 기울기 소실"), chain_rule.draw_depth),
    lesson.Screen(
        "clearing",
        Text("Clearing gradients", "기울기 초기화"),
        chain_rule.draw_clearing,
        question="question_clearing",
        asked={"part": "clearing"},
    ),
)
CONTROLS: controls.Controls[BackpropValues] = (
    Part(
        "part",
        lesson.EXPERIMENT,
        options={screen.id: screen.title for screen in SCREENS},
        default=SCREENS[0].id,
        row=True,
    ),
    *sharing.CONTROLS,
    *chain_rule.CONTROLS,
)
PRESETS = (*chain_rule.PRESETS, *sharing.PRESETS)
CODE: Mapping[str, tuple[Any, ...]] = {
    "chain": (Node, backward, paths),
    "split": (splits, Rule),
    "deep": (Rule, flow),
    "training": (rule_gradients, shares),
    "depth": (deltas,),
    "clearing": (accumulate,),
}


def files(chosen: BackpropValues) -> tuple[downloads.File, ...]:
    """Return the shares, the five runs, and the run by the chain rule as a program."""
    run = rule_pictures.experiment(chosen)
    return (
        downloads.File(LABELS["shares"], "shares.csv", partial(split_pictures.table, split_pictures.of(chosen))),
        downloads.File(LABELS["runs"], "rules.csv", lambda: rule_pictures.runs_table(rule_pictures.trained(run))),
        downloads.File(downloads.PROGRAM, "chain_rule.py", lambda: runs.program(run)),
    )


PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge({"part": "split"}, sharing.judge),
    code=lambda chosen: CODE[chosen.part],
    files=files,
    selector="part",
    components=(computation_graph.GRAPH, networks.NETS),
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson."""
    thumbnails.show(deep_pictures.glimpse())
