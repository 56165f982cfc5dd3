"""The film as a table: every number in it is the film's own."""

import csv
from dataclasses import replace

import numpy as np
import pytest

from dlcore.analysis.inspection import Inspection
from dlcore.training.training import Experiment, record
from pages.lessons.training import exported_files

BASE = Experiment(n=60, epochs=5, hidden=(3,))


def read(experiment):
    head, *rows = csv.reader(exported_files.table(experiment).decode().splitlines())
    return dict(zip(head, np.array(rows, float).T, strict=True))


def test_the_film_as_a_table_holds_every_number_to_the_last_bit():
    film, columns = record(BASE), read(BASE)
    for name in ("step", "epoch", "train_loss", "test_loss"):
        assert np.array_equal(columns[name], getattr(film, name))
    theta = np.column_stack([columns[name] for name in columns if name[0] in "Wb"])
    order = [*exported_files.titles("W1", (2, 3)), *exported_files.titles("b1", (3,))]
    assert [name for name in columns if name[0] in "Wb"][:9] == order
    assert np.array_equal(theta, film.theta)
    assert columns["test_accuracy"][-1] == Inspection(film).accuracy(Inspection(film).test)[-1]


def test_a_weight_is_named_by_the_neurons_that_it_joins():
    film, columns = record(BASE), read(BASE)
    weights, bias = Inspection(film).network.unpack(film.theta)[0]
    assert np.array_equal(columns["W1[2,3]"], weights[:, 1, 2])
    assert np.array_equal(columns["b1[2]"], bias[:, 1])


@pytest.mark.parametrize(("change", "there"), [({"hidden": (40, 40)}, False), ({"hidden": (8, 8)}, True)])
def test_the_weights_of_a_large_network_are_left_out_and_the_label_says_so(change, there):
    experiment = replace(BASE, **change)
    assert any(name.startswith("W") for name in read(experiment)) == there
    labels = {file.label for file in exported_files.files(experiment)}
    assert (exported_files.FILM in labels) == there
    assert (exported_files.LOSSES in labels) != there


def test_the_film_of_numbers_has_no_accuracy():
    assert "test_accuracy" not in read(replace(BASE, dataset="sine", features=("x1",), loss="squared"))


def test_every_file_can_be_written():
    for file in exported_files.files(BASE):
        assert len(file.content()) > 100
