"""The learning rate."""

from functools import partial

import streamlit as st

from dlcore.optimization.curvature import largest_eigenvalue
from dlcore.optimization.descent import descend_path
from dlcore.optimization.optimizers import descend
from dlcore.studies.learning_rate_sweep import Run, factor, sweep, verdict
from pages.lessons.learning_rate import pictures
from pages.lessons.learning_rate.charts import arrivals, descent, rate_sweep
from pages.lessons.learning_rate.pictures import is_curve
from pages.lessons.learning_rate.values import LearningRateValues
from pages.lessons.learning_rate.words import (
    AND_DIVERGED,
    ARRIVALS,
    DRAWING,
    FACTOR,
    JUDGED,
    LABELS,
    LIMITS,
    NONE_DIVERGED,
    OBJECTIVES,
    PARTS,
    PROGRESS,
    REGIMES,
    SAYS,
    SOLVED,
    WELLS,
)
from pages.ui import controls, names
from pages.ui.address import address
from pages.ui.charts import class_pictures, curve, history
from pages.ui.controls import drawn_curve
from pages.ui.number_format import short
from pages.ui.parts import chart, class_experiment, downloads, drawn_prediction, lesson, player, quiz, strip
from pages.ui.parts.drawn_prediction import DrawnState
from pages.ui.parts.stage_layout import HEIGHT
from pages.ui.text import Text, prose, say
from pages.ui.training_run import laboratory, thumbnails

LESSON = "learning_rate"
RUN, SWEEP = Text("One run", "한 번의 실행"), Text("Every rate at once", "모든 학습률을 한꺼번에")
CAUGHT = Text("Caught in a local minimum?", "지역 최솟값에 갇힐까요?")
SETTINGS: controls.Controls[LearningRateValues] = (
    controls.Choice("objective", Text("Function", "내려갈 함수"), options=OBJECTIVES, default="parabola"),
    controls.Number(
        "curvature",
        Text("Curvature λ", "곡률 λ"),
        low=0.5,
        high=5.0,
        step=0.5,
        default=1.0,
        shown=lambda chosen: chosen.objective == "parabola",
    ),
    controls.Rate("learning_rate", Text("Learning rate η", "학습률 η"), default=0.3, low=0.001, high=100.0, live=True),
    controls.Number("steps", Text("Steps", "스텝 수"), low=5, high=100, step=5, default=30),
    controls.Choice(
        "schedule", Text("Learning-rate schedule", "학습률 스케줄"), options=names.SCHEDULES, default="constant"
    ),
    controls.Seed(shown=lambda chosen: not is_curve(chosen.objective)),
    controls.Choice("wells", Text("Curve of the test", "실험할 곡선"), options=WELLS, default="double_well"),
    controls.Number("noise", Text("Noise of the gradient", "기울기의 잡음"), low=0.1, high=3.0, step=0.1, default=1.0),
    controls.Seed("starts", Text("Seed of the starts", "출발점 시드")),
    controls.Flag("range", Text("Range test: one run, its rate growing", "학습률 범위 테스트"), default=False),
)
ASKED, OTHERS = {"objective": "parabola", "learning_rate": 1.9}, (0.3, 2.1)
"""The run that an answer plays, and the other rates that the question names."""
PRESETS = (
    controls.Preset("crawls", Text("Crawl", "느리게 가기"), {"learning_rate": 0.01}),
    controls.Preset("swings", Text("Oscillate", "진동하기"), {"learning_rate": 1.9}),
    controls.Preset("diverges", Text("Diverge", "발산하기"), {"learning_rate": 2.5}),
    controls.Preset("trapped", Text("Get caught", "갇히기"), {"objective": "trap", "learning_rate": 0.05, "steps": 60}),
)


def draw_run(panel: controls.Panel[LearningRateValues]) -> None:
    """Draw one run: the curve with its steps or the model's line, and the loss."""
    chosen = panel.value
    lesson.row(panel, "objective", "curvature", "learning_rate", "steps", more=("schedule", "seed"))
    drawn = drawn_prediction.at(LESSON, pictures.run_settings(chosen))
    if class_experiment.watch(f"{LESSON}.drawn", partial(show_class, chosen), asked=drawn.asking):
        return
    if drawn.asking:
        show_drawing(chosen, run_of(chosen), drawn)
    else:
        show_film(chosen, run_of(chosen), drawn)
        if drawn.knots:
            class_experiment.offer(f"{LESSON}.drawn", (chosen.learning_rate, *drawn.knots))


def draw_sweep(panel: controls.Panel[LearningRateValues]) -> None:
    """Draw every rate at once, and the range test."""
    lesson.row(panel, "objective", "curvature", "learning_rate", "range", more=("seed",))
    [place] = lesson.body(1)
    with place:
        show_sweep(panel.value)
    if panel.value.range:
        show_range(panel.value)


def draw_wells(panel: controls.Panel[LearningRateValues]) -> None:
    """Draw the test of the claim's second half."""
    lesson.row(panel, "wells", "noise", "starts")
    [place] = lesson.body(1)
    with place:
        show_arrivals(panel.value)


def judge(panel: controls.Panel[LearningRateValues]) -> strip.Progress:
    """Judge the challenge on the run that is shown."""
    chosen = panel.value
    run = run_of(chosen)
    met = chosen.objective == "bumpy" and chosen.steps == 30 and not run.diverged_at and bool(run.loss[-1] < 0.001)
    end = short(pictures.told_loss(run)[-1])
    what = say(OBJECTIVES[chosen.objective])
    return strip.Progress(met, say(SOLVED if met else PROGRESS, end=end, what=what, steps=chosen.steps))


def run_of(chosen: LearningRateValues) -> Run:
    """Return the run of these settings."""
    return pictures.run(pictures.place(chosen), chosen.learning_rate, chosen.steps, chosen.schedule)


def files(chosen: LearningRateValues) -> tuple[downloads.File, ...]:
    """Return the steps, and the run as a program."""
    run = run_of(chosen)
    return (
        downloads.File(LABELS["data"], "learning_rate.csv", partial(pictures.table, run)),
        downloads.File(downloads.PROGRAM, "descent.py", partial(pictures.source_of_run, chosen, run)),
    )


def show_drawing(chosen: LearningRateValues, run: Run, drawn: DrawnState) -> None:
    """Draw the start of the film, and the area where the loss is drawn before it is shown."""
    drawn_prediction.bar(LESSON)
    first, second = lesson.body(3, 2)
    with first:
        show_picture(chosen, run, say(DRAWING["start"]), "before")
    with second:
        axes = pictures.drawing_axes(run, chosen.steps, say(DRAWING["place"]))
        titles = (say(LABELS["step"]), say(LABELS["loss"]))
        drawn_prediction.area(LESSON, drawn, say(DRAWING["label"]), titles=titles, **axes)


def show_class(chosen: LearningRateValues, sent: list[class_experiment.Numbers]) -> None:
    """Draw what the class drew for this rate over the real curve."""
    count, datasets = pictures.class_curves(run_of(chosen), chosen.steps, chosen.learning_rate, sent)
    words = say(DRAWING["class"], count=count, rate=f"{chosen.learning_rate:g}")
    spec = class_pictures.curves_spec(say(LABELS["step"]), say(LABELS["loss"]), log=True)
    chart.show(spec, datasets, words, f"{LESSON}.class")
    st.caption(words)


def show_picture(chosen: LearningRateValues, run: Run, said: str, key: str = "") -> None:
    """Draw the curve with its steps, or the model's line; a chart of another `key` begins at the first frame."""
    if is_curve(chosen.objective):
        spec = descent.spec("θ", say(LABELS["loss"]), height=HEIGHT)
        patterns = {name: say(text) for name, text in PARTS.items()}
        data = pictures.curve_picture(pictures.place(chosen), run, patterns)
        chart.show(spec, data, said, f"{LESSON}.{key or 'curve'}")
    else:
        spec = curve.spec("x", "y", height=HEIGHT)
        chart.show(spec, pictures.fit_picture(chosen, run), said, f"{LESSON}.{key or 'fit'}")


def others_asked(chosen: LearningRateValues) -> tuple[float, ...]:
    """Return the other rates of the question, while its outcome is told and the run asked about is shown."""
    told = strip.at_question(LESSON) and quiz.committed(LESSON) not in (None, strip.SKIPPED)
    asked = controls.settle(CONTROLS, ASKED)[0]
    return OTHERS if told and pictures.run_settings(chosen) == pictures.run_settings(asked) else ()


def show_film(chosen: LearningRateValues, run: Run, drawn: DrawnState) -> None:
    """Draw the film: the curve with its steps or the model's line, and the loss."""
    at_end = {"loss": short(pictures.told_loss(run)[-1]), "step": run.diverged_at}
    said = say(LABELS["alt_end"], **at_end) if run.diverged_at else say(LABELS["alt"], **at_end)
    player.show(
        len(run.loss),
        pictures.captions(run, say(LABELS["caption"])),
        f"{LESSON}.player",
        start=address.frame() or 0,
        autoplay=address.frame() is None,
    )
    first, second = lesson.body(3, 2)
    with first:
        show_picture(chosen, run, said)
    with second:
        others = () if drawn.knots else others_asked(chosen)
        rates = dict(zip(("first", "second"), (f"{rate:g}" for rate in others), strict=False))
        drawn_prediction.button(LESSON, drawn, say(LABELS["others"], **rates) if others else "")
        spec = history.spec(say(LABELS["step"]), say(LABELS["loss"]), say(LABELS["loss"]), "-", log=True, height=180)
        beside = [pictures.run(pictures.place(chosen), rate, chosen.steps, chosen.schedule) for rate in others]
        ending = say(LABELS["ending"], **at_end) if run.diverged_at else ""
        chart.show(spec, pictures.loss_picture(run, ending, chosen.steps, drawn.knots, beside), said, f"{LESSON}.loss")
        drawn_prediction.judge(drawn.knots, DRAWING["subject"], pictures.loss_heights(run, chosen.steps))
        if run.diverged_at:
            st.warning(say(LABELS["film_ends"], **at_end), icon=":material/north_east:")
        if not is_curve(chosen.objective):
            st.caption(laboratory.link(pictures.experiment(chosen)))
        if chosen.objective == "parabola":
            st.markdown(told_factor(chosen, run))


def told_factor(chosen: LearningRateValues, run: Run) -> str:
    """Return by what a step multiplies the distance: the same at every step, unless a schedule changes the rate."""
    if chosen.schedule != "constant":
        first, last = (f"{factor(rate, chosen.curvature)[0]:.4g}" for rate in (run.rate[0], run.rate[-1]))
        return say(FACTOR["schedule"], first=first, last=last)
    by, kind = factor(chosen.learning_rate, chosen.curvature)
    numbers = {"rate": f"{chosen.learning_rate:g}", "curvature": f"{chosen.curvature:g}", "factor": f"{by:.4g}"}
    return say(FACTOR["formula"], **numbers) + "  \n" + say(FACTOR[kind])


def show_sweep(chosen: LearningRateValues) -> None:
    """Draw the sweep with its limits, and the range test."""
    here = pictures.place(chosen)
    patterns = {name: say(LABELS[name]) for name in ("run", "diverged", "predicted", "chosen")}
    low, high = pictures.swept(here).limit
    numbers = {
        "low": pictures.precise(low),
        "high": pictures.precise(high),
        "limit": pictures.precise(pictures.limit(here)),
    }
    measured = say(LIMITS.get(chosen.objective, LIMITS["wells"]), **numbers)
    if chosen.objective == "network":
        end = pictures.limit_at_end(here, chosen.learning_rate, chosen.steps, chosen.schedule)
        measured += " " + (
            say(LABELS["limit_end"], limit=pictures.precise(end)) if end else say(LABELS["no_limit_end"])
        )
    regime = say(REGIMES[pictures.regime_at(here, chosen.learning_rate)])
    spec = rate_sweep.spec(say(LABELS["rate"]), say(LABELS["final"]), pictures.LOW, pictures.HIGH)
    datasets = pictures.sweep_picture(
        here, chosen.learning_rate, tuple(say(name) for name in REGIMES.values()), patterns
    )
    chart.show(spec, datasets, measured, f"{LESSON}.sweep")
    st.markdown(f"{measured} {say(LABELS['yours'], regime=regime)}")
    st.caption(prose(LESSON)["sweep"])


def show_range(chosen: LearningRateValues) -> None:
    """Draw the range test."""
    st.markdown(prose(LESSON)["range"])
    spec = rate_sweep.spec(say(LABELS["growing"]), say(LABELS["before"]), pictures.LOW, pictures.HIGH, 220)
    patterns = {name: say(LABELS[name]) for name in ("run", "predicted")}
    here = pictures.place(chosen)
    told = f"{say(LABELS['range'])}. {patterns['predicted']} {pictures.precise(pictures.limit(here))}"
    chart.show(spec, pictures.range_picture(here, patterns), told, f"{LESSON}.range")


def show_arrivals(chosen: LearningRateValues) -> None:
    """Draw the test of the claim's second half, and say what came out."""
    spec = arrivals.spec(
        say(LABELS["rate"]),
        say(LABELS["share"]),
        say(ARRIVALS["plain"]),
        say(ARRIVALS["noisy"]),
        say(ARRIVALS["diverged"]),
        *pictures.ARRIVAL_ENDS,
    )
    lines = []
    for label, noise in (("plain", 0.0), ("noisy", chosen.noise)):
        found = verdict(pictures.found(chosen.wells, noise, chosen.starts))
        numbers = {
            "slow": f"{found.slow:.0%}",
            "best": f"{found.best:.0%}",
            "worst": f"{found.worst:.0%}",
            "best_rate": short(found.best_rate),
            "worst_rate": short(found.worst_rate),
            "and_diverged": told_diverged(found.worst_diverged),
        }
        lines.append(f"- **{say(ARRIVALS[label])}**: {say(SAYS['slow'], **numbers)} {say(SAYS[found.says], **numbers)}")
    said = "\n".join(lines)
    datasets = pictures.arrivals_picture(chosen.wells, chosen.noise, chosen.starts)
    chart.show(spec, datasets, said.replace("*", ""), f"{LESSON}.arrivals")
    st.markdown(f"{said}\n\n{say(JUDGED)}")
    st.caption(prose(LESSON)["test"])


def told_diverged(share: float) -> str:
    """Return which share of the runs diverged; a share below one in a hundred is no 0."""
    return say(AND_DIVERGED, diverged=f"{share:.{0 if share >= 0.01 else 1}%}") if share else say(NONE_DIVERGED)


SCREENS = (
    lesson.Screen("run", RUN, draw_run, question="question", asked=ASKED),
    lesson.Screen("sweep", SWEEP, draw_sweep),
    lesson.Screen("wells", CAUGHT, draw_wells),
)
CONTROLS: controls.Controls[LearningRateValues] = (lesson.experiments(*SCREENS), *SETTINGS)
PAGE = lesson.LessonPage(
    LESSON,
    CONTROLS,
    SCREENS,
    PRESETS,
    challenge=strip.Challenge({"objective": "bumpy"}, judge),
    code=lambda chosen: (descend_path, descend, sweep, largest_eigenvalue),
    files=files,
    components=(drawn_curve.CURVE,),
)
show = PAGE.show


def glance() -> None:
    """Draw the small picture of the lesson: descents at many rates, from crawling to flying off."""
    thumbnails.descents()
