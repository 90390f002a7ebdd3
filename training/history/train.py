"""Learn which words tell that a sentence is of the past: ``story/background/history.tsv``.

    python -m training.history.train ../shared src/onrecord

NewsDiscourse's training split; some seconds, no randomness.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from bench.history import PAST, articles
from training.details.fit import newton, write

from onrecord.story.background.history import signs

HEAD = """What speaks for a sentence telling what happened before (story/background/history.py).
In log odds; learned from NewsDiscourse's training split by training/history/train.py."""


def main() -> int:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("package", type=Path)
    options = parser.parse_args()
    told = [one for article in articles(options.shared, "train") for one in article]
    held = [signs(one.words, one.place) for one in told]
    names = list(held[0])
    x = np.array([[1.0, *(row[name] for name in names)] for row in held])
    weights = newton(x, [one.role in PAST for one in told], [1.0] * len(told), 1.0, 1e-6)
    by_name = dict(zip(names, map(float, weights[1:]), strict=True))
    write(
        {"bias": float(weights[0]), **dict(sorted(by_name.items()))},
        options.package / "story/background/history.tsv",
        HEAD,
    )
    print(f"{len(told)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
