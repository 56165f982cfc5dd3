"""The rule for how long a run takes: the updates counted are those done, and the order of the costs is right."""

from dataclasses import replace

import pytest

from dlcore.training.durations import seconds, seconds_of_update, updates
from dlcore.training.training import Experiment, record

BASE = Experiment(n=60, epochs=7, hidden=(4,))


@pytest.mark.parametrize(
    "change",
    [{}, {"batch_size": 7}, {"batch_size": 999}, {"last_batch": "dropped", "batch_size": 7}, {"stop_after": 5}],
)
def test_the_updates_counted_are_those_of_the_run(change):
    experiment = replace(BASE, **change)
    assert updates(experiment) == record(experiment).step[-1]


@pytest.mark.parametrize(
    "change", [{"epochs": 14}, {"hidden": (64, 64)}, {"batch_size": 1}, {"starts": 3}, {"n": 600}, {"frames": 640}]
)
def test_more_work_is_said_to_take_longer(change):
    assert seconds(replace(BASE, **change)) > seconds(BASE)


def test_a_run_that_is_stopped_takes_its_share_of_the_time():
    whole = replace(BASE, epochs=400, frames=2)
    assert seconds(replace(whole, frames=64, stop_after=updates(whole) // 4)) < 0.4 * seconds(whole)


def test_an_update_takes_the_longer_the_larger_the_batch():
    assert seconds_of_update((64, 64, 10), 100) > seconds_of_update((64, 64, 10), 1) > 0
