"""Hands in a link: written and read back, and any other word is nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from pages.ui.parts import hands

PATIENT = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
"""The first draw of all is slow: before it the library looks through the modules that are loaded."""


@PATIENT
@given(some.lists(some.tuples(*[some.integers(0, hands.MOST)] * 4), max_size=2), some.booleans())
def test_what_hands_write_into_the_link_is_read_back(rounds, shown):
    word = hands.format(rounds, shown)
    assert hands.parse(word or "", 4) == (rounds, shown and bool(rounds))


@PATIENT
@given(some.text(max_size=60))
def test_any_word_for_hands_is_a_count_or_nothing(word):
    rounds, shown = hands.parse(word, 4)
    assert all(len(counts) == 4 and all(0 <= n <= hands.MOST for n in counts) for counts in rounds)
    assert not shown or rounds
