"""Votes counted: both rounds, who moved where, and both as files without a seat's number."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5
"""Under so many votes only their number is told: who gave which answer could be worked out."""

Ballot = tuple[str | None, str | None]
"""What one seat answered in the first and in the second round."""


@dataclass(frozen=True)
class Result:
    """The votes on one question. Counts are in the order of the answers; None where there are too few votes."""

    answers: tuple[str, ...]
    voted: tuple[int, int]
    counts: tuple[tuple[int, ...] | None, tuple[int, ...] | None]
    moves: tuple[tuple[int, ...], ...] | None

    def moved(self) -> int | None:
        """Return how many of those who voted twice changed their answer."""
        if self.moves is None:
            return None
        return sum(n for i, row in enumerate(self.moves) for j, n in enumerate(row) if i != j)


def count(answers: Sequence[str], ballots: Sequence[Ballot]) -> Result:
    """Count the ballots. `moves[i][j]`: how many went from answer i to answer j."""
    rounds = [Counter(ballot[k] for ballot in ballots if ballot[k] is not None) for k in (0, 1)]
    pairs = Counter(ballot for ballot in ballots if None not in ballot)
    first, second = (_enough(tuple(told[answer] for answer in answers)) for told in rounds)
    moves = tuple(tuple(pairs[a, b] for b in answers) for a in answers)
    return Result(
        answers=tuple(answers),
        voted=(rounds[0].total(), rounds[1].total()),
        counts=(first, second),
        moves=moves if pairs.total() >= FEWEST else None,
    )


def counts_file(results: Mapping[str, Result]) -> str:
    """Write question, round, answer and count as a table with commas."""
    rows: list[tuple[object, ...]] = []
    for question, result in results.items():
        for k, counts in enumerate(result.counts):
            if counts is None:
                rows.append((question, k + 1, "", result.voted[k]))
            else:
                rows += [(question, k + 1, answer, n) for answer, n in zip(result.answers, counts, strict=True)]
    return _table(("question", "round", "answer", "count"), rows)


def pairs_file(results: Mapping[str, Result]) -> str:
    """Write one row for each seat that voted twice on a question: first and second answer, in no order of seats."""
    rows = [
        (question, first, second)
        for question, result in results.items()
        for first, row in zip(result.answers, result.moves or (), strict=False)
        for second, n in zip(result.answers, row, strict=True)
        for _ in range(n)
    ]
    return _table(("question", "first", "second"), rows)


def _enough(counts: tuple[int, ...]) -> tuple[int, ...] | None:
    return counts if sum(counts) >= FEWEST else None


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([head, *rows])
    return file.getvalue()
