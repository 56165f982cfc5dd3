"""The reel: the right colour at the right place, frame by frame, as any reader of PNG sees it."""

import numpy as np
import pytest

from pages.ui.charts import heatmap
from pages.ui.theme import NEGATIVE, POSITIVE, ZERO
from tests.ui.reading_charts import cell, picture


def colour(hexadecimal):
    return tuple(bytes.fromhex(hexadecimal[1:]))


def test_the_ends_and_the_middle_of_the_scale_are_the_three_colours():
    reel = heatmap.reel(heatmap.signed(np.array([[[-1.0, 0.0, 1.0, -7.0, 7.0]]])), heatmap.diverging())
    shown = [tuple(pixel) for pixel in cell(reel, 0)[0]]
    assert shown == [colour(c) for c in (NEGATIVE, ZERO, POSITIVE, NEGATIVE, POSITIVE)]


@pytest.mark.parametrize("frames", [1, 2, 7, 60, 90])
def test_each_frame_has_its_own_cell_and_its_lowest_row_at_the_bottom(frames):
    values = np.random.default_rng(0).uniform(-1, 1, (frames, 6, 9))
    reel = heatmap.reel(heatmap.signed(values), heatmap.diverging())
    assert (reel.frames, reel.height, reel.width) == values.shape
    assert picture(reel.url).shape == (reel.rows * 8, reel.columns * 11, 3)
    palette = heatmap.diverging()
    for t in range(frames):
        expected = palette[np.rint((values[t, ::-1] + 1) / 2 * (len(palette) - 1)).astype(int)]
        assert (cell(reel, t) == expected).all()


def test_the_border_repeats_the_edge_so_that_smoothing_takes_nothing_from_the_next_frame():
    values = np.random.default_rng(1).uniform(-1, 1, (5, 4, 4))
    reel = heatmap.reel(heatmap.signed(values), heatmap.diverging())
    sheet = picture(reel.url)[:6, 6:12]
    assert (sheet[0] == sheet[1]).all()
    assert (sheet[-1] == sheet[-2]).all()
    assert (sheet[:, 0] == sheet[:, 1]).all()
    assert (sheet[:, -1] == sheet[:, -2]).all()
