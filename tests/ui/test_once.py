"""What a class asks for at the same moment is computed by one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

from pages.ui.serving.once import once


def test_forty_who_ask_at_once_wait_for_one():
    calls = []
    together = Barrier(40)

    @once
    def slow(number):
        calls.append(number)
        sleep(0.05)
        return [number]

    def ask(number):
        together.wait()
        return slow(number)

    with ThreadPoolExecutor(40) as visitors:
        results = list(visitors.map(ask, [1, 2] * 20))
    assert sorted(calls) == [1, 2]
    assert all(result is slow(1) or result is slow(2) for result in results)
