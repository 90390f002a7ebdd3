"""How the parts of a record are put into words, the same on every screen."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.record import Actor, Encounter, Figure, Position, Record, Stamp, Statement
    from onrecord.store.rows import FigureRow, StatementRow

ARROW = " → "
_NOBODY = "No source named"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PAST = {
    "say": "said", "deny": "denied", "vow": "vowed", "plan": "planned", "agree": "agreed", "rule": "ruled",
    "criticise": "criticised", "acknowledge": "acknowledged",
}  # fmt: skip
# Measures that the number's own unit tells; the others (killed, missing …) are said beside it.
_TOLD_BY_UNIT = {"money", "percent", "distance", "area", "age", "duration", "count", "rank", "temperature", "speed"}
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
# Support and opposition differ by shape, not by hue alone.
GLYPHS = {"support": "●", "oppose": "○", "conditional": "◐", "neutral": "◌"}
STANCES = {
    "support": "supports", "oppose": "opposes", "conditional": "supports on conditions", "neutral": "is neutral on",
}  # fmt: skip
_SIZES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def day(value: str, beside: str | None = None) -> str:
    """Return an ISO date or month in words.

    Args:
        value: ``YYYY-MM-DD`` (a time after it is passed over), ``YYYY-MM`` or ``YYYY``; anything else as it is.
        beside: an ISO date shown nearby: its year is not said again.
    """
    found = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value)
    if found is None or not found[2]:
        return value
    year = "" if beside and beside[:4] == found[1] else f" {found[1]}"
    try:
        month = _MONTHS[int(found[2]) - 1]
        if not found[3]:
            return f"{month} {found[1]}"
        weekday = _DAYS[datetime.fromisoformat(found[0]).weekday()][:3]
    except (ValueError, IndexError):
        return value
    return f"{weekday} {int(found[3])} {month}{year}"


def stamp(published: Stamp) -> str:
    """Return a publication date with its time and the page's own offset, as far as the page tells them."""
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})\S*?(Z|[+-]\d{2}:\d{2})?)?", published.value)
    if found is None:
        return published.value
    clock = f", {found[2]}" if found[2] else ""
    offset = {None: "", "Z": " UTC", "+00:00": " UTC", "-00:00": " UTC"}.get(found[3], f" UTC{found[3]}")
    return day(found[1]) + clock + offset


def clock(value: str) -> str:
    """Return the time of day of an RFC 3339 time; the day where it has none."""
    found = re.match(r"\d{4}-\d{2}-\d{2}[T ](\d{2}:\d{2})", value)
    return found[1] if found else day(value)


def duration(value: str) -> str:
    """Return an ISO 8601 duration in words; anything else as it is."""
    found = _DURATION.fullmatch(value)
    names = ("year", "month", "week", "day", "hour", "minute", "second")
    if found is None or not any(found.groups()):
        return value
    parts = [f"{int(n)} {name}{'' if int(n) == 1 else 's'}" for n, name in zip(found.groups(), names, strict=True) if n]
    return " ".join(parts)


def number(value: float) -> str:
    """Return a number as people read it: thousands apart, millions and more in words where two decimals say it all."""
    for size, name in _SIZES:
        if abs(value) >= size and value % (size // 100) == 0:
            return f"{_plain(value / size)} {name}"
    return _plain(value)


def _plain(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - tells a NaN
        return str(value)
    return f"{int(value):,}" if value == int(value) else f"{value:,.6f}".rstrip("0")


def ordinal(value: float) -> str:
    """Return 7th of 7; a number that counts no rank as it is."""
    if value != int(value):
        return number(value)
    teens = 10 <= int(value) % 100 <= 20  # noqa: PLR2004 - 10th to 20th
    return f"{int(value):,}" + ("th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(int(value) % 10, "th"))


def bounded(low: float | None, high: float | None, *, approx: bool) -> str:
    """Return a count with its bound written out: “at least 34,568”, “about 200”."""
    about = "about " if approx else ""
    if low is None and high is None:
        return "a number not given"
    if high is None or low is None:
        return f"at most {about}{number(high)}" if high is not None else f"at least {about}{number(low or 0)}"
    return about + number(low) if low == high else f"{about}{number(low)} to {number(high)}"


def amount(figure: Figure | FigureRow) -> str:
    """Return a figure's number with its bound written out and its unit: “at least 34,568”, “about 2 million USD”."""
    low, high = (None if n is None else _with_unit(figure, n) for n in (figure.low, figure.high))
    about = "about " if figure.approx else ""
    if low is None and high is None:
        return "a number not given"
    if high is None:
        return f"at least {about}{low}"
    if low is None:
        return f"at most {about}{high}"
    if low == high:
        return about + low
    assert figure.low is not None  # noqa: S101 - narrows the type
    first = number(figure.low) if figure.measure != "rank" else low
    return f"{about}{first} to {high}"


def _with_unit(figure: Figure | FigureRow, value: float) -> str:
    if figure.measure == "rank":
        return ordinal(value)
    shown = number(value)
    if figure.currency:
        return f"{shown} {figure.currency}"
    if figure.unit in ("percent", "%"):
        return f"{shown}%"
    # What is counted follows anyway; a unit that it names already would stand there twice.
    counted = (figure.what or "").casefold()
    unit = figure.unit or ""
    spoken = figure.measure in _TOLD_BY_UNIT and unit and unit.casefold() not in (counted, "people", "ordinal")
    return f"{shown} {unit}" if spoken and (figure.measure != "count" or unit.casefold() not in counted) else shown


def counted(figure: Figure | FigureRow) -> str:
    """Return what a figure counts: “killed, people in Gaza”."""
    what = figure.what or ""
    measure = "" if figure.measure in _TOLD_BY_UNIT or figure.measure in what.casefold() else figure.measure
    return ", ".join(part for part in (measure, what) if part)


def verb(statement: Statement | StatementRow) -> str:
    """Return what the speaker did, in a word or three: “warned”, “did not believe”, “declined to comment”."""
    if statement.mode == "decline":
        return "declined to comment" if not statement.content else "declined to say"
    if statement.mode == "ask":
        return "asked"
    if statement.mode == "deny" and statement.act not in ("say", "claim", "deny", "report", "decline"):
        return f"did not {statement.act}"
    if statement.mode == "deny":
        return "denied"
    return past(statement.act)


def speaker(row: StatementRow) -> str:
    """Return who made a stored statement, in words even where nobody is named."""
    return row.speaker.name if row.speaker else row.source or _NOBODY


def past(act: str) -> str:
    """Return the past tense of an act."""
    return _PAST.get(act) or (act + "d" if act.endswith("e") else act + "ed")


def stance(position: Position) -> str:
    """Return a stance as a verb."""
    return STANCES[position.stance]


class Names:
    """The actors' names of one record.

    Args:
        record: whose actors they are.
    """

    def __init__(self, record: Record) -> None:
        self._actors: Mapping[str, Actor] = {actor.id: actor for actor in record.actors}
        self._text = record.article.text
        self._end = [n for n in (record.article.agency, record.article.outlet) if n]
        self._short: dict[str, str | None] = {}

    def full(self, actor_id: str | None) -> str | None:
        """Return the name of an actor; None where the record has none."""
        actor = self._actors.get(actor_id or "")
        return actor.name if actor else None

    def role(self, actor_id: str | None) -> str | None:
        """Return an actor's role; None where the record has none or the name says it already."""
        actor = self._actors.get(actor_id or "")
        if actor is None or not actor.role or actor.role.casefold() in actor.name.casefold():
            return None
        return actor.role

    def short(self, actor_id: str) -> str | None:
        """Return a person's last name if the article uses it alone; otherwise the full name."""
        if actor_id not in self._short:
            self._short[actor_id] = self._shortest(actor_id)
        return self._short[actor_id]

    def _shortest(self, actor_id: str) -> str | None:
        actor = self._actors.get(actor_id)
        if actor is None or actor.type != "person":
            return self.full(actor_id)
        used = {self._text[m.start : m.end] for m in actor.mentions}
        tails = [t for t in used if actor.name.endswith(" " + t)]
        return min(tails, key=lambda t: (len(t), t), default=actor.name)

    def all(self, actor_ids: Iterable[str]) -> list[str]:
        """Return the full names of those actors that the record has."""
        return [name for a in actor_ids if (name := self.full(a))]

    def speaker(self, statement: Statement) -> str:
        """Return who makes a statement, in words even where nobody is named."""
        if name := self.full(statement.speaker):
            return name
        if statement.source is not None:
            return self._text[statement.source.start : statement.source.end]
        return _NOBODY

    def chain(self, statement: Statement) -> list[str]:
        """Return the way a relayed statement took to the reader: speaker, relays, agency, outlet."""
        relays = [name for a in statement.relayed_by if (name := self.short(a))]
        if not relays:
            return []
        first = self.short(statement.speaker) if statement.speaker else None
        return [first or self.speaker(statement), *relays, *self._end]

    def on_whose_word(self, figure: Figure) -> str | None:
        """Return the source of a figure with those it has it from; None for the article's own voice."""
        first = self.full(figure.source) or self.full(next(iter(figure.chain), None))
        behind = [n for n in self.all(figure.chain) if n != first]
        return f"{first}, from {', from '.join(behind)}" if first and behind else first

    def meeting(self, encounter: Encounter) -> str:
        """Return who met, as a list in words."""
        names = self.all(encounter.participants)
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)

    def hosted(self, encounter: Encounter) -> str:
        """Return who received the others; empty where nobody did."""
        host = self.full(encounter.host)
        return f"hosted by {host}" if host else ""


class Nesting:
    """Which statement stands within which, safe against records whose references run in circles.

    Args:
        statements: of one record, in its order.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        everything = list(statements)
        known = {s.id for s in everything}
        self._inside: dict[str, list[Statement]] = {}
        self.roots: list[Statement] = []
        for statement in everything:
            if statement.within in known and statement.within != statement.id:
                self._inside.setdefault(str(statement.within), []).append(statement)
            else:
                self.roots.append(statement)
        reached = {s.id for root in self.roots for s, _ in self.walk(root)}
        for statement in everything:
            if statement.id not in reached:
                self.roots.append(statement)
                reached |= {s.id for s, _ in self.walk(statement)}

    def walk(self, root: Statement) -> list[tuple[Statement, int]]:
        """Return a statement and all within it, depth first, each with its depth below the root."""
        found: list[tuple[Statement, int]] = []
        seen: set[str] = set()
        ahead = [(root, 0)]
        while ahead:
            statement, depth = ahead.pop()
            if statement.id not in seen:
                seen.add(statement.id)
                found.append((statement, depth))
                ahead += [(inner, depth + 1) for inner in reversed(self._inside.get(statement.id, []))]
        return found
