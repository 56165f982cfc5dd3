"""What is sent to the stage: θ and data, in few bytes, and nothing that the browser can compute."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.inspection import Inspection
from dlcore.training.training import film_of, run
from pages.ui.film_bytes import message
from pages.ui.training_run import stage_data
from pages.ui.training_run.first_run import FIRST_RUN
from tests.ui.reading_films import read

SHORT = replace(FIRST_RUN, epochs=1)
DIGITS = replace(SHORT, dataset="digits", n=200, noise=0.0, hidden=(16,))


def inspected(experiment) -> Inspection:
    return Inspection(film_of(experiment, list(run(experiment))))


def test_a_film_holds_theta_and_the_data_and_no_more():
    found = inspected(SHORT)
    header, arrays = read(stage_data.film_bytes(found))
    assert set(arrays) == {"theta", "x", "labels"}
    np.testing.assert_array_equal(arrays["theta"], found.film.theta.astype(np.float32))
    np.testing.assert_allclose(arrays["x"][: len(found.train.x)], found.train.x, atol=1e-7)
    np.testing.assert_array_equal(arrays["labels"][len(found.train.x) :], found.test.labels)
    assert "rows" not in header  # each row once


def test_many_examples_that_are_no_whole_numbers_leave_room_for_the_frames():
    found = inspected(replace(DIGITS, n=1000, noise=0.05, hidden=(64, 64, 64), frames=9))
    film = stage_data.film_bytes(found)
    header, arrays = read(film)
    assert len(film) <= stage_data.MOST_BYTES
    rows = np.array(header["rows"])  # of the frames that are not sent the nearest, 0 and the last among them
    assert len(rows) == header["frames"] == len(found.film)
    assert rows[0] == 0
    assert rows[-1] == len(arrays["theta"]) - 1 >= 4
    assert np.all(np.isin(np.diff(rows), (0, 1)))
    np.testing.assert_allclose(arrays["x"][: len(found.train.x)], found.train.x, rtol=1e-3, atol=1e-3)


def test_pixels_are_sent_as_the_whole_numbers_that_they_are():
    found = inspected(DIGITS)
    _, arrays = read(stage_data.film_bytes(found))
    assert arrays["x"].dtype == np.uint8
    np.testing.assert_allclose(
        (arrays["x"] - arrays["x_center"]) / arrays["x_scale"], np.vstack([found.train.x, found.test.x])
    )


@pytest.mark.parametrize("numbers", [70_000, 140_000, 600_000])
def test_theta_gives_up_precision_and_then_frames_but_never_needs_more_bytes(numbers):
    theta = np.random.default_rng(0).standard_normal((60, numbers // 60))
    sent, kept = stage_data.fitted(theta, stage_data.MOST_BYTES)
    assert sent.nbytes <= stage_data.MOST_BYTES
    assert sent.dtype == (np.float32 if numbers == 70_000 else np.float16)
    assert (len(kept) == 60) == (numbers < 600_000)
    assert kept[0] == 0
    assert kept[-1] == 59
    np.testing.assert_allclose(sent, theta[kept], rtol=1e-3, atol=1e-6)


def test_the_first_film_leaves_room_for_the_charts_in_the_eighty_thousand_bytes_of_a_change():
    assert len(stage_data.film_bytes(inspected(FIRST_RUN))) < 40_000


def test_a_film_of_a_large_table_stays_within_its_bytes():
    large = replace(DIGITS, n=1000, noise=0.3, hidden=(64, 64), frames=9)
    assert len(stage_data.film_bytes(inspected(large))) <= stage_data.MOST_BYTES


def test_a_run_changed_in_a_stage_says_from_which_frame_on_which_loss_counts():
    from dlcore.training.stages import Stage

    changed = replace(SHORT, stages=(Stage(step=10, epochs=1, loss="squared"),))
    found = inspected(changed)
    header, _ = read(stage_data.film_bytes(found))
    (first, zero), (second, start) = header["losses"]
    assert (first, zero, second) == ("cross_entropy", 0, "squared")
    assert found.film.stage[start - 1 : start + 1] == (0, 1)


def test_every_part_of_a_message_begins_at_a_multiple_of_eight_bytes():
    parts = [b"a", b"bc" * 7, b""]
    sent = message(parts)
    count, *sizes = np.frombuffer(sent, "<u4", 4)
    at = 16
    assert count == 3
    for part, size in zip(parts, sizes, strict=True):
        assert sent[at : at + size] == part
        at += -(-int(size) // 8) * 8
    assert at == len(sent)
