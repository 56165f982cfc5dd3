"""Letters on the page can be read in both themes, whatever colour they stand for."""

import json
import tomllib
from pathlib import Path

import pytest

from pages.ui import contrast, theme
from pages.ui.charts.racing_losses import COLOURS

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text())["theme"]
READ = {theme.INK, theme.SERIES, theme.NEGATIVE, theme.POSITIVE, *theme.CLASSES, *COLOURS}


@pytest.mark.parametrize("ground", contrast.GROUNDS)
@pytest.mark.parametrize("colour", sorted(READ))
def test_letters_of_a_colour_are_read_on_both_grounds(colour, ground):
    assert contrast.contrast(contrast.readable(colour, ground), ground) >= 4.5


@pytest.mark.parametrize("ground", contrast.GROUNDS)
@pytest.mark.parametrize("colour", [theme.INK, theme.SERIES])
def test_marks_that_carry_a_reading_are_seen_on_both_grounds(colour, ground):
    assert contrast.contrast(colour, ground) >= 3


def test_a_colour_that_can_be_read_already_stays_as_it_is():
    assert contrast.readable("#0b131b", "#ffffff") == "#0b131b"


@pytest.mark.parametrize(("one", "other", "known"), [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_the_guidelines(one, other, known):
    assert contrast.contrast(one, other) == pytest.approx(known, abs=0.01)


def test_the_grounds_are_those_of_the_themes():
    assert (CONFIG["light"]["backgroundColor"], CONFIG["dark"]["backgroundColor"]) == contrast.GROUNDS


@pytest.mark.parametrize("presentation", [False, True])
def test_no_text_of_a_chart_is_left_in_a_colour_for_one_theme_only(presentation):
    colour = theme.chart_config(presentation)["text"]["color"]
    assert all(json.dumps(colour).count(contrast.readable(theme.INK, ground)) == 1 for ground in contrast.GROUNDS)
