"""Two thousand random tables of the kinds that people bring; `python -m tests.core.data.tables 100000` tries more."""

from collections import Counter

import numpy as np

from tests.core.data.tables import judged, random_table

SAID = {"right", "the other of two readings"}


def test_of_random_tables_no_number_is_changed_and_no_row_lost_unsaid():
    verdicts = {seed: judged(random_table(np.random.default_rng(seed))) for seed in range(2000)}
    assert not {seed: verdict for seed, verdict in verdicts.items() if verdict not in SAID}
    assert Counter(verdicts.values())["right"] > 1950
