"""The lesson on estimators: what it says is what was drawn, at every end of its controls."""

import re
from io import BytesIO

import numpy as np
import pytest
from pyarrow.csv import read_csv

from dlcore.estimation.estimators import fitting
from dlcore.estimation.laws import law
from dlcore.estimation.populations import POPULATIONS, population
from dlcore.estimation.sampling import draw, study
from pages.lessons.estimators import drawn_samples, guesses, studies, three_marks
from pages.lessons.estimators import page as lesson_page
from pages.lessons.estimators import pictures as sampling
from pages.lessons.estimators import settings as estimator_settings
from pages.lessons.estimators import words as estimator_words
from pages.lessons.estimators.charts import (
    bias_variance_squares,
    efficiency,
    mse_by_size,
    running_estimates,
    sample_dots,
    sampling_distribution,
)
from pages.ui import controls, theme
from pages.ui.charts import film
from pages.ui.parts import strip
from pages.ui.parts.chart import packed
from tests.ui.running import run
from tests.ui.test_chart_specs import found as everywhere_in

SPECS = {
    "sample": (sample_dots.spec, ()),
    "histograms": (sampling_distribution.spec, ("x",)),
    "squares": (bias_variance_squares.spec, ("a", "b", "c")),
    "consistency": (mse_by_size.spec, ("a", "b", "c", "n =")),
    "efficiency": (efficiency.spec, ("a", "b")),
    "settling": (running_estimates.spec, ("a", "b", "c", "d", "e")),
}
QUANTITIES = [(place, quantity) for place in POPULATIONS for quantity in population(place).truth]


def settings(**values):
    return controls.settle(lesson_page.CONTROLS, values)[0]


def told(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def pictures(chosen) -> dict[str, film.Datasets]:
    rivals = guesses.guesses_of(chosen)
    names, found = [rival.name for rival in rivals], studies.of_chosen(chosen, rivals)
    words = {name: name for name in (*POPULATIONS, *estimator_words.ESTIMATOR_NAMES)}
    efficiencies = studies.efficiencies(float(chosen.centre), chosen.n, float(chosen.factor), chosen.seed)
    return {
        "sample": sampling.sample(chosen, rivals[0]),
        "histograms": sampling.histograms(chosen, rivals, found, names),
        "squares": sampling.areas(chosen, rivals, found, names),
        "consistency": sampling.against_size(chosen, rivals, names, "{name} {n} {mse} {error}"),
        "efficiency": sampling.everywhere(efficiencies, words, words, "none", sum(sampling.HALVES, ())),
        "settling": sampling.growing(chosen.seed),
    }


def decoded(table, prefix="") -> np.ndarray:
    """The numbers (T, n) of a film."""
    columns = table.to_pydict()
    digits = columns[f"{prefix}film"]
    whole = np.array([[int(word[i : i + 4], 16) for i in range(0, len(word), 4)] for word in digits], float).T
    return np.array(columns[f"{prefix}bottom"]) + np.array(columns[f"{prefix}step"]) * whole


# The page


@pytest.mark.parametrize(("place", "quantity"), QUANTITIES)
@pytest.mark.parametrize(("n", "replications"), [("2", "10"), ("500", "10000")])
def test_every_population_and_quantity_opens_at_both_ends(place, quantity, n, replications):
    page = run("estimators", predict="skip", population=place, quantity=quantity, n=n, replications=replications)
    assert not page.exception
    rows = [line for line in told(page).splitlines() if line.startswith("| **")]
    assert len(rows) == len(guesses.guesses_of(settings(population=place, quantity=quantity)))
    assert not re.search(r"\bnan\b|\binf\b", told(page))


@pytest.mark.parametrize(("place", "quantity"), QUANTITIES)
def test_the_estimators_offered_are_those_that_make_sense(place, quantity):
    chosen = settings(population=place, quantity=quantity)
    control = next(control for control in lesson_page.CONTROLS if control.id == guesses.field(chosen))
    assert set(control.options) == set(fitting(place, quantity))
    assert control.shown(chosen)


def test_the_question_stands_beside_its_pictures_and_an_answer_shows_the_study_asked_about():
    page = run("estimators", n="50", centre="4", population="laplace", factor="0.5")
    assert "B is 0.8 times it" in told(page)
    page.button("estimators.predict.trade").click().run()
    held = page.session_state["estimators:values"]
    asked = {"population": "normal", "quantity": "mean", "centre": 1, "factor": 0.8, "n": 10}
    assert {name: held[name] for name in asked} == asked
    assert held["centres"] == ("mean", "shrunken")
    assert "**You expected:**" in told(page)
    assert "**135%**" in told(page)


@pytest.mark.parametrize(("screen", "answer"), [("consistency", "arrives"), ("efficiency", "depends")])
def test_each_experiment_asks_its_own_question_and_an_answer_stays_there(screen, answer):
    page = run("estimators", experiment=screen, predict="skip")
    page.button(f"estimators.predict_{screen}.{answer}").click().run()
    assert not page.exception
    assert page.session_state["estimators:values"]["experiment"] == screen
    assert "**You saw:**" in told(page)


def test_every_stop_sets_the_controls_and_says_its_sentence():
    page = run("estimators", predict="skip")
    for number, stop in enumerate(strip.stops("en", "estimators"), 1):
        page.button("estimators.stop.next").click().run()
        assert not page.exception
        assert stop.sentence in told(page)
        assert page.query_params["stop"] == str(number)
        held = page.session_state["estimators:values"]
        known = {control.id: control for control in lesson_page.CONTROLS}
        assert {name: known[name].format(held[name]) for name in stop.query} == dict(stop.query)
    page.button("estimators.stop.next").click().run()
    assert "**Challenge.**" in told(page)


def test_a_smaller_n_brings_the_replications_back():
    page = run("estimators", predict="skip")

    def moved(name, value):
        page.session_state[f"estimators.{name}"] = value
        page.run()
        return page.session_state["estimators:values"]["replications"]

    assert moved("n", 500) == 800
    assert any("here: at most 400,000 observations" in caption.value for caption in page.caption)
    assert moved("n", 300) == 1333
    assert moved("n", 10) == 2000
    assert moved("n", 500) == 800
    assert moved("replications", 500) == 500
    assert moved("n", 10) == 500
    assert not page.info


def test_only_the_chosen_experiment_is_computed():
    page = run("estimators", predict="skip", experiment="efficiency")
    assert "unbiased?" not in told(page)
    assert "Cauchy samples jump" not in told(page)


@pytest.mark.parametrize("preset", [preset.id for preset in estimator_settings.PRESETS])
def test_every_preset_opens(preset):
    page = run("estimators", predict="skip")
    page.button(f"estimators.preset.{preset}").click().run()
    assert not page.exception
    assert not page.info
    assert bool(page.warning) == (preset == "cauchy")


@pytest.mark.parametrize("factor", ["0", "1.2"])
def test_both_ends_of_the_factor_open_also_where_there_is_no_mean(factor):
    for link in ({}, {"population": "cauchy", "quantity": "centre"}):
        page = run("estimators", predict="skip", factor=factor, centre="-4", **link)
        assert not page.exception
        assert (
            "Shrunken mean c·x̄**: this estimate has no finite variance" in "".join(w.value for w in page.warning)
        ) == (bool(link) and factor != "0")


def test_an_impossible_wish_is_answered_by_a_sentence():
    page = run("estimators", predict="skip", population="cauchy", quantity="variance", n="1")
    assert not page.exception
    notes = "".join(note.value for note in page.info)
    assert "Variance is not possible here" in notes
    assert "1 is not possible here" in notes


def test_the_page_tells_what_numpy_finds_in_the_same_samples():
    page = told(run("estimators", predict="skip", quantity="variance", n="5", replications="500", seed="3"))
    samples = np.random.default_rng(3).spawn(4)[0].normal(1, 2, (500, 5))
    names = ("Sum of squares / n (MLE)", "s²: sum of squares / (n − 1)", "Sum of squares / (n + 1)")
    for name, divisor, by_law in zip(names, (5, 4, 6), (25 / 2 / 9 * 0.8, 0.8, 1.2), strict=True):
        estimates = ((samples - samples.mean(axis=1, keepdims=True)) ** 2).sum(axis=1) / divisor
        row = next(line for line in page.splitlines() if line.startswith(f"| **{name}**"))
        measured = float(re.search(r"measured (−?[\d.]+) ±", row)[1].replace("−", "-"))
        assert measured == pytest.approx(estimates.mean() - 4, abs=6e-3)
        assert f"**{by_law:.0%}**" in row  # (n − 1)/n, 2n/(2n − 1) and (n + 1)/n of normal samples
        share, error = map(float, re.search(r"measured ([\d.]+)% ± ([\d.]+)%", row).groups())
        off = (estimates - 4) ** 2
        assert share == pytest.approx(100 * (2 * 16 / 5) / off.mean(), abs=0.06)
        assert error == pytest.approx(share * off.std() / off.mean() / np.sqrt(500), abs=0.06)


def test_what_is_unbiased_and_consistent_is_said_so():
    rows = {line.split("**")[1]: line for line in told(run("estimators", predict="skip", population="uniform",
            quantity="upper")).splitlines() if line.startswith("| **")}  # fmt: skip
    assert "no; measured" in rows["Largest observation"]
    assert "in theory −0.545" in rows["Largest observation"]
    assert all("**yes**: MSE → 0" in row for row in rows.values())
    first = told(run("estimators", predict="skip", centres="first"))
    assert "no: MSE → 4" in first
    assert "**yes**; measured" in first


def test_the_challenge_is_done_near_one_and_nowhere_else():
    def done(**link):
        return "**Done**" in told(run("estimators", predict="skip", stop="challenge", centre="4", **link))

    assert not done()
    for factor, solved in (("0.95", False), ("0.96", True), ("0.99", True), ("1", False)):
        assert done(factor=factor) == solved
    assert not done(factor="0.97", n="20")
    best = 16 / (16 + 4 / 10)
    assert best == pytest.approx(0.976, abs=5e-4)
    mean, least = 0.4, [law("normal", 4.0, "mean", "shrunken", 10, c).mse for c in (0.9510, 0.9515)]
    assert least[1] < mean
    assert least[0] == pytest.approx(mean, abs=5e-4)  # 0.951 is the end of the interval, to three digits


def test_the_question_is_answered_by_its_numbers():
    a, b = (law("normal", 1.0, "mean", name, 10, 0.8) for name in ("mean", "shrunken"))
    assert (a.mse, b.mse) == pytest.approx((0.4, 0.296))
    assert (b.bias**2, a.variance - b.variance) == pytest.approx((0.04, 0.144))
    four = law("normal", 4.0, "mean", "shrunken", 10, 0.8)
    assert four.mse > a.mse
    assert b.variance / a.variance == pytest.approx(0.64)
    uniform = [[law("uniform", 0.0, "upper", name, n).mse for n in (100, 200)] for name in ("largest", "twice_mean")]
    assert [one[0] / one[1] for one in uniform] == pytest.approx([4, 2], rel=0.02)
    laplace = {row[1]: row[2] for row in studies.efficiencies(1.0, 100, 0.8, 0) if row[0] == "laplace"}
    assert laplace["mean"] / laplace["median"] == pytest.approx(0.5, abs=0.06)


def test_the_ends_of_growing_samples_are_those_of_numpy():
    rng = np.random.default_rng(0).spawn(4)[3]
    wild, tame = rng.standard_cauchy((3, 10_000)), rng.normal(0, 2, (3, 10_000))
    told_ends = {name: float(word) for name, word in sampling.grown(0).items()}
    assert told_ends["middle"] == pytest.approx(abs(np.median(wild, axis=1)).max(), rel=0.01)
    assert told_ends["tame"] == pytest.approx(abs(tame.mean(axis=1)).max(), rel=0.01)
    page = run("estimators", predict="skip", experiment="settling")
    assert f"as far as **{sampling.grown(0)['wild']}** from the centre" in told(page)
    captions = sampling.grown_captions(0, "{n}: {off}")
    assert captions[-1].startswith("10,000: ")
    last = [float(word.replace("−", "-")) for word in captions[-1].partition(": ")[2].split(", ")]
    assert last == pytest.approx(wild.mean(axis=1), rel=0.01)


# The pictures' data


@pytest.mark.parametrize("name", SPECS)
def test_specs_are_built_once_and_name_just_the_datasets_that_come(name):
    spec, words = SPECS[name]
    assert spec(*words) is spec(*words)
    assert {data["name"] for data in everywhere_in(spec(*words), "data")} == set(pictures(settings())[name])
    import altair as alt

    alt.Chart.from_dict({**spec(*words), "config": theme.chart_config()}, validate=True)


EXTREMES = [
    {},
    {"n": 2, "replications": 10},
    {"population": "cauchy", "quantity": "centre", "n": 2, "zoom": True},
    {"population": "exponential", "quantity": "rate", "n": 2, "zoom": True},
    {"population": "poisson", "n": 500, "replications": 800},
    {"centres": ("first",), "factor": 0.0},
    {"centres": ("shrunken",), "factor": 0.0, "centre": 0.0, "zoom": True},
]


@pytest.mark.parametrize("values", EXTREMES)
def test_every_number_that_reaches_a_chart_is_finite(values):
    for name, datasets in pictures(settings(**values)).items():
        for table in datasets.values():
            assert table.num_rows, name
            columns = table.to_pydict().values()
            assert all(np.isfinite(value) for column in columns for value in column if not isinstance(value, str)), name


@pytest.mark.parametrize("values", [{}, {"population": "poisson", "n": 12}, {"quantity": "variance", "n": 3}])
def test_the_last_frame_is_the_histogram_of_all_estimates(values):
    chosen = settings(**values)
    rivals = guesses.guesses_of(chosen)
    found = studies.of_chosen(chosen, rivals)
    data = sampling.histograms(chosen, rivals, found, [rival.name for rival in rivals])
    bars, rows = data["bars"].to_pydict(), data["rows"].to_pydict()
    heights = decoded(data["bars"])[-1]
    out = decoded(data["rows"], "left_")[-1] + decoded(data["rows"], "right_")[-1]
    for row, one in enumerate(found):
        mine = np.array(bars["bottom_y"]) == rows["bottom_y"][row]
        left, right = (np.array(bars[end])[mine] for end in ("left", "right"))
        gap = (right - left).min() * 0.06 / 0.88 + 1e-9
        counts = [
            ((one.estimates >= a - gap) & (one.estimates < b + gap)).sum() for a, b in zip(left, right, strict=True)
        ]
        assert sum(counts) + round(out[row]) == chosen.replications
        assert heights[mine] / heights[mine].max() == pytest.approx(np.array(counts) / max(counts), abs=1e-3)


def test_below_the_truth_is_orange_and_above_it_blue():
    chosen = settings(replications=500)
    data = pictures(chosen)["histograms"]["bars"].to_pydict()
    for left, right, sign in zip(data["left"], data["right"], data["sign"], strict=True):
        assert (right <= 1.0 + 1e-9) if sign < 0 else (left >= 1.0 - 1e-9)


def test_the_film_piles_every_sample_once_and_ends_with_all():
    for replications in (10, 2000, 10_000):
        frames = sampling_distribution.schedule(replications)
        assert (np.diff(frames.piled) >= 0).all()
        assert frames.piled[0] == 0
        assert frames.piled[-1] == replications
        assert len(frames.piled) < 120
        assert (frames.current[frames.fallen == 1] == frames.piled[frames.fallen == 1] - 1).all()


def test_the_squares_have_the_areas_of_the_study_and_add_up():
    chosen = settings(centres=("mean", "median", "first", "shrunken"))
    rivals = guesses.guesses_of(chosen)
    found = studies.of_chosen(chosen, rivals)
    data = sampling.areas(chosen, rivals, found, [rival.name for rival in rivals])["squares"].to_pydict()
    area = np.square(data["side"]).reshape(-1, 3)
    assert area[:, 0] + area[:, 1] == pytest.approx(area[:, 2], rel=1e-12)
    assert area[:, 2] / area[0, 2] == pytest.approx([one.mse / found[0].mse for one in found])
    exact = np.square(data["law"]).reshape(-1, 3)[0]
    assert exact[2] / area[0, 2] * found[0].mse == pytest.approx(0.4)


def test_the_bar_below_the_squares_has_the_lengths_of_the_study():
    chosen = settings(centres=("mean", "first", "shrunken"))
    rivals = guesses.guesses_of(chosen)
    found = studies.of_chosen(chosen, rivals)
    data = sampling.areas(chosen, rivals, found, [rival.name for rival in rivals])["squares"].to_pydict()
    start, end = (np.array(data[name]).reshape(-1, 3) for name in ("from", "to"))
    scale = found[1].mse / start[1, 2]
    assert start[:, 0] == pytest.approx(0)
    assert end[:, 0] * scale == pytest.approx([np.mean(one.estimates - 1) ** 2 for one in found])
    assert start[:, 1] == pytest.approx(end[:, 0])
    assert (end - start)[:, 1] * scale == pytest.approx([np.var(one.estimates) for one in found])
    assert end[:, 1] == pytest.approx(start[:, 2])
    assert end[:, 2].max() == pytest.approx(1)


def test_a_square_too_large_to_draw_leaves_the_others_their_room():
    chosen = settings(population="cauchy", quantity="centre", centres=("mean", "median", "trimmed"), n=100)
    data = pictures(chosen)["squares"]["squares"].to_pydict()
    assert data["drawn"] == [0, 0, 0, 1, 1, 1, 1, 1, 1]
    assert max(data["outer"]) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "variance", "n": 2, "replications": 10},
        {"population": "cauchy", "quantity": "centre", "n": 2, "replications": 10},
    ],
)
def test_pale_edges_and_laws_stay_in_their_places_too(values):
    data = pictures(settings(**values))["squares"]["squares"].to_pydict()
    assert max(*data["side"], *data["outer"], *data["law"]) == pytest.approx(1)


def test_an_estimate_without_error_leaves_the_others_their_room_and_is_told_as_luck():
    link = {"centre": 0.0, "factor": 0.0, "n": 3}
    shown = pictures(settings(**link))
    assert shown["squares"]["squares"].to_pydict()["drawn"] == [1] * 9
    ends, measured = shown["consistency"]["ends"].to_pydict(), shown["consistency"]["measured"].to_pydict()
    assert ends["low"][0] > 1e-3
    assert min(measured["mse"]) == 0
    page = told(run("estimators", predict="skip", **{name: f"{value:g}" for name, value in link.items()}))
    row = next(line for line in page.splitlines() if line.startswith("| **Shrunken mean c·x̄**"))
    assert "by luck" in row
    assert "in theory 0 |" in row
    assert "∞" not in row


@pytest.mark.parametrize("n", [2, 3, 20, 100, 300, 500])
def test_no_bias_by_law_is_told_as_0(n):
    page = told(run("estimators", predict="skip", population="uniform", quantity="upper", n=str(n)))
    row = next(line for line in page.splitlines() if line.startswith("| **Largest × (n + 1)/n**"))
    assert "in theory 0 |" in row
    assert "**yes**; measured" in row


def test_what_is_unbiased_is_never_said_to_be_below_the_bound():
    page = told(run("estimators", predict="skip", quantity="variance", n="2", replications="10"))
    row = next(line for line in page.splitlines() if line.startswith("| **s²: sum of squares / (n − 1)**"))
    assert "**50%** of the bound; measured" in row  # (n − 1)/n


def test_an_infinite_error_does_not_grow():
    page = told(run("estimators", predict="skip", population="cauchy", quantity="centre"))
    assert "no: as widely spread at every n" in page
    assert "→ ∞" not in page


def test_the_efficiencies_surround_their_laws():
    rows = studies.efficiencies(1.0, 10, 0.8, 0)
    exact = [row for row in rows if row[1] in ("mean", "shrunken", "over_n_minus_1") and row[0] != "cauchy"]
    assert len(exact) == 8
    for _, _, share, least, most, by_law in exact:
        assert least <= share <= most
        assert share - 2 * (share - least) < by_law < share + 2.5 * (most - share)  # four standard errors
    assert next(row[5] for row in rows if row[:2] == ("normal", "shrunken")) == pytest.approx(0.4 / 0.296)


def test_the_growing_samples_are_those_of_the_seed():
    data = pictures(settings(seed=4))["settling"]["paths"].to_pydict()
    rng = np.random.default_rng(4).spawn(4)[3]
    wild = rng.standard_cauchy((3, 10_000))
    ends = [
        off for n, off, kind in zip(data["n"], data["off"], data["kind"], strict=True) if (n, kind) == (10_000, "0")
    ]
    assert ends == pytest.approx(wild.mean(axis=1))


@pytest.mark.parametrize("values", [{"n": 100, "centres": ("mean", "median", "trimmed", "first")}, *EXTREMES])
def test_what_is_sent_for_a_film_is_small(values):
    shown = pictures(settings(**values))
    assert sum(len(packed(table)) for datasets in shown.values() for table in datasets.values()) < 300_000


# What is taken along


@pytest.mark.parametrize(("place", "quantity"), QUANTITIES)
def test_the_program_prints_the_figures_of_the_page(place, quantity, capsys):
    chosen = settings(population=place, quantity=quantity, replications=50, seed=2)
    rivals = guesses.guesses_of(chosen)
    exec(sampling.source_of_run(chosen, rivals), {})
    lines = capsys.readouterr().out.splitlines()
    for line, rival, one in zip(lines, rivals, studies.of_chosen(chosen, rivals), strict=True):
        words = line.split()
        assert words[0] == rival.name
        assert [float(word) for word in words[2::2]] == pytest.approx([one.bias, one.variance, one.mse], rel=1e-9)


def test_the_table_holds_every_estimate():
    chosen = settings(replications=50)
    rivals = guesses.guesses_of(chosen)
    columns = read_csv(BytesIO(sampling.table(chosen, rivals))).to_pydict()
    assert list(columns) == ["sample", "mean", "median", "shrunken"]
    samples = draw("normal", 1.0, 10, 50, np.random.default_rng(0).spawn(4)[0])
    assert columns["median"] == pytest.approx(np.median(samples, axis=1))


def test_a_study_does_not_depend_on_what_else_is_shown():
    alone = studies.judged(guesses.Guess("normal", 1.0, "mean", "median", 1.0), 10, 200, 0)
    samples = draw("normal", 1.0, 10, 200, np.random.default_rng(0).spawn(4)[0])
    assert alone.mse == study(np.median(samples, axis=1), 1.0).mse


# Samples drawn by hand


def test_a_sample_drawn_by_hand_is_its_number_and_a_larger_n_keeps_its_first_observations():
    guess = guesses.guesses_of(settings())[0]
    few, many = (drawn_samples.samples(guess, n, (7, 48213)) for n in (10, 50))
    assert few.shape == (2, 10)
    assert np.array_equal(few, many[:, :10])
    assert not np.array_equal(few[0], few[1])


@pytest.mark.parametrize(("place", "quantity"), QUANTITIES)
def test_estimates_by_hand_are_those_of_the_estimators_and_spread_as_in_theory(place, quantity):
    chosen = settings(population=place, quantity=quantity)
    numbers = tuple(range(1, 401))
    for guess in guesses.guesses_of(chosen):
        made = drawn_samples.estimates(guess, chosen.n, numbers)
        known = law(*guess[:4], chosen.n, guess.factor)
        if known and known.exact and guess.moments(chosen.n) > 4:
            error = np.sqrt(known.variance / len(numbers))
            assert made.mean() - guess.truth == pytest.approx(known.bias, abs=4 * error + 1e-12)
            assert made.var() == pytest.approx(known.variance, rel=0.5)


def test_a_visitor_alone_draws_one_sample_after_another_and_the_link_keeps_them():
    page = run("estimators", predict="skip", experiment="by_hand")
    for count in (1, 2):
        page.button(key="estimators.draw").click().run()
        assert not page.exception
        assert len(page.query_params["draws"].split("_")) == count
    numbers = drawn_samples.SampleNumbers("draws", estimator_settings.FACTOR_HELP, default=()).parse(
        page.query_params["draws"]
    )
    guess = guesses.guesses_of(settings())[0]
    last = drawn_samples.samples(guess, 10, numbers)[-1].mean()
    assert f"Mean **{three_marks.short(float(last))}**" in told(page)
    again = run("estimators", predict="skip", experiment="by_hand", draws=page.query_params["draws"])
    assert f"Mean **{three_marks.short(float(last))}**" in told(again)
    page.button(key="estimators.clear").click().run()
    assert "draws" not in page.query_params


@pytest.mark.parametrize("word", ["0", "1000000", "x", "7__8", "-3", "7_", "٣"])
def test_nonsense_for_the_samples_of_a_link_is_answered(word):
    page = run("estimators", predict="skip", experiment="by_hand", draws=word)
    assert not page.exception
    assert "draws" not in page.query_params
    assert any("draws" in warning.value for warning in (*page.warning, *page.info, *page.caption, *page.markdown))


def test_no_more_samples_than_forty_are_drawn_by_hand():
    word = "_".join(map(str, range(1, 60)))
    page = run("estimators", predict="skip", experiment="by_hand", draws=word)
    assert not page.exception
    assert page.button(key="estimators.draw").disabled


def test_an_mse_that_is_infinite_is_not_told_as_a_number_of_the_samples_alone():
    page = run("estimators", predict="skip", experiment="consistency", population="cauchy", quantity="centre")
    table = next(element.value for element in page.markdown if "MSE at n = 10" in element.value)
    rows = {line.split("**")[1]: line for line in table.splitlines()[2:]}
    assert "infinite; of these samples" in rows["Mean"]
    assert "infinite" not in rows["Median"]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_before_a_sample_is_drawn_none_is_counted(lang):
    words = {"en": ("no sample yet", "samples of n = 10: 1"), "ko": ("아직 뽑은 표본이 없습니다", "표본 1개")}[lang]
    for draws, said in (({}, words[0]), ({"draws": "7"}, words[1])):
        page = run("estimators", lang=lang, predict="skip", experiment="by_hand", **draws)
        assert any(said in element.value for element in page.markdown), said


def test_the_error_of_an_mse_is_the_same_number_in_the_sentence_and_in_the_picture():
    """The squared error of a normal mean has the variance 2 (σ²/n)², of which R = 2,000 leave the root of a part."""
    error = 0.4 * (2 / 2000) ** 0.5
    words = " ".join(element.value for element in run("estimators", predict="skip").markdown)
    assert f"is known to ± {error:.3f}." in words
