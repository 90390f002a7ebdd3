"""Which blocks of a page are its article: a model's two looks at every block."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

import numpy as np
import trafilatura

from onrecord.model import load
from onrecord.page.blocks import RawBlock
from onrecord.page.declared import Head
from onrecord.page.zone_features import Declared, Matrix, context, features

KINDS: Final = ("none", "body", "standfirst", "caption", "credit")
MODELS: Final = ("zones-first", "zones-second")

# trafilatura tells about pages that it cannot read on its logger; here that is one vote of many.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
# Above this lxml's tree costs more than it tells; the largest page of the tuning half has 2.1 million.
LONGEST_PAGE = 5_000_000
# On an empty page trafilatura's baseline warns and returns nothing; a page this short has no article either.
SHORTEST_PAGE = 200


def extracted(source: str) -> str | None:
    """Return the main text as trafilatura reads it, a line a block; None where it finds none.

    Args:
        source: the page, decoded. Pages over ``LONGEST_PAGE`` code points are not tried.
    """
    if not SHORTEST_PAGE <= len(source) <= LONGEST_PAGE:
        return None
    try:
        return trafilatura.extract(source, favor_precision=True, include_comments=False, include_formatting=False)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, LookupError):
        return None  # a page that breaks the extractor is read without its vote


def declared(head: Head, headings: Sequence[str], source: str, main: str) -> Declared:
    """Return what blocks are compared with.

    Args:
        headings: texts of the page's first headings.
        main: the main text as turbohtml scores it.
    """
    return Declared(head.body, head.descriptions, [*head.titles, *headings[:1]], extracted(source), main)


def kinds_of(blocks: Sequence[RawBlock], compared: Declared) -> Matrix:
    """Return the probability of each kind for each block (float32, shape ``(blocks, kinds)``)."""
    first, second = (load(name) for name in MODELS)
    seen = features(blocks, compared)
    return second(np.concatenate([seen, context(first(seen), blocks)], axis=1))
