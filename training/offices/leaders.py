"""Heads of state and government from ``world-leaders-2021.csv`` as rows of the table of offices."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = "world-leaders-2021"
# The file goes "to October 2022" and says no day: what it leaves open held on the first of that month at the latest.
TAKEN = "2022-10-01"
# States whose name in the file is not the one that the news uses.
SHORT = {
    "United States of America": "United States",
    "People's Republic of China": "China",
    "Kingdom of Denmark": "Denmark",
    "Kingdom of the Netherlands": "Netherlands",
    "Republic of Ireland": "Ireland",
    "State of Palestine": "Palestine",
    "The Bahamas": "Bahamas",
    "The Gambia": "Gambia",
}
# What an office is called, by the first pattern that its label has. Labels without one are no office that the news
# names by a title alone (members of a council, captains regent).
TITLES = (
    (r"^vice", ""),
    (r"co-prince", ""),
    (r"presidential council|pontifical|council of ministers of bosnia", ""),
    (r"executive yuan", "premier"),
    (r"taoiseach", "taoiseach;prime minister"),
    (r"\bchancellor\b", "chancellor"),
    (r"prime minister", "prime minister"),
    (r"chief minister", "chief minister"),
    (r"premier\b", "premier"),
    (r"supreme leader", "supreme leader;leader"),
    (r"president", "president"),
    (r"^king\b|^emir|^sultan|^prince\b|^pope|^emperor", "{first}"),
    (r"monarch", "monarch"),
    (r"governor-general", "governor-general;governor general"),
)


def rows(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row: of, office, holder, wikidata, start, end, checked, source."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            office, holder = _office(row["positionLabel"]), row["officeholderLabel"]
            if not office or re.fullmatch(r"Q\d+", holder):
                continue
            of = SHORT.get(row["country"], row["country"])
            yield of, office, holder, row["officeholder"], row["start_year"], row["end_year"], TAKEN, SOURCE


def _office(label: str) -> str:
    lower = label.lower()
    for pattern, title in TITLES:
        if re.search(pattern, lower):
            return title.replace("{first}", lower.split()[0])
    return ""
