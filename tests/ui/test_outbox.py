"""The outbox: every call is made once and in its order, whoever puts it in, and few wake anybody."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from pages.ui.shell.outbox import Outbox


def test_calls_of_another_thread_come_all_of_them_in_their_order():
    box, made, woken = Outbox(), [], []

    async def main():
        loop = asyncio.get_running_loop()

        def wake(empty):
            woken.append(1)
            loop.call_soon_threadsafe(empty)

        def fill():
            for i in range(20_000):
                box.put(lambda i=i: made.append(i), wake)

        thread = threading.Thread(target=fill)
        thread.start()
        while thread.is_alive() or len(made) < 20_000:
            await asyncio.sleep(0.001)

    # In a thread of its own: browser tests before this one leave an event loop running in this one.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(lambda: asyncio.run(asyncio.wait_for(main(), 60))).result()
    assert made == list(range(20_000))
    assert 1 <= len(woken) < 20_000


def test_what_waits_is_made_by_one_wake():
    box, made, waking = Outbox(), [], []
    for i in range(5):
        box.put(lambda i=i: made.append(i), waking.append)
    assert len(waking) == 1
    waking.pop()()
    assert made == [0, 1, 2, 3, 4]
    box.put(lambda: made.append(5), waking.append)
    assert len(waking) == 1


def test_a_call_that_fails_keeps_none_after_it_back(caplog):
    box, made, waking = Outbox(), [], []
    box.put(lambda: 1 / 0, waking.append)
    box.put(lambda: made.append("after"), waking.append)
    waking.pop()()
    assert made == ["after"]
    assert "division by zero" in caplog.text
