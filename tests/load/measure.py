"""What a class takes of the server: `python -m tests.load.measure --sessions 40 --minutes 10 --lessons all`.

Prints a line for the class spread over the lessons (mixed), with `--each` also one for the class on one lesson, for
each in turn; with `--cold` what first visits to a cold server take. Writes nothing.
"""

import argparse
from collections import defaultdict
from statistics import mean

from tests.load import arrival, classroom
from tests.load.classroom import LESSONS, Figures, run
from tests.load.server import NOTHING, Server, serve

HEAD = (
    "| lesson | changes | median ms | p95 ms | seen: median, p95 ms | × nothing "
    "| cores | ms of processor a change | kB a change | memory MB |"
)
DEAREST = 8
WARM = 8.0


def line(name: str, figures: Figures) -> str:
    """Return a row of the table."""
    cells = [
        name,
        f"{len(figures.answers)}",
        f"{figures.median * 1e3:.0f}",
        f"{figures.slow * 1e3:.0f}",
        ", ".join(f"{seconds * 1e3:.0f}" for seconds in figures.shown),
        f"{figures.ratio:.1f}",
        f"{figures.cores:.2f}",
        f"{figures.cost * 1e3:.0f}",
        f"{figures.received / 1e3:.0f}",
        f"{figures.memory:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def slowest(figures: Figures) -> str:
    """Return the controls that were answered last, with the mean of their seconds."""
    by_control: dict[str, list[float]] = defaultdict(list)
    for answer in figures.answers:
        by_control[answer.asked].append(answer.seconds)
    ordered = sorted(by_control.items(), key=lambda item: -mean(item[1]))[:DEAREST]
    return ", ".join(f"{name} {mean(seconds) * 1e3:.0f} ms ({len(seconds)})" for name, seconds in ordered)


def class_at_work(
    server: Server, nothing: Server, lessons: list[str], sessions: int, seconds: float, seed: int, moved: list[str]
) -> Figures:
    """Let a class work on these lessons and give an account; what the server complained of ends it.

    It is measured once it has worked for a moment: charts are built and libraries imported by then, once for all.
    """
    run(lambda: classroom.work(server, nothing, lessons, sessions, WARM, seed + 1000, moved), server)
    figures: Figures = run(lambda: classroom.work(server, nothing, lessons, sessions, seconds, seed, moved), server)
    if complaints := server.complaints():
        raise SystemExit(complaints)
    return figures


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long the class works, each time (1)")
    parser.add_argument("--rounds", type=int, default=1, help="how often the class works: is the memory level? (1)")
    parser.add_argument("--lessons", nargs="+", default=["all"], choices=["all", *LESSONS], metavar="LESSON")
    parser.add_argument("--each", action="store_true", help="the whole class on one lesson, each in turn")
    parser.add_argument("--cold", action="store_true", help="first visits to a cold server, too")
    parser.add_argument("--moved", nargs="+", default=[], metavar="CONTROL", help="the controls that are changed (any)")
    asked = parser.parse_args()
    lessons = list(LESSONS) if "all" in asked.lessons else asked.lessons
    groups = {lesson: [lesson] for lesson in lessons} if asked.each else {}
    if len(lessons) > 1 or not asked.each:
        groups |= {"mixed" if k == 0 else f"mixed, round {k + 1}": lessons for k in range(asked.rounds)}
    print(f"{HEAD}\n{'|---' * (HEAD.count('|') - 1)}|", flush=True)
    slow = []
    with serve() as server, serve(NOTHING) as nothing:
        for seed, (name, group) in enumerate(groups.items()):
            figures = class_at_work(server, nothing, group, asked.sessions, asked.minutes * 60, seed, asked.moved)
            print(line(name, figures), flush=True)
            slow.append(f"{name}: {slowest(figures)}")
    print("\nAnswered last:\n" + "\n".join(slow))
    if asked.cold:
        for lesson in lessons:
            alone, all_at_once = arrival.measure(lesson, asked.sessions)
            print(
                f"first visits to {lesson}: one {alone:.1f} s, {asked.sessions} at once {all_at_once:.1f} s", flush=True
            )


if __name__ == "__main__":
    main()
