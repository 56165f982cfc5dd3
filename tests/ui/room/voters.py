"""A process of voters: reads `seat answer` lines, votes with several threads, says which votes were acknowledged."""

import sys
from concurrent.futures import ThreadPoolExecutor

from pages.ui.room.store import RoomStore

THREADS = 6


def main() -> None:
    url, code, question, round_ = sys.argv[1:]
    store = RoomStore(url)

    def vote(line: str) -> None:
        seat, answer = line.split()
        store.join(code, seat)
        store.vote(code, seat, question, int(round_), answer)
        print(f"{seat} {answer}\n", end="", flush=True)  # one write: threads share the pipe

    with ThreadPoolExecutor(THREADS) as several:
        list(several.map(vote, sys.stdin.read().splitlines()))


if __name__ == "__main__":
    main()
