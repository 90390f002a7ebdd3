"""Write the rows of the table of offices that programs can make, and leave those that people copied.

``python -m training.offices ../shared`` reads the table in the package, keeps every row whose source is neither
``world-leaders-2021`` nor ``dated-articles``, makes those two again and writes the table in order.
"""

from __future__ import annotations

import csv
import re
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from training.offices import leaders, mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "onrecord" / "offices"
STATES = PACKAGE.parent / "text" / "states.tsv"
Row = tuple[str, ...]
OF, OFFICE, HOLDER, WIKIDATA, START, END, CHECKED, SOURCE = range(8)


def main() -> None:
    """Write the table again."""
    table = PACKAGE / "offices.tsv"
    table.write_text(made(Path(sys.argv[1]), table.read_text(encoding="utf-8")), encoding="utf-8")


def made(shared: Path, before: str) -> str:
    """Return the table, made again from what it was."""
    remarks = [line for line in before.splitlines() if line.startswith("#")]
    header, *lines = [line for line in before.splitlines() if line and not line.startswith("#")]
    kept = [tuple(line.split("\t")) for line in lines]
    kept = [row for row in kept if row[SOURCE] not in {leaders.SOURCE, mentions.SOURCE}]
    of_file = list(leaders.rows(shared / "corpora" / "office-holders" / "world-leaders-2021.csv"))
    rows = [_confirmed(row, of_file) for row in kept]
    rows += [row for row in of_file if not any(_says_more(other, row) for other in kept)]
    dated = mentions.rows(articles(shared), _names(STATES.read_text(encoding="utf-8")))
    rows += [row for row in dated if not any(_covers(other, row) for other in rows)]
    body = ["\t".join(row) for row in sorted(set(rows), key=lambda r: (r[OF], r[OFFICE], r[START], r))]
    return "\n".join([*remarks, header, *body]) + "\n"


def _confirmed(row: Row, later: list[Row]) -> Row:
    """A row without an end, checked as late as the youngest source that has the same person in the same office."""
    if row[END]:
        return row
    same = [o for o in later if (o[OF], o[HOLDER], o[END]) == (row[OF], row[HOLDER], "") and _alike(o, row)]
    last = max([row[CHECKED], *(o[CHECKED] for o in same)])
    return row if last == row[CHECKED] else (*row[:CHECKED], last, f"{row[SOURCE]}; {same[0][SOURCE]}")


def _alike(one: Row, two: Row) -> bool:
    return bool(set(one[OFFICE].split(";")) & set(two[OFFICE].split(";")))


def _says_more(row: Row, other: Row) -> bool:
    """Whether a row has what another says, with the day instead of the year."""
    same = row[OF] == other[OF] and row[WIKIDATA] == other[WIKIDATA] and _alike(row, other)
    return same and row[START][:4] == other[START] and (not other[END] or row[END][:4] == other[END])


def _covers(row: Row, other: Row) -> bool:
    """Whether a row has a dated mention's person in that office on its first and last day."""
    # One word in common is enough: scans spell the others in many ways.
    same = row[OF] == other[OF] and bool(set(row[HOLDER].split()) & set(other[HOLDER].split())) and _alike(row, other)
    return same and row[START] <= other[START] and other[END] <= (row[END] or row[CHECKED])


def _names(text: str) -> dict[str, str]:
    """Every name and adjective of each state, with its usual name."""
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, adjectives, _, others = (*line.split("\t"), "", "", "")[:4]
            found |= dict.fromkeys([name, *filter(None, [*adjectives.split(";"), *others.split(";")])], name)
    return found


def articles(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield day and text of each dated article of the corpora."""
    corpora = shared / "corpora"
    for day_of, name_of, table, archives in (
        ("publication_date", "filename", "polnear/metadata.tsv", ("polnear/train.tar.xz", "polnear/dev.tar.xz")),
        ("published", "id", "newsdiscourse/metadata.tsv", ("newsdiscourse/newsdiscourse.tar.xz",)),
    ):
        with (corpora / table).open(encoding="utf-8", newline="") as file:
            days = {row[name_of].removesuffix(".txt"): row[day_of] for row in csv.DictReader(file, delimiter="\t")}
        for archive in archives:
            yield from _dated(corpora / archive, days)


def _dated(archive: Path, days: dict[str, str]) -> Iterator[tuple[str, str]]:
    with tarfile.open(archive) as tar:
        for member in tar:
            path = Path(member.name)
            day = days.get(path.stem, "")
            if path.suffix == ".txt" and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
                text = tar.extractfile(member)
                if text is not None:
                    yield day, text.read().decode("utf-8", "replace")


if __name__ == "__main__":
    main()
