"""Learn how the words of two phrases tell that they name one issue: ``story/positions/issues.tsv``.

    python -m training.issues.train ../shared RECORDS src/onrecord

RECORDS is a folder of PolNeAR's records. A second, no randomness, never the gold.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.issues import fitted, pairs
from training.details.fit import write

HEAD = """What speaks for two phrases naming one issue (story/positions/issues.py).
In log odds; made by training/issues/train.py."""


def main() -> int:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("records", type=Path)
    parser.add_argument("package", type=Path)
    options = parser.parse_args()
    cases, lost = pairs(options.shared, options.records)
    weights = fitted(cases)
    order = {"bias": weights["bias"], **dict(sorted((k, v) for k, v in weights.items() if k != "bias"))}
    write(order, options.package / "story/positions/issues.tsv", HEAD)
    print(f"{len(cases)} pairs, {lost} not found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
