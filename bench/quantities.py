"""What reads quantities out of English and can be installed from PyPI, brought to one shape; ours among them.

A reader takes a text and the kind of quantity asked for (a key of ``KINDS``), and answers with spans and values; asked
for ``figures`` it answers as a record does, so that the gold's own scorer reads it. Imports stand inside, so that no
process holds another's libraries.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.process import Read, Record

# The kinds of Recognizers-Text's specifications, with the file of each.
KINDS = {
    "Number": "Number/English/NumberModel.json",
    "NumberRange": "Number/English/NumberRangeModel.json",
    "Ordinal": "Number/English/OrdinalModel.json",
    "Percent": "Number/English/PercentModel.json",
    "Age": "NumberWithUnit/English/AgeModel.json",
    "Currency": "NumberWithUnit/English/CurrencyModel.json",
    "Dimension": "NumberWithUnit/English/DimensionModel.json",
}
Answer = dict[str, Any]


def onrecord() -> Read:
    """Load this program: its reader of quantities, and for figures its whole reading."""
    from bench.peers import onrecord as whole  # noqa: PLC0415 - in its own process alone
    from onrecord.text import quantities  # noqa: PLC0415 - in its own process alone

    readers = {
        "Number": quantities.numbers,
        "NumberRange": quantities.ranges,
        "Ordinal": quantities.ordinals,
        "Percent": quantities.percents,
        "Age": quantities.ages,
        "Currency": quantities.money,
        "Dimension": quantities.dimensions,
    }
    figures = whole()

    def read(text: str, kind: str | None) -> Record:
        if kind not in readers:
            return figures(text, kind)
        found = readers[kind](text)
        return {"answers": [_answer(q.start, q.end, _interval(q) if kind == "NumberRange" else q.value) for q in found]}

    return read


def _interval(quantity: Any) -> str:  # noqa: ANN401 - ours, loaded inside
    low, high = ("" if end is None else f"{end:.12g}" for end in (quantity.low, quantity.high))
    return f"{quantity.ends[0]}{low},{high}{quantity.ends[1]}"


def recognizers() -> Read:
    """Load Microsoft's Recognizers-Text in its own Python; it has no ranges."""
    import recognizers_number as plain  # noqa: PLC0415 - in its own process alone
    import recognizers_number_with_unit as with_unit  # noqa: PLC0415 - in its own process alone

    english = plain.Culture.English
    models: dict[str, Callable[..., Iterable[Any]]] = {
        "Number": plain.recognize_number,
        "Ordinal": plain.recognize_ordinal,
        "Percent": plain.recognize_percentage,
        "Age": with_unit.recognize_age,
        "Currency": with_unit.recognize_currency,
        "Dimension": with_unit.recognize_dimension,
    }

    def read(text: str, kind: str | None) -> Record:
        if kind in KINDS:
            found = models[kind](text, english) if kind in models else ()
            return {"answers": [_answer(r.start, r.end + 1, _resolved(r)) for r in found]}
        spans = [(r.start, r.end + 1, _resolved(r)) for r in plain.recognize_number(text, english)]
        return _record(text, [(a, b, float(v), float(v)) for a, b, v in spans if _is_number(v)])

    return read


def _resolved(result: Any) -> str | None:  # noqa: ANN401 - the library's own type
    value: str | None = (result.resolution or {}).get("value")
    return value.rstrip("%") if value else None


def _is_number(value: str | None) -> bool:
    try:
        return value is not None and abs(float(value)) < float("inf")
    except ValueError:
        return False


def quantulum() -> Read:
    """Load quantulum3, without its optional classifier of units."""
    warnings.simplefilter("ignore")
    from quantulum3 import classifier, parser  # noqa: PLC0415 - in its own process alone

    classifier.USE_CLF = False  # its pickled model loads in one old version of scikit-learn only

    def read(text: str, kind: str | None) -> Record:
        found = [q for q in parser.parse(text) if isinstance(q.value, int | float)]
        if kind in KINDS:
            chosen = [q for q in found if _is_of(q, kind)]
            return {"answers": [_answer(*q.span, _told(q, kind)) for q in chosen]}
        ends = [(q.value - (q.uncertainty or 0), q.value + (q.uncertainty or 0)) for q in found]
        return _record(text, [(*q.span, low, high) for q, (low, high) in zip(found, ends, strict=True)])

    return read


def _is_of(quantity: Any, kind: str) -> bool:  # noqa: ANN401 - the library's own type
    entity, unit = quantity.unit.entity.name, quantity.unit.name
    if kind in {"Number", "Ordinal"}:
        return True
    if kind == "NumberRange":
        return bool(quantity.uncertainty)
    fits: dict[str, bool] = {"Percent": unit == "percentage", "Currency": entity == "currency", "Age": entity == "time"}
    return fits.get(kind, entity not in {"currency", "time", "dimensionless"})


def _told(quantity: Any, kind: str) -> str | float:  # noqa: ANN401 - the library's own type
    if kind != "NumberRange":
        return float(quantity.value)
    low, high = quantity.value - quantity.uncertainty, quantity.value + quantity.uncertainty
    return f"[{low:.12g},{high:.12g})"


def _answer(start: int, end: int, value: str | float | None) -> Answer:
    return {"start": start, "end": end, "value": value}


def _record(text: str, found: Iterable[tuple[int, int, float, float]]) -> Record:
    figures = [
        {"id": f"f{n}", "start": a, "end": b, "low": low, "high": high, "approx": False}
        for n, (a, b, low, high) in enumerate(found, 1)
    ]
    return {"article": {"text": text}, "actors": [], "statements": [], "figures": figures}
