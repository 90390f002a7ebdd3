"""The exception tree: users choose what to catch, so the drawing must be the truth."""

from __future__ import annotations

import inspect
import pickle
import re

import pytest

from onrecord import errors
from onrecord.errors import FetchError, NotAPageError, OnRecordError, OpenError, PageError, TooLargeError

CLASSES = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, BaseException) and kind.__module__ == errors.__name__
}


def drawn() -> dict[str, str]:
    """Return the parent of each class as the drawing at the top of errors.py has it."""
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"(?P<stem>(?:[│ ]   )*(?:[├└]── )?)(?P<name>[A-Z]\w*Error)\b", line)
        if found:
            depth = len(found["stem"]) // 4
            path = [*path[:depth], found["name"]]
            parents[found["name"]] = path[depth - 1] if depth else "Exception"
    return parents


def test_the_drawing_is_the_tree() -> None:
    assert drawn() == {name: kind.__base__.__name__ for name, kind in CLASSES.items()}


@pytest.mark.parametrize("name", CLASSES)
def test_every_error_is_one_of_ours_and_says_what_it_means(name: str) -> None:
    assert issubclass(CLASSES[name], OnRecordError)
    assert (CLASSES[name].__doc__ or "").strip().endswith(".") or "Args:" in (CLASSES[name].__doc__ or "")


@pytest.mark.parametrize("kind", [PageError, OpenError, FetchError, TooLargeError, NotAPageError])
def test_a_page_error_survives_the_way_between_processes(kind: type[PageError]) -> None:
    error = kind("news/a.html", "the file ends early", "save the page again")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == "news/a.html: the file ends early; save the page again"
    assert (again.page, again.cause, again.remedy) == (error.page, error.cause, error.remedy)
