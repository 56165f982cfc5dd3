"""Ways downhill: optimizers race on landscapes, on the loss of a line and on a real network."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dlcore.optimization.landscapes import Landscape
from dlcore.optimization.optimizers import OPTIMIZERS, descend
from dlcore.studies import race, race_landscapes
from pages.lessons.optimizers import pictures, start_point
from pages.lessons.optimizers.values import OptimizersValues
from pages.ui import controls, names
from pages.ui.address import address, held_answers
from pages.ui.charts import racing_losses
from pages.ui.controls import locks
from pages.ui.controls.sliders import readable
from pages.ui.parts import chart, downloads, landscape, mathematics, player, quiz, source, standings
from pages.ui.serving import runs
from pages.ui.text import Text, prose, say
from pages.ui.training_run import thumbnails

LESSON = "optimizers"
TITLE = Text("Gradient descent and optimizers: ways downhill", "경사하강법과 옵티마이저")
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
FIRST = (("sgd", 0.03), ("momentum", 0.01), ("adam", 0.1), (NOBODY, 0.01))


def on_network(chosen: OptimizersValues) -> bool:
    """Tell whether the race is run on the network."""
    return bool(chosen.ground == NETWORK)


def conditioned(chosen: OptimizersValues) -> bool:
    """Tell whether the ground has a condition number."""
    return chosen.ground in race_landscapes.CONDITIONED


def noisy(chosen: OptimizersValues) -> bool:
    """Tell whether noise is added to somebody's gradients."""
    entered = {getattr(chosen, f"racer{place}", NOBODY) for place in range(1, 5)}
    return race.STOCHASTIC in entered and chosen.ground not in (race_landscapes.LINE, NETWORK)


def seeded(chosen: OptimizersValues) -> bool:
    """Tell whether the seed decides anything."""
    return noisy(chosen) or chosen.ground in (race_landscapes.LINE, NETWORK)


def racer_controls(place: int, racer: str, rate: float) -> controls.Controls[OptimizersValues]:
    """The two controls of a racer."""

    def by_hand(chosen: OptimizersValues) -> bool:
        return not chosen.best and getattr(chosen, f"racer{place}") != NOBODY

    first = place == 1
    options = RACERS if first else ENTRANTS
    label, rate_label = (
        Text(f"Optimizer {place}", f"옵티마이저 {place}"),
        Text(f"Learning rate η of {place}", f"{place}의 학습률 η"),
    )
    return (
        controls.Choice(f"racer{place}", label, options=options, default=racer),
        controls.Rate(f"rate{place}", rate_label, default=rate, low=1e-5, high=100.0, shown=by_hand),
    )


CONTROLS: controls.Controls[OptimizersValues] = (
    controls.Choice("ground", Text("Landscape", "지형"), options=GROUNDS, default="ravine"),
    controls.Rate(
        "condition",
        Text("Condition number κ", "조건수 κ"),
        default=30.0,
        low=1.0,
        high=1000.0,
        shown=conditioned,
        help=Text(
            "How many times larger the curvature is across the valley than along it.",
            "골짜기를 가로지르는 방향의 곡률이 골을 따라가는 방향의 몇 배인지를 나타냅니다.",
        ),
    ),
    controls.Choice("data", names.DATA, options=DATA, default="moons", shown=on_network),
    controls.Flag(
        "best",
        Text("Best rate for each", "각각 최적 학습률 쓰기"),
        default=True,
        help=Text(
            "Tries 37 rates for each optimizer (11 on the network) in one call, and keeps the best.",
            "옵티마이저마다 학습률 37가지(신경망에서는 11가지)를 한 번에 시험해 가장 좋은 것을 씁니다.",
        ),
    ),
    *(control for place, (racer, rate) in enumerate(FIRST, 1) for control in racer_controls(place, racer, rate)),
    controls.Count("steps", names.STEPS, default=100, low=10, high=500, shown=lambda c: not on_network(c), more=True),
    controls.Choice(
        "schedule",
        names.SCHEDULE,
        options=names.SCHEDULES,
        default="constant",
        more=True,
    ),
    controls.Number(
        "noise",
        Text("Noise of the stochastic gradient", "확률적 기울기의 잡음"),
        low=0.0,
        high=1.0,
        step=0.05,
        default=0.1,
        shown=noisy,
        more=True,
    ),
    controls.Flag(
        "memory",
        Text("Show momentum and scale", "속도와 제곱 누적값 표시"),
        default=True,
        shown=lambda c: not on_network(c),
        more=True,
    ),
    controls.Seed(shown=seeded),
    start_point.Start(
        "start",
        Text("Start", "출발점"),
        default=None,
        grounds=race_landscapes.GROUNDS,
        ground=lambda chosen: chosen.ground,
        extent=lambda chosen: race_landscapes.ground(chosen.ground, chosen.condition, chosen.seed).extent,
        shown=lambda chosen: not on_network(chosen),
    ),
)
THREE_ADAMS = {"racer1": "adam", "racer2": "adam", "racer3": "adam", "rate1": 0.003, "rate2": 0.5, "rate3": 3.0}
PRESETS = (
    controls.Preset("ravine", Text("Zigzag in a ravine", "협곡의 지그재그"), {}),
    controls.Preset(
        "adams",
        Text("One Adam, three rates", "Adam 하나, 학습률 셋"),
        {"ground": "rosenbrock", "best": False, **THREE_ADAMS},
    ),
    controls.Preset(
        "jump",
        Text("Over the ridge", "능선을 넘어"),
        {"ground": "double_well", "best": False, "rate1": 0.1, "rate2": 0.1, "rate3": 0.1},
    ),
    controls.Preset(
        "blown", Text("Off the picture", "그림 밖으로"), {"best": False, "rate1": 0.07, "rate2": 0.15, "rate3": 0.1}
    ),
    controls.Preset("network", Text("On a real network", "실제 신경망에서"), {"ground": NETWORK}),
)
CHALLENGE = {"condition": 100.0, "best": False, "racer2": "momentum", "rate2": 0.0005}
WITHIN, PART = 70, 1000

AT_STEP = Text("step {step:,}", "{step:,}스텝")
STEP, ABOVE, TRAINING_LOSS = (
    Text("step", "스텝"),
    Text("loss above the lowest", "최솟값을 뺀 손실"),
    names.TRAINING_LOSS,
)
HEAD = (Text("optimizer", "옵티마이저"), Text("rate η", "학습률 η"), Text("last loss", "마지막 손실"))
THOUSANDTH = Text("below 1/1000 of the first loss", "처음 손실의 1/1000 아래")
SPREAD = Text("over five seeds", "시드 다섯 개에서")
LEFT = names.LEFT
BLEW_UP = names.DIVERGED
ARRIVED = Text("from step {step} on", "{step}스텝 만에")
AT_LAST = Text("at the last step", "마지막 스텝에서")
NOT_YET = Text("not yet", "도착하지 못함")
NO_RATE = Text(
    "no rate stayed in the picture; this is the smallest", "그림 안에 머문 학습률이 없어 가장 작은 값을 썼습니다"
)
RANGE = Text("from {low} to {high}", "{low}에서 {high}까지")
SEEDS_LOST = Text("{count} of 5 diverged", "5개 가운데 {count}개 발산")
ANGLE = Text(
    "At the start, the negative gradient points **{angle:.0f}°** away from the nearest minimum. "
    "Click on the picture, drag the ring or press the arrow keys to start elsewhere.",
    "출발점에서 기울기의 반대 방향은 가장 가까운 최소점 쪽과 **{angle:.0f}°** 어긋납니다. "
    "그림을 클릭하거나, 고리를 끌거나, 화살표 키를 눌러 출발점을 옮길 수 있습니다.",
)
MEMORY = Text(
    "Crosses: minima. Arrow: momentum (velocity). Rectangle: the root of the accumulated squares. Each scaled to its "
    "own maximum.",
    "×: 최소점. 화살표: 모멘텀(속도). 사각형: 제곱 누적값의 제곱근. 크기는 각각의 최댓값을 기준으로 그렸습니다.",
)
PLANE = Text(
    "The plane through the paths of the first seed's runs, {parameters} parameters each, "
    "holds **{share:.0%}** of them; the rest is not seen.",
    "첫 시드에서 매개변수 {parameters}개가 지나간 경로에 맞춘 평면입니다. 이 평면은 경로 변화의 **{share:.0%}** "
    "정도를 설명하고, 나머지는 보이지 않습니다.",
)
BAND = Text(
    "Line: the median of five seeds; band: from the least to the largest. All have the same starts "
    "and the same batches of 10.",
    "선은 시드 다섯 개의 중앙값, 띠는 최솟값에서 최댓값까지입니다. 출발점이 모두 같고, 크기 10의 배치도 같습니다.",
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
    "{ground}, seen from above, with the walks; the loss at their end: {racers}.",
    "위에서 본 {ground}, 그 위의 경로. 마지막 손실: {racers}.",
)
CHART_ALT = Text(
    "Loss against step, logarithmic; at the end {racers}.", "스텝에 따른 손실(로그 축). 마지막은 {racers}."
)
TRAINING = Text("Training {racer}", "{racer} 훈련 중")
SEEN = names.SEEN
TAKE = Text("Download the paths", "경로 내려받기")
TAKE_RUN = Text("Download optimizer 1's run as a program", "1번 옵티마이저의 훈련을 프로그램으로 내려받기")
REACHED = Text(
    "momentum with η = {rate} is there from step {step}.", "η = {rate}인 모멘텀이 {step}스텝 만에 도착했습니다."
)
NOT_REACHED = Text(
    "Momentum with η = {rate} is not there within {within} steps.",
    "η = {rate}인 모멘텀은 {within}스텝 안에 도착하지 못합니다.",
)
ELSEWHERE = names.OTHER_TASK_PRESS
BEGIN = names.BEGIN


def show() -> None:
    """Draw the page."""
    words = prose(LESSON)
    st.title(say(TITLE))
    st.markdown(words["claim"])
    if quiz.predict(LESSON):
        panel = controls.prepare(LESSON, CONTROLS, PRESETS)
        panel.draw_notes()
        panel.draw_presets()
        beside, watch = st.columns([1, 2.6], gap="large")
        with beside:
            panel.draw(
                "ground",
                "condition",
                "data",
                "best",
                *(f"{part}{n}" for n in range(1, 5) for part in ("racer", "rate")),
            )
            panel.draw()
        with watch:
            (show_network if on_network(panel.value) else show_landscape)(panel.value)
        st.subheader(say(SEEN))
        held_answers.show(words["read"])
        quiz.compare(LESSON)
        mathematics.show(words["mathematics"])
        source.show(race.trajectories, descend, type(OPTIMIZERS["momentum"]()), type(OPTIMIZERS["adam"]()), race.score)
        show_challenge(words["challenge"], panel.value)


def entries(chosen: OptimizersValues) -> tuple[pictures.Entry, ...]:
    """The racers: place, optimizer, and rate unless it is to be the best."""
    racers = [(n, getattr(chosen, f"racer{n}"), getattr(chosen, f"rate{n}")) for n in range(1, 5)]
    return tuple((n - 1, racer, None if chosen.best else rate) for n, racer, rate in racers if racer != NOBODY)


def course(chosen: OptimizersValues) -> pictures.RaceSettings:
    where = race_landscapes.ground(chosen.ground, chosen.condition, chosen.seed)
    begin = start_point.at(chosen.start, chosen.ground, where.start, where.extent)
    return pictures.RaceSettings(
        chosen.ground, chosen.condition, begin, chosen.steps, chosen.schedule, chosen.noise, chosen.seed
    )


def show_landscape(chosen: OptimizersValues) -> None:
    """Draw the race on a landscape."""
    track, racers = course(chosen), entries(chosen)
    titles = (
        [say(Text("slope", "기울기 a")), say(Text("intercept", "절편 b"))]
        if chosen.ground == race_landscapes.LINE
        else ["x", "y"]
    )
    losses_of = [pictures.landscape_run(track, racer, rate).loss for _, racer, rate in racers]
    runners = told(racers, [loss[-1] for loss in losses_of])
    landscape.show(
        pictures.map_of(chosen.ground, chosen.condition, chosen.seed),
        track.where.extent,
        pictures.trails(track, racers, chosen.memory),
        track.frames,
        say(MAP_ALT, ground=say(GROUNDS[chosen.ground]), racers=runners),
        f"{LESSON}.map",
        start=track.start,
        titles=titles,
        minima=track.where.minima,
        on_start=None
        if "start" in locks.of(LESSON)
        else lambda x, y: controls.change(LESSON, start=(chosen.ground, x, y))(),
    )
    at = [[float(loss[min(step, len(loss) - 1)]) for loss in losses_of] for step in track.frames]
    play(track.frames, [told(racers, losses) for losses in at])
    st.markdown(say(ANGLE, angle=pictures.misdirection(track)))
    if chosen.memory:
        st.caption(say(MEMORY))
    head = [say(word) for word in (*HEAD, THOUSANDTH)]
    standings.show(
        head, [(n, row(racer, pictures.landscape_run(track, racer, rate), track.where)) for n, racer, rate in racers]
    )
    spec = racing_losses.spec(say(STEP), say(ABOVE))
    chart.show(spec, pictures.losses(track, racers), say(CHART_ALT, racers=runners), f"{LESSON}.losses")
    downloads.show(LESSON, downloads.File(TAKE, f"{chosen.ground}.csv", partial(pictures.table, track, racers)))


def row(racer: str, run: race.LandscapeRun, where: Landscape) -> list[str]:
    """The row of a racer in the table."""
    reached = race.arrival(run.loss, run.loss[0] / PART)
    if run.diverged_at is not None:
        result = say(BLEW_UP, step=run.diverged_at)
    elif left := race.left_at(run.theta, where.extent):
        result = say(LEFT, step=left)
    elif len(run.rates) > 1 and run.final.min() == float("inf"):
        result = say(NO_RATE)
    else:
        result = say(arrived(reached, len(run.loss) - 1), step=reached)
    return [say(RACERS[racer]), readable(run.rate), standings.loss(run.loss[-1]), result]


def arrived(reached: int | None, last: int) -> Text:
    """The words of the table for when a run of so many steps was there."""
    return NOT_YET if reached is None else AT_LAST if reached == last else ARRIVED


def told(racers: tuple[pictures.Entry, ...], losses: Sequence[float]) -> str:
    """The racers with their losses, in words."""
    return ", ".join(
        f"{say(RACERS[racer])} {standings.loss(loss)}" for (_, racer, _), loss in zip(racers, losses, strict=True)
    )


def play(frames: list[int], spoken: Sequence[str]) -> None:
    """Draw the player; the losses at each frame are read out."""
    captions = [say(AT_STEP, step=step) for step in frames]
    player.show(len(frames), captions, f"{LESSON}.film", start=link_frame(), spoken=spoken)


def link_frame() -> int:
    """The frame asked for in the link, else the last."""
    asked = address.frame()
    return -1 if asked is None else asked


def show_network(chosen: OptimizersValues) -> None:
    """Draw the race on the network, over five seeds."""
    experiment, racers = pictures.network(chosen.data, chosen.schedule, chosen.seed), entries(chosen)
    waiting, network_runs = st.empty(), []
    for done, (_, racer, rate) in enumerate(racers):
        waiting.progress(done / len(racers), say(TRAINING, racer=say(RACERS[racer])))
        network_runs.append(pictures.network_run(experiment, racer, rate))
    plane_view = pictures.plane_view(experiment, racers)
    waiting.empty()
    middles = [[sorted(losses)[len(losses) // 2] for losses in run.loss.tolist()] for run in network_runs]
    runners = told(racers, [middle[-1] for middle in middles])
    steps = max((run.step.tolist() for run in network_runs), key=len)
    landscape.show(
        plane_view.image,
        plane_view.extent,
        plane_view.trails,
        range(len(steps)),
        say(MAP_ALT, ground=say(GROUNDS[NETWORK]), racers=runners),
        f"{LESSON}.plane",
        start=plane_view.start,
        counted=steps,
        titles=[say(text, share=share) for text, share in zip(DIRECTIONS, plane_view.plane.share, strict=True)],
    )
    at = [[middle[min(frame, len(middle) - 1)] for middle in middles] for frame in range(len(steps))]
    play(steps, [told(racers, losses) for losses in at])
    st.markdown(say(PLANE, parameters=len(plane_view.plane.mean), share=plane_view.plane.share.sum()))
    standings.show(
        [say(word) for word in (*HEAD, SPREAD)],
        [(n, seeds(racer, run)) for (n, racer, _), run in zip(racers, network_runs, strict=True)],
    )
    spec = racing_losses.spec(say(STEP), say(TRAINING_LOSS))
    chart.show(spec, pictures.bands(network_runs, racers), say(CHART_ALT, racers=runners), f"{LESSON}.bands")
    st.caption(" ".join(say(words) for words in said_of_bands(racers, chosen.best)))
    program = partial(runs.program, pictures.as_run(experiment, network_runs[0]))
    downloads.show(LESSON, downloads.File(TAKE_RUN, "race.py", program))


def said_of_bands(racers: Sequence[pictures.Entry], best: bool) -> list[Text]:
    return [BAND, *[FULL] * any(racer == "sgd" for _, racer, _ in racers), *[CHOSEN] * best]


def seeds(racer: str, run: race.NetworkRun) -> list[str]:
    last = sorted(run.loss[-1].tolist())
    low, middle, high = (standings.loss(last[i]) for i in (0, len(last) // 2, -1))
    result = say(SEEDS_LOST, count=run.diverged) if run.diverged else say(RANGE, low=low, high=high)
    return [say(RACERS[racer]), readable(run.rate), middle, result]


def show_challenge(words: str, chosen: OptimizersValues) -> None:
    """Set the task, and check it on the race that is shown."""
    usual = {control.id: control.default for control in CONTROLS} | CHALLENGE
    fair = all(getattr(chosen, name) == usual[name] for name in usual if name not in ("rate2", "memory", "seed"))
    run = pictures.landscape_run(course(chosen), "momentum", chosen.rate2) if fair else None
    reached = None if run is None else race.arrival(run.loss, run.loss[0] / PART)
    done = reached is not None and reached <= WITHIN and run is not None and run.diverged_at is None
    told = (REACHED if done else NOT_REACHED) if fair else ELSEWHERE
    quiz.challenge(LESSON, done, told, within=WITHIN, rate=readable(chosen.rate2), step=reached)
    st.button(say(BEGIN), key=f"{LESSON}.challenge", on_click=controls.set_values, args=(LESSON, CHALLENGE))
    if done:
        held_answers.show(words, "explained")


def glance() -> None:
    """Draw the small picture of the lesson: a landscape."""
    thumbnails.landscape("himmelblau")
