"""The records of the sample pages stay as they were reviewed; ``make goldens`` writes them again."""

from __future__ import annotations

import pytest

from goldens import golden_of, pages, record_of


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_the_record_is_the_one_that_was_reviewed(page):
    golden = golden_of(page)
    assert golden.exists(), f"{golden} is missing: run `make goldens`"
    assert record_of(page) == golden.read_text(encoding="utf-8"), "run `make goldens` and review the diff"
