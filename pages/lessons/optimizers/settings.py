"""The controls of the lesson on optimizers, and its presets."""

from dlcore.optimization.optimizers import MOMENTUM, WITH_MOMENTUM, best_momentum
from dlcore.studies import race, race_landscapes
from pages.lessons.optimizers import start_point
from pages.lessons.optimizers.values import OptimizersValues
from pages.lessons.optimizers.words import DATA, ENTRANTS, GROUNDS, NETWORK, NOBODY, RACERS
from pages.ui import controls, names
from pages.ui.text import Text

FIRST = (("sgd", 0.015), ("momentum", 0.01), ("adam", 0.1), (NOBODY, 0.01))


def on_network(chosen: OptimizersValues) -> bool:
    """Tell whether the race is run on the network."""
    return chosen.experiment == NETWORK


def grounds(chosen: OptimizersValues) -> list[str]:
    """Return the landscapes to choose from: the network's own stands alone, as an experiment."""
    return [NETWORK] if on_network(chosen) else [name for name in GROUNDS if name != NETWORK]


def conditioned(chosen: OptimizersValues) -> bool:
    """Tell whether the ground has a condition number."""
    return chosen.ground in race_landscapes.CONDITIONED


def entered(chosen: OptimizersValues) -> set[str]:
    """Return the optimizers that race."""
    places = range(1, 5)
    return {getattr(chosen, f"racer{place}", FIRST[place - 1][0]) for place in places} - {NOBODY}


def with_momentum(chosen: OptimizersValues) -> bool:
    """Tell whether an optimizer races that has a μ."""
    return not entered(chosen).isdisjoint(WITH_MOMENTUM)


def noisy(chosen: OptimizersValues) -> bool:
    """Tell whether noise is added to somebody's gradients."""
    return race.STOCHASTIC in entered(chosen) and chosen.ground not in (race_landscapes.LINE, NETWORK)


def seeded(chosen: OptimizersValues) -> bool:
    """Tell whether the seed decides anything."""
    return noisy(chosen) or chosen.ground in (race_landscapes.LINE, NETWORK)


def best_for(chosen: OptimizersValues) -> list[tuple[float, Text]]:
    """Return the best μ of a bowl or ravine, to be marked on the slider."""
    if not conditioned(chosen):
        return []
    return [(round(best_momentum(chosen.condition).momentum, 2), Text("best for κ", "κ에 가장 좋은 값"))]


def racer_controls(place: int, racer: str, rate: float) -> controls.Controls[OptimizersValues]:
    """Return the two controls of a racer."""

    def by_hand(chosen: OptimizersValues) -> bool:
        return not chosen.best and getattr(chosen, f"racer{place}") != NOBODY

    label = Text(f"Optimizer {place}", f"옵티마이저 {place}")
    rate_label = Text(f"η of {place}", f"{place}번의 η")
    rate_help = Text(f"Learning rate of optimizer {place}", f"{place}번 옵티마이저의 학습률")
    options = RACERS if place == 1 else ENTRANTS
    return (
        controls.Choice(f"racer{place}", label, options=options, default=racer),
        controls.Rate(
            f"rate{place}", rate_label, default=rate, low=1e-5, high=100.0, shown=by_hand, live=True, help=rate_help
        ),
    )


SETTINGS: controls.Controls[OptimizersValues] = (
    controls.Choice("ground", Text("Landscape", "지형"), options=GROUNDS, default="ravine", allowed=grounds),
    controls.Rate(
        "condition",
        Text("Condition number κ", "조건수 κ"),
        default=100.0,
        low=1.0,
        high=1000.0,
        shown=conditioned,
        live=True,
        help=Text(
            "How many times larger the curvature is across the valley than along it.",
            "골짜기를 가로지르는 방향의 곡률이 골을 따라가는 방향의 몇 배인지를 나타냅니다.",
        ),
    ),
    controls.Choice("data", Text("Data", "데이터"), options=DATA, default="moons", shown=on_network),
    controls.Flag(
        "best",
        Text("Best rate for each", "각각 최적 학습률 쓰기"),
        default=True,
        help=Text(
            "The learning rate η sets how far a step goes. Tries 37 rates for each optimizer "
            "(11 on the network) in one call, and keeps the best.",
            "학습률 η는 한 스텝에 얼마나 옮길지를 정합니다. 옵티마이저마다 학습률 37가지(신경망에서는 "
            "11가지)를 한 번에 시험해 가장 좋은 것을 씁니다.",
        ),
    ),
    *(control for place, (racer, rate) in enumerate(FIRST, 1) for control in racer_controls(place, racer, rate)),
    controls.Number(
        "momentum",
        Text("Momentum μ", "모멘텀 μ"),
        low=0.0,
        high=0.99,
        step=0.01,
        default=MOMENTUM,
        shown=with_momentum,
        live=True,
        famous=best_for,
        help=Text(
            "How much of the last velocity is kept at each step; at 0 it is gradient descent.",
            "스텝마다 직전의 속도를 얼마나 남기는지를 정합니다. 0이면 경사하강법과 같습니다.",
        ),
    ),
    controls.Count("steps", Text("Steps", "스텝 수"), default=100, low=10, high=500, shown=lambda c: not on_network(c)),
    controls.Choice(
        "schedule", Text("Learning-rate schedule", "학습률 스케줄"), options=names.SCHEDULES, default="constant"
    ),
    controls.Number(
        "noise",
        Text("Noise of the stochastic gradient", "확률적 기울기의 잡음"),
        low=0.0,
        high=1.0,
        step=0.05,
        default=0.1,
        shown=noisy,
    ),
    controls.Flag(
        "memory",
        Text("Show momentum and second moment", "모멘텀과 2차 모멘트 표시"),
        default=True,
        shown=lambda c: not on_network(c),
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
RATES = tuple(f"rate{place}" for place in range(1, 5))
OPTIMIZERS = tuple(f"racer{place}" for place in range(1, 5))
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
        "blown",
        Text("Off the picture", "그림 밖으로"),
        {"condition": 30.0, "best": False, "rate1": 0.07, "rate2": 0.15, "rate3": 0.1},
    ),
    controls.Preset("network", Text("On a real network", "실제 신경망에서"), {"experiment": NETWORK}),
)
CHALLENGE = {"best": False, "racer2": "momentum", "rate2": 0.0005}
