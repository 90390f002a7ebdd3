"""How the time of every regular expression grows with its input: ``python -m bench.regexes [--seed N] [--all]``.

For each pattern the strings of `bench.patterns.hostile` are searched at 4,000 and 16,000 code points, and the processor
time compared: four times as much is linear, sixteen times is quadratic. Patterns that are only ever matched at one
place are matched there. The exit status is 1 where one grows faster than linear.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.patterns import Written, hostile, written

SHORT, LONG = 4_000, 16_000  # code points
LEAST_S = 0.02  # below it the long string is no trouble, and the clock too coarse
MOST_RATIO = 8.0  # between 4, linear, and 16, quadratic
# Grows with each place that it is tried at, and is tried at few.
BOUND_OTHERWISE = {
    r"""</?[A-Za-z!?/][^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>""": "page/origin.py gives up after twenty tags",
}


def long_string(parts: tuple[str, str, str], size: int) -> str:
    """Return head, pump and end with as many pumps as make it long enough."""
    head, pump, end = parts
    return head + pump * (1 + (size - len(head) - len(end)) // len(pump)) + end


def seconds(work: Callable[[Any], Any], given: Any) -> float:  # noqa: ANN401 - str or bytes
    """Return the processor time of some work, once."""
    started = time.process_time()
    work(given)
    return time.process_time() - started


def growth(pattern: Written, parts: tuple[str, str, str]) -> tuple[float, float]:
    """Return the seconds for the long string and how many times those for the short one they are."""
    compiled = pattern.compiled
    work: Callable[[Any], Any] = compiled.match if pattern.whole else compiled.findall
    short, long = (
        text.encode("utf-8", "surrogatepass") if pattern.is_bytes else text
        for text in (long_string(parts, SHORT), long_string(parts, LONG))
    )
    first = seconds(work, short)
    if first < LEAST_S / 20:
        return first, 1.0  # quadratic would still be under the least
    last = seconds(work, long)
    return last, last / max(first, 1e-6)


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="tell of the linear ones too")
    asked = parser.parse_args()
    patterns, bad, strings = written(), 0, 0
    for pattern in patterns:
        worst = (0.0, 0.0, ("", "", ""))
        for parts in hostile(pattern, random.Random(f"{asked.seed} {pattern.pattern}")):  # noqa: S311 - strings, no secrets
            strings += 1
            taken, ratio = growth(pattern, parts)
            if taken >= LEAST_S and ratio > MOST_RATIO:
                worst = max(worst, (taken, ratio, parts))
                break
            worst = max(worst, (taken, 0.0, parts))
        if worst[1] and pattern.pattern in BOUND_OTHERWISE:
            print(f"{pattern.where} is bound otherwise: {BOUND_OTHERWISE[pattern.pattern]}")
        elif worst[1]:
            bad += 1
            how = "match" if pattern.whole else "search"
            taken, ratio, parts = worst
            print(f"{pattern.where} [{how}] {taken:.3f} s, x{ratio:.1f} on {parts!r:.160}")
            print(f"    {pattern.pattern!r:.200}")
        elif asked.all:
            print(f"{pattern.where} {worst[0] * 1000:.2f} ms")
    print(f"{len(patterns)} patterns, {strings} strings: {bad} grow faster than linear")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
