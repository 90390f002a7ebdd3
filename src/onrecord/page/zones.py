"""Which blocks of a page are its article: a model's two looks at every block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from onrecord.model import load
from onrecord.page.blocks import RawBlock
from onrecord.page.declared import Head
from onrecord.page.zone_features import Declared, Matrix, context, features

KINDS: Final = ("none", "body", "standfirst", "caption", "credit")
MODELS: Final = ("zones-first", "zones-second")


def declared(head: Head, headings: Sequence[str], main: str) -> Declared:
    """Return what blocks are compared with.

    Args:
        headings: texts of the page's first headings.
        main: the main text as turbohtml scores it.
    """
    return Declared(head.body, head.descriptions, [*head.titles, *headings[:1]], main)


def kinds_of(blocks: Sequence[RawBlock], compared: Declared) -> Matrix:
    """Return the probability of each kind for each block (float32, shape ``(blocks, kinds)``)."""
    return looks(blocks, features(blocks, compared))


def looks(blocks: Sequence[RawBlock], seen: Matrix) -> Matrix:
    """Return what both looks of the model think of blocks with these features."""
    first, second = (load(name) for name in MODELS)
    return second(np.concatenate([seen, context(first(seen), blocks)], axis=1))
