"""The models: whether they are those that ship, and whether they read."""

from __future__ import annotations

import time
from collections.abc import Iterator

from onrecord.errors import OnRecordError
from onrecord.serve.doctor.finding import Finding

_ABOUT = "reading"
_PAGE = """Harbour bridge stays closed

Mayor Ada Brenn said on Tuesday that the bridge would stay closed for ten days.
"""


def reading() -> Iterator[Finding]:
    """Check the models' hashes, then load them and read a text of two lines."""
    yield _models()
    yield _first_record()


def _models() -> Finding:
    try:
        from onrecord.model.loading import changed_models  # noqa: PLC0415 - help stays quick
    except ImportError as error:
        return Finding(_ABOUT, "models", "wrong", f"a library cannot be loaded: {error}", "install onrecord again")
    wrong, right = changed_models()
    if wrong:
        remedy = "install onrecord again: `pip install --force-reinstall --no-deps onrecord`"
        return Finding(_ABOUT, "models", "wrong", "; ".join(wrong), remedy)
    return Finding(_ABOUT, "models", "ok", f"{len(right)} files, each with the hash that models.json names")


def _first_record() -> Finding:
    begun = time.perf_counter()
    try:
        from onrecord import read  # noqa: PLC0415 - help stays quick

        record = read(_PAGE.encode(), published="2031-03-04")
    except OnRecordError as error:
        return Finding(_ABOUT, "a first record", "wrong", str(error), "install onrecord again")
    except (ImportError, OSError) as error:
        return Finding(_ABOUT, "a first record", "wrong", f"a library cannot be loaded: {error}", "install it again")
    took = time.perf_counter() - begun
    if not record.statements:
        says = "a sentence in which somebody says something was read, and no statement found in it"
        return Finding(_ABOUT, "a first record", "wrong", says, "install onrecord again; if that helps not, report it")
    return Finding(_ABOUT, "a first record", "ok", f"models loaded and two lines read in {took:.1f} s")
