"""Office-holders whom dated articles name: first and last day on which they do.

Only the fact is taken (who is called by which office on which day), never a word of an article. A row holds between
the first and the last day as long as no two mentions are further apart than a year and nobody else is called so in
between.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SOURCE = "dated-articles"
FURTHEST = timedelta(days=366)
# Titles that one person alone holds, or a few side by side; those of heads of state and of ministers need a state.
OFFICES = {
    "president": "president",
    "prime minister": "prime minister",
    "premier": "prime minister",
    "chancellor": "chancellor",
    "foreign minister": "foreign minister",
    "secretary of state": "secretary of state;foreign minister;top diplomat;chief diplomat",
    "press secretary": "press secretary;spokesperson",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
}
SPOKEN_FOR = ("White House", "State Department", "Kremlin", "Pentagon")
_NAME = r"(?P<name>[A-Z][\w-]+(?: [A-Z]\.)?(?: [A-Z][\w-]+){1,2})"
LEAST = 2  # articles; one alone may be a slip of the tagger or of the writer


def pattern(states: Iterable[str]) -> re.Pattern[str]:
    """Return what an office before a name looks like, for these names and adjectives of states."""
    of = "|".join(re.escape(name) for name in sorted([*states, *SPOKEN_FOR], key=lambda n: (-len(n), n)))
    titles = "|".join(sorted(OFFICES, key=lambda t: (-len(t), t)))
    return re.compile(rf"(?<![\w-])(?P<of>{of})(?:['’]s)? (?P<title>(?i:{titles})) {_NAME}(?![\w-]|[’'][A-Z])")


def rows(articles: Iterable[tuple[str, str]], states: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row of the table.

    Args:
        articles: day of publication and text of each.
        states: the name that the table uses, by every name and adjective.
    """
    found: dict[tuple[str, str], dict[date, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    named = pattern(states)
    for day, text in articles:
        seen = {
            (states.get(m["of"], m["of"]), OFFICES[m["title"].lower()], m["name"])
            for m in named.finditer(text)
            if "former " not in text[max(0, m.start() - 12) : m.start()].lower()
        }
        for of, office, name in sorted(seen):
            found[of, office][date.fromisoformat(day)][name] += 1
    for (of, office), days in sorted(found.items()):
        for name, first, last in _terms(days, alone=office != "spokesperson"):
            yield of, office, name, "", first.isoformat(), last.isoformat(), last.isoformat(), SOURCE


def _terms(days: dict[date, Counter[str]], *, alone: bool) -> Iterator[tuple[str, date, date]]:
    """Runs of days on which one person is called so."""
    open_runs: dict[str, tuple[date, date, int]] = {}
    done: list[tuple[str, date, date, int]] = []
    for day in sorted(days):
        for name in sorted(open_runs):
            first, last, count = open_runs[name]
            other = alone and any(n != name for n in days[day])
            if day - last > FURTHEST or (other and name not in days[day]):
                done.append((name, first, last, count))
                del open_runs[name]
        for name, count in sorted(days[day].items()):
            first, _, before = open_runs.get(name, (day, day, 0))
            open_runs[name] = (first, day, before + count)
    done += [(name, *run) for name, run in open_runs.items()]
    yield from sorted((name, first, last) for name, first, last, count in done if count >= LEAST)
