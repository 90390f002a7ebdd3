from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from onrecord.errors import OnRecordError
from onrecord.ingest.pool import AHEAD, in_order


def work(item):
    if item == "die":
        os._exit(7)
    if item == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if isinstance(item, float):
        time.sleep(item)
    return item, os.getpid()


def lost(item, cause):
    return item, cause


def test_results_come_in_the_order_of_the_items_whoever_is_faster():
    items = [0.3, "a", 0.1, "b", "c", 0.2, "d"]
    assert [item for item, _ in in_order(work, items, 2, lost)] == items


def test_each_worker_is_started_once():
    assert len({pid for _, pid in in_order(work, list(range(40)), 2, lost)}) <= 2


def test_a_worker_that_dies_names_its_item_and_the_rest_goes_on():
    items = ["a", "die", "b", "kill", "c", "d"]
    results = list(in_order(work, items, 2, lost))
    assert [item for item, _ in results] == items
    assert results[1][1] == "the process reading it died with exit status 7, twice"
    assert results[3][1] == "the process reading it was killed by SIGKILL, twice"


def test_items_are_taken_as_they_are_needed_never_all_at_once():
    taken = []

    def items():
        for number in range(100):
            taken.append(number)
            yield number

    results = in_order(work, items(), 2, lost)
    next(results)
    assert len(taken) <= 2 * AHEAD + 1
    results.close()


def test_giving_up_ends_the_workers():
    results = in_order(work, [0.0, 30.0, 30.0], 2, lost)
    next(results)
    began = time.monotonic()
    results.close()
    assert time.monotonic() - began < 10
    assert not multiprocessing.active_children()


def test_no_items_no_results():
    assert list(in_order(work, [], 2, lost)) == []


class Unloadable:
    """Travels well and cannot be unpacked: as if the worker's own program did not start."""

    def __reduce__(self):
        return os._exit, (3,)

    def __call__(self, item):
        return item


def test_workers_that_do_not_start_are_said_once_with_a_remedy():
    with pytest.raises(OnRecordError, match=r"do not start .*read with -j 1"):
        list(in_order(Unloadable(), range(1000), 2, lost))


def test_a_request_to_end_that_the_whole_group_gets_stops_no_reader():
    with_workers = in_order(term_itself, ["a", "b"], 1, lost)
    assert list(with_workers) == ["a", "b"]


def term_itself(item):
    os.kill(os.getpid(), signal.SIGTERM)
    return item
