"""Points drawn by hand: in the link, in the run, in the program; and what happens when there are too few."""

import random
import subprocess
import sys

import numpy as np
import pytest

from dlcore.export.exported_run import LINE
from dlcore.export.numpy_program import export
from dlcore.training.experiment import prepare
from dlcore.training.training import record
from pages.lessons.training import page as training
from pages.lessons.training import settings
from pages.lessons.training.own_data import drawn_points
from pages.ui.controls.control import Values
from pages.ui.training_run import film_data
from tests.ui.running import run

DICE = random.Random(3)
SCATTERED = tuple(
    (DICE.randint(-120, 120), DICE.randint(-120, 120), DICE.randrange(3)) for _ in range(drawn_points.MOST)
)
FOUR = ((-50, 10, 0), (-120, 120, 0), (50, 3, 1), (120, -120, 1))


def experiment(points, **changes):
    """The experiment of points, as the page would make it."""
    start = {control.id: control.default for control in training.CONTROLS}
    return settings.experiment(Values(**start | {"dataset": "drawn", "points": points} | changes))


@pytest.mark.parametrize("points", [(), FOUR, SCATTERED, drawn_points.face()])
def test_a_link_brings_every_point_back(points):
    control = next(c for c in settings.DATA if c.id == "points")
    word = control.format(points)
    assert control.parse(word) == points
    assert len(word) <= 3 * drawn_points.MOST
    assert word.replace("-", "a").replace("_", "a").isalnum()


@pytest.mark.parametrize("word", ["x", "abcd", "ab!", "___", "999", "점점점", "%00", "a b"])
def test_nonsense_in_the_link_is_answered_with_a_note_and_the_example(word):
    page = run("training", dataset="drawn", points=word, epochs="2")
    assert not page.exception
    assert any(
        "not understood" in note.value and f"{len(drawn_points.face())} points" in note.value for note in page.info
    )


def test_more_points_than_there_is_room_for_are_left_out_with_a_note():
    page = run("training", dataset="drawn", points=drawn_points.packed(SCATTERED * 2), epochs="2")
    assert not page.exception
    assert any("201 points is not possible here; 200 points is used" in note.value for note in page.info)


@pytest.mark.parametrize(
    "points", [(), FOUR[:1], FOUR[:2], FOUR[2:], FOUR[:3], ((0, 0, 2),) * 9, FOUR[:2] + ((1, 1, 2),) * 9]
)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_with_too_few_points_the_page_stands_and_shows_the_example(points, lang):
    page = run("training", dataset="drawn", points=drawn_points.packed(points) or "none", epochs="2", lang=lang)
    assert not page.exception
    assert not page.info
    assert experiment(points) == experiment(drawn_points.face())


def test_points_are_learned_where_they_were_put_all_of_them_and_each_in_its_class():
    for points in (FOUR, SCATTERED, drawn_points.face()):
        _, train, test = prepare(experiment(points, n=20, noise=1.0))
        found = [
            (round(100 * x), round(100 * y), int(label))
            for part in (train, test)
            for (x, y), label in zip(part.x, part.labels, strict=True)
        ]
        assert sorted(found) == sorted(points)
        assert len(train.class_names) == len({c for *_, c in points})


def test_a_third_class_gives_three_outputs():
    network, *_ = prepare(experiment((*FOUR, (0, 90, 2))))
    assert network.sizes[-1] == 3


def test_the_example_can_be_learned():
    film = record(experiment(drawn_points.face()))
    assert film.train_loss[-1] < 0.1 < film.train_loss[0]


def test_the_program_holds_the_points_and_prints_the_same_losses(tmp_path):
    for points in (FOUR, SCATTERED):
        chosen = experiment(points, epochs=5)
        film, path = record(chosen), tmp_path / "run.py"
        path.write_text(export(chosen), encoding="utf-8")
        done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=True)
        columns = zip(film.step, film.epoch, film.train_loss, film.test_loss, strict=True)
        assert done.stdout.splitlines() == [
            LINE.format(step=s, epoch=e, train_loss=float(a), test_loss=float(b)) for s, e, a, b in columns
        ]


def test_other_data_keep_their_number_of_examples_and_noise():
    start = {control.id: control.default for control in training.CONTROLS}
    for n in (20, 300):
        made = settings.experiment(Values(**start | {"n": n, "noise": 0.5, "points": FOUR}))
        assert (made.n, made.noise, made.own) == (n, 0.5, None)
    np.testing.assert_array_equal(*[prepare(experiment(points))[1].x for points in ((), drawn_points.face())])


def test_the_points_can_be_taken_along_as_a_table():
    lines = film_data.examples(experiment(FOUR)).decode().splitlines()
    rows = [line.replace('"', "").split(",") for line in lines[1:]]
    assert sorted((round(100 * float(x)), round(100 * float(y)), "AB".index(c)) for x, y, c, _ in rows) == sorted(FOUR)
