"""Figures and quantities beside what else can be installed from PyPI: ``python -m bench.figures ../shared``.

``specs``  the English cases of Recognizers-Text's own specifications, seven kinds, how many are right: as many
           quantities as the case expects, and their values. In brackets: their words, to the character, too.
``gold``   the figures of the development gold and of the silver held back, value and bound, by the gold's own scorer.
``speed``  articles of PolNeAR's development split a second: quantities alone, all seven kinds.

What counts as supported. A case's ``NotSupported`` and ``NotSupportedByDesign`` name the platforms (dotnet, java,
javascript, python) whose own recognizer does not pass it. A case is left out only where all four are named: no
implementation gives what it says, so it is a wish, not a specification. ``--excluded`` prints those. In the last column
the cases are those that their Python is said to pass: no ``python`` in either marker. Modes of their own
(ExperimentalMode, PercentMode, SuppressExtendedTypes) ask for other answers to the same inputs, and are no cases here.
"""

from __future__ import annotations

import argparse
import json
import math
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import quantities
from bench.articles import Text, gold, held_back, held_back_gold, polnear_texts, scores
from bench.contender import Contender, ready
from bench.process import Reader

PARTS = ("specs", "gold", "speed")
PLATFORMS = frozenset({"dotnet", "java", "javascript", "python"})
SPECS = Path("corpora/quantities/recognizers-text-specs.tar.xz")
# Their values are printed with 15 digits.
CLOSE = 1e-9


CONTENDERS = (
    Contender("onrecord", quantities.onrecord, "onrecord", "onrecord"),
    Contender("Recognizers-Text", quantities.recognizers, "recognizers-text-suite", "recognizers_suite"),
    Contender("quantulum3", quantities.quantulum, "quantulum3", "quantulum3"),
)


@dataclass(frozen=True)
class Case:
    """One case of the specifications.

    Args:
        missing: platforms that do not pass it.
        expected: words, in lower case, and value of each quantity; the value is null for a unit without a number.
    """

    kind: str
    text: str
    missing: frozenset[str]
    expected: tuple[tuple[str, str | None], ...]

    @property
    def is_supported(self) -> bool:
        """Tell whether any implementation passes the case."""
        return self.missing < PLATFORMS


@dataclass
class Tally:
    """How many cases of a kind there are, and how many came right."""

    cases: int = 0
    right: int = 0
    to_the_word: int = 0
    python_cases: int = 0
    python_right: int = 0

    def add(self, other: Tally) -> None:
        """Add another tally's counts."""
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)


@dataclass
class Result:
    """What came of one contender."""

    specs: dict[str, Tally] = field(default_factory=dict)
    gold: dict[str, dict[str, Any]] = field(default_factory=dict)
    speed: float = 0.0


def main() -> None:
    """Parse the command line and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold, silver and corpora")
    parser.add_argument("parts", nargs="*", help="specs, gold, speed; all by default")
    parser.add_argument("--own", action="store_true", help="this program alone")
    parser.add_argument("--json", action="store_true", help="this program's shares of right cases, by kind, as JSON")
    parser.add_argument("--misses", action="store_true", help="print the cases that this program gets wrong")
    parser.add_argument("--excluded", action="store_true", help="print the cases that no implementation supports")
    chosen = parser.parse_args()
    cases = list(read_cases(chosen.shared))
    if chosen.excluded:
        print("\n".join(f"{c.kind}: {c.text!r} => {c.expected}" for c in cases if not c.is_supported))
        return
    if chosen.json:
        print(json.dumps(shares(own_specs(cases))))
        return
    if chosen.misses:
        own_specs(cases, show=True)
        return
    parts = chosen.parts or PARTS
    asked = ready(CONTENDERS[: 1 if chosen.own else None])
    print("\n".join(table(measured(asked, chosen.shared, cases, parts), parts)))


def read_cases(shared: Path) -> list[Case]:
    """Return all English cases of the seven kinds."""
    out = []
    with tarfile.open(shared / SPECS) as archive:
        for kind, name in quantities.KINDS.items():
            member = archive.extractfile(f"Specs/{name}")
            if member is None:
                raise FileNotFoundError(name)
            out += [_case(kind, entry) for entry in json.loads(member.read().decode("utf-8-sig"))]
    return out


def _case(kind: str, entry: dict[str, Any]) -> Case:
    marks = f"{entry.get('NotSupported', '')},{entry.get('NotSupportedByDesign', '')}"
    missing = frozenset(mark.strip() for mark in marks.split(",") if mark.strip())
    expected = tuple((r["Text"].lower(), _expected(r)) for r in entry["Results"])
    return Case(kind, entry["Input"], missing, expected)


def _expected(result: dict[str, Any]) -> str | None:
    value = (result.get("Resolution") or {}).get("value")
    return None if value in {None, "null"} else str(value).rstrip("%")


def own_specs(cases: list[Case], *, show: bool = False) -> dict[str, Tally]:
    """Return the tallies of this program, read in this process.

    Args:
        show: print what is wrong.
    """
    read = quantities.onrecord()
    return specs(cases, lambda text, kind: read(text, kind)["answers"], show=show)


def specs(
    cases: list[Case], answers: Callable[[str, str], list[quantities.Answer]], *, show: bool = False
) -> dict[str, Tally]:
    """Return for each kind how many of its supported cases are right."""
    out = {kind: Tally() for kind in quantities.KINDS}
    for case in cases:
        if case.is_supported:
            found = [(case.text[a["start"] : a["end"]].lower(), a["value"]) for a in answers(case.text, case.kind)]
            right = _same([value for _, value in case.expected], [value for _, value in found])
            words = right and sorted(w for w, _ in case.expected) == sorted(w for w, _ in found)
            python = "python" not in case.missing
            out[case.kind].add(Tally(1, int(right), int(words), int(python), int(python and right)))
            if show and not right:
                print(f"{case.kind}: {case.text!r}\n    expected {case.expected}\n    answered {found}")
    return out


def _same(expected: list[str | None], found: list[str | float | None]) -> bool:
    """Tell whether the same values were told, whatever their order."""
    left = list(found)
    for value in expected:
        match = next((n for n, other in enumerate(left) if _equal(value, other)), None)
        if match is None:
            return False
        left.pop(match)
    return not left


def _equal(value: str | None, other: str | float | None) -> bool:
    if value is None or other is None:
        return value is None and other is None
    try:
        return math.isclose(float(value), float(other), rel_tol=CLOSE)
    except ValueError:
        return value == other


def shares(tallies: dict[str, Tally]) -> dict[str, float]:
    """Return the per cent of supported cases that are right, of each kind and of all."""
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    return {kind: 100 * t.right / t.cases for kind, t in {**tallies, "all": whole}.items()}


def measured(asked: list[Contender], shared: Path, cases: list[Case], parts: tuple[str, ...]) -> dict[str, Result]:
    """Return a result for each contender; all are asked in turn, so that a slow moment of the machine hits all."""
    results = {c.title: Result() for c in asked}
    with ExitStack() as stack, tempfile.TemporaryDirectory() as name:
        readers = {n: stack.enter_context(Reader(c.load)) for n, c in zip(results, asked, strict=True)}
        for reader in readers.values():
            reader.read("One of 20 boats.", "Number")
        for contender, result in results.items():
            if "specs" in parts:
                ask = readers[contender].read
                result.specs = specs(cases, lambda text, kind, ask=ask: ask(text, kind)[0]["answers"])  # type: ignore[misc]
        if "gold" in parts:
            _gold(readers, results, shared, Path(name))
        if "speed" in parts:
            _speed(readers, results, polnear_texts(shared, "dev"))
    return results


def _gold(readers: dict[str, Reader], results: dict[str, Result], shared: Path, folder: Path) -> None:
    sets = {"gold": gold(shared), "held": held_back(shared)}
    truth = {"gold": shared / "gold" / "dev", "held": held_back_gold(shared, folder / "truth")}
    for chosen, articles in sets.items():
        for name, reader in readers.items():
            for article in articles:
                path = folder / name / chosen / f"{article.name}.json"
                path.parent.mkdir(parents=True, exist_ok=True)
                record, _ = reader.read(article.text, article.published)
                path.write_text(json.dumps(record), encoding="utf-8")
            results[name].gold[chosen] = scores(shared, truth[chosen], folder / name / chosen)["figures"]


def _speed(readers: dict[str, Reader], results: dict[str, Result], articles: list[Text]) -> None:
    seconds = dict.fromkeys(readers, 0.0)
    for article in articles:
        for name, reader in readers.items():
            seconds[name] += sum(reader.read(article.text, kind)[1] for kind in quantities.KINDS)
    for name, result in results.items():
        result.speed = len(articles) / seconds[name]


def table(results: dict[str, Result], parts: tuple[str, ...]) -> list[str]:
    """Return the lines of the tables, as Markdown."""
    lines = []
    if "specs" in parts:
        lines += ["| specifications | cases | " + " | ".join(results) + " |", "|---" * (len(results) + 2) + "|"]
        for kind in (*quantities.KINDS, "all"):
            tallies = [_tally(result, kind) for result in results.values()]
            lines.append(f"| {kind} | {tallies[0].cases} | " + " | ".join(_share(t) for t in tallies) + " |")
        tallies = [_tally(result, "all") for result in results.values()]
        python = [f"{100 * t.python_right / t.python_cases:.1f}" for t in tallies]
        lines.append(f"| all that their Python supports | {tallies[0].python_cases} | " + " | ".join(python) + " |")
    if "gold" in parts:
        lines += ["", "| figures, value and bound | gold: P / R / F1 | held-back silver: P / R / F1 |", "|---|---|---|"]
        for name, result in results.items():
            sets = (result.gold["gold"], result.gold["held"])
            lines.append(
                f"| {name} | " + " | ".join(" / ".join(str(s[k]) for k in ("P", "R", "F1")) for s in sets) + " |"
            )
    if "speed" in parts:
        lines += ["", "| quantities of all seven kinds | articles a second |", "|---|---|"]
        lines += [f"| {name} | {result.speed:.1f} |" for name, result in results.items()]
    return lines


def _tally(result: Result, kind: str) -> Tally:
    if kind != "all":
        return result.specs[kind]
    whole = Tally()
    for tally in result.specs.values():
        whole.add(tally)
    return whole


def _share(tally: Tally) -> str:
    return f"{100 * tally.right / tally.cases:.1f} ({100 * tally.to_the_word / tally.cases:.1f})"


if __name__ == "__main__":
    main()
