"""A limit on the processor time of one thread."""

import threading
import time

import pytest

from cdextract.batch.watch import AVAILABLE, limited_thread
from cdextract.batch.work import TimeLimitError, limits

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="the system does not tell the processor time of a thread")


def in_thread(function):
    """Run a function in a thread; gives its result or the name of what it raised."""
    result = []

    def run():
        try:
            result.append(function())
        except BaseException as error:
            result.append(type(error).__name__)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    return result


def compute_for_ever():
    with limits(0.1) as limited, limited():
        while True:
            pass


def test_a_thread_that_computes_for_ever_is_interrupted():
    assert in_thread(compute_for_ever) == ["TimeLimitError"]


def test_sleeping_costs_no_processor_time_and_what_follows_is_left_alone():
    def sleep_then_compute():
        with limits(0.2) as limited, limited():
            time.sleep(0.8)
        for _ in range(3_000_000):
            pass
        return "done"

    assert in_thread(sleep_then_compute) == ["done"]


def test_other_threads_are_left_alone():
    results = []
    threads = [
        threading.Thread(target=lambda: results.extend(in_thread(compute_for_ever))),
        threading.Thread(target=lambda: results.extend(in_thread(lambda: sum(range(20_000_000)) > 0))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, results)) == ["TimeLimitError", "True"]


def test_an_error_of_the_block_goes_through():
    def fail():
        with limited_thread(5, TimeLimitError):
            raise ValueError

    assert in_thread(fail) == ["ValueError"]
