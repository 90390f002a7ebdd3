#!/usr/bin/env python3
"""The quality gate: no score falls below its floor.

It reads the development gold and the real pages of ../shared with `onrecord read`, runs the scorers that lie there, and
holds every score against gate/floors.json. Without ../shared there is nothing to measure: it says so and passes.

    gate/check.py                                   measure, compare, fail below a floor
    gate/check.py --raise                           lift each floor to what is measured less its margin
    gate/check.py --lower NAME --reason "…"         the only way down, to what is measured less the margin

Every lowering stays in the file with its reason. The gate also holds the file against its own history in git and fails
where a floor stands lower than it ever did without a reason, so an edit by hand does not pass.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
FLOORS = REPOSITORY / "gate" / "floors.json"


@dataclass(frozen=True)
class Score:
    """One line of the floors file.

    Args:
        name: what is scored, ``SET: MEASURE``.
        scorer: which of the runs below it comes from.
        path: the fields that lead to it in the scorer's JSON.
        floor: the gate fails below it; in the scorer's own unit (F1 of 0 to 1, or per cent).
        goal: what we came for.
        margin: how far below what was measured a raised floor is put, for changes that are noise.
        lowered: every time the floor went down: from, to, reason.
    """

    name: str
    scorer: str
    path: tuple[str, ...]
    floor: float
    goal: float | None
    margin: float
    lowered: tuple[dict[str, Any], ...] = ()

    @classmethod
    def read(cls, entry: dict[str, Any]) -> Score:
        """Return the score of one entry of the floors file."""
        lists = {"path": tuple(entry["path"]), "lowered": tuple(entry.get("lowered", ()))}
        return cls(**{**entry, **lists})

    def entry(self) -> dict[str, Any]:
        """Return the entry of the floors file."""
        return {**vars(self), "path": list(self.path), "lowered": list(self.lowered)}


class GateError(Exception):
    """The gate cannot measure, or the floors file breaks its own rules."""


def run(*command: str | Path, accept: tuple[int, ...] = (0,)) -> str:
    """Run a command and return what it printed.

    Args:
        accept: exit statuses that are no failure.

    Raises:
        GateError: any other exit status; with the command's last words.
    """
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, cwd=REPOSITORY)
    if done.returncode not in accept:
        last = "\n".join(done.stderr.strip().splitlines()[-5:])
        raise GateError(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{last}")
    return done.stdout


def read_pages(source: Path, out: Path, *options: str | Path) -> None:
    """Read pages into records; a page that cannot be read is left to the scorer, which counts it as missing."""
    run(
        Path(sys.executable).with_name("onrecord"),
        "read",
        source,
        "--json",
        "--out",
        out,
        "-j",
        "0",
        *options,
        accept=(0, 1),
    )


def dates_of_the_gold(folder: Path) -> Path:
    """Write the publication dates of the gold as the two-column file that `--published` takes."""
    published = {
        path.stem: json.loads(path.read_text("utf-8"))["published"] for path in (SHARED / "gold/dev").glob("*.json")
    }
    file = folder / "dates.tsv"
    file.write_text("".join(f"{stem}\t{day}\n" for stem, day in sorted(published.items())), "utf-8")
    return file


def scored(*command: str | Path) -> dict[str, Any]:
    """Return the JSON that a scorer of ../shared prints."""
    scores: dict[str, Any] = json.loads(run(sys.executable, *command))
    return scores


def share_read(pages: Path, records: Path) -> float:
    """Return the per cent of pages that gave a record."""
    stems = [path.relative_to(pages).as_posix().removesuffix(".html.gz") for path in pages.rglob("*.html.gz")]
    return 100 * sum((records / f"{stem}.json").is_file() for stem in stems) / len(stems)


def share_mapped() -> float:
    """Return the per cent of code points of text that map to a place in the page's source, joins left out."""
    from onrecord.page import read_article  # noqa: PLC0415 - the gate must say that ../shared is absent without onrecord
    from onrecord.page.opening import open_page  # noqa: PLC0415

    mapped = letters = 0
    for page in sorted((SHARED / "pages").rglob("*.html.gz")):
        reading = read_article(open_page(page))
        size = len(reading.source_map.source)
        for block in reading.article.blocks:
            offsets = reading.source_map.offsets[block.start : block.end]
            mapped += int(((offsets >= 0) & (offsets < size)).sum())
            letters += block.end - block.start
    return 100 * mapped / letters


def polnear(out: Path) -> dict[str, Any]:
    """Read PolNeAR's development split; return what its scorer says, and how far confidences are right.

    Args:
        out: folder for the records.
    """
    corpus = SHARED / "corpora/polnear"
    with tarfile.open(corpus / "dev.tar.xz") as archive:
        archive.extractall(out, filter="data")
    command = sys.executable, "-m", "bench.calibration", SHARED, "--records", out / "records", "--json"
    errors = json.loads(run(*command))
    cofenet = "--cofenet", corpus / "cofenet-valid.jsonl"
    scores = scored(SHARED / "gold/score_polnear.py", out / "dev", out / "records/polnear", *cofenet, "--json")
    return {**scores, "calibrated": 100 * (1 - errors["PolNeAR dev"])}


def measure() -> dict[str, Any]:
    """Read everything and return what each scorer says."""
    pages, gold = SHARED / "pages", SHARED / "gold"
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        read_pages(pages / "article-extraction/html", out / "extraction")
        read_pages(pages / "fundus", out / "fundus")
        read_pages(gold / "dev/texts", out / "gold", "--published", dates_of_the_gold(out))
        by_hand = "article-extraction", pages / "article-extraction", out / "extraction"
        fundus = "fundus", pages / "fundus", out / "fundus"
        return {
            "article-extraction": scored(pages / "score_pages.py", *by_hand),
            "fundus-english": scored(pages / "score_pages.py", *fundus, "--english"),
            "fundus": scored(pages / "score_pages.py", *fundus),
            "gold": scored(gold / "score.py", gold / "dev", out / "gold", "--json"),
            "polnear": polnear(out / "polnear"),
            "specs": scored("-m", "bench.figures", SHARED, "--json"),
            "plover": scored("-m", "bench.plover", SHARED, "--json"),
            "tallies": scored("-m", "bench.tallies", SHARED, "--seeds", "0-2", "--json"),
            "identity": scored("-m", "bench.identity", SHARED, "--articles", "50", "--json"),
            "tempeval-3": scored("-m", "bench.dates", SHARED, "--json"),
            "copies": scored("-m", "bench.copies", SHARED, "--json"),
            "stories": scored("-m", "bench.stories", SHARED, "--seeds", "1", "--json"),
            "history": scored("-m", "bench.history", SHARED, "--json"),
            "utterances": scored("-m", "bench.utterances", SHARED, "--json"),
            "pages": {
                "read": min(
                    share_read(pages / "article-extraction/html", out / "extraction"),
                    share_read(pages / "fundus", out / "fundus"),
                ),
                "mapped": share_mapped(),
            },
        }


def value_of(score: Score, measured: dict[str, Any]) -> float:
    """Return what was measured for a score; 0 where the scorer had nothing to score, such as no captions at all.

    Raises:
        GateError: the scorer prints no such number.
    """
    node: Any = measured.get(score.scorer)
    for step in score.path:
        node = node.get(step) if isinstance(node, dict) else None
    if node is None:
        return 0.0
    if not isinstance(node, int | float):
        raise GateError(f"{score.name}: {score.scorer} prints no number at {' / '.join(score.path)}")
    return float(node)


def less_margin(value: float, score: Score) -> float:
    """Return the floor that a measured value allows, rounded down to four decimals."""
    return math.floor(max(0.0, value - score.margin) * 10_000 + 1e-6) / 10_000


def raised(scores: list[Score], measured: dict[str, Any]) -> list[Score]:
    """Return the scores with their floors lifted to what is measured less the margin; none goes down."""
    return [
        Score(**{**vars(score), "floor": max(score.floor, less_margin(value_of(score, measured), score))})
        for score in scores
    ]


def lowered(scores: list[Score], measured: dict[str, Any], name: str, reason: str) -> list[Score]:
    """Return the scores with one floor lowered, and why.

    Raises:
        GateError: no score has the name, no reason is given, or the floor would not go down.
    """
    score = next((score for score in scores if score.name == name), None)
    if score is None:
        raise GateError(f"no score is named {name!r}; the names are: {', '.join(score.name for score in scores)}")
    if not reason.strip():
        raise GateError('a floor goes down only with a reason: --reason "…"')
    floor = less_margin(value_of(score, measured), score)
    if floor >= score.floor:
        raise GateError(f"{name}: {floor} is not below the floor of {score.floor}; nothing to lower")
    change = {"from": score.floor, "to": floor, "reason": reason.strip()}
    low = Score(**{**vars(score), "floor": floor, "lowered": (*score.lowered, change)})
    return [low if one is score else one for one in scores]


def load(text: str) -> list[Score]:
    """Return the scores of a floors file."""
    return [Score.read(entry) for entry in json.loads(text)]


def dump(scores: list[Score]) -> str:
    """Return the text of a floors file."""
    return json.dumps([score.entry() for score in scores], indent=1, ensure_ascii=False) + "\n"


def unexplained(past: list[list[Score]], now: list[Score]) -> list[str]:
    """List the floors that stand lower than they ever did, or are gone, without `--lower` and its reason.

    Args:
        past: the floors file through its history, in any order.
    """
    broken = []
    current = {score.name: score for score in now}
    highest: dict[str, float] = {}
    for score in (score for version in past for score in version):
        highest[score.name] = max(score.floor, highest.get(score.name, 0.0))
    for name, once in highest.items():
        stands = current.get(name)
        if stands is None:
            broken.append(f"{name}: its floor of {once} was taken away; put it back")
        elif stands.floor < once and not is_explained(stands, once):
            broken.append(f"{name}: the floor went from {once} to {stands.floor} without --lower and a reason")
    return broken


def is_explained(score: Score, once: float) -> bool:
    """Tell whether the lowerings on file lead from the highest floor down to the one that stands."""
    changes = [change for change in score.lowered if str(change["reason"]).strip()]
    return any(change["from"] >= once for change in changes) and score.floor >= min(change["to"] for change in changes)


def history() -> list[list[Score]]:
    """Return the floors file as each commit has it; nothing where there is no git or no history."""
    name = FLOORS.relative_to(REPOSITORY).as_posix()
    try:
        commits = run("git", "log", "--format=%H", "--", name).split()
        return [load(run("git", "show", f"{commit}:{name}")) for commit in commits]
    except (GateError, OSError):  # an unpacked archive has no history, a machine may have no git
        return []


def table(scores: list[Score], measured: dict[str, Any]) -> tuple[str, bool]:
    """Return the table of all scores, and whether all floors hold."""
    width = max(len(score.name) for score in scores)
    lines = [f"{'':{width}}  measured     floor      goal"]
    holds = True
    for score in scores:
        value = value_of(score, measured)
        # The scorers round to four decimals or one: equal numbers must not fail on a last bit.
        below = "   BELOW ITS FLOOR" if value < score.floor - 1e-9 else ""
        holds &= not below
        goal = "" if score.goal is None else f"{score.goal:10.4g}"
        lines.append(f"{score.name:{width}}{value:10.4g}{score.floor:10.4g}{goal}{below}")
    return "\n".join(lines), holds


def asked(arguments: list[str] | None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="lift floors to what is measured less the margin"
    )
    parser.add_argument("--lower", metavar="NAME", help="lower one floor; needs --reason")
    parser.add_argument("--reason", default="", help="why a floor goes down; it stays in the file")
    return parser.parse_args(arguments)


def gate(wanted: argparse.Namespace) -> bool:
    """Measure, compare and, where asked to, rewrite the floors; tell whether all of them hold."""
    scores = load(FLOORS.read_text("utf-8"))
    if broken := unexplained(history(), scores):
        raise GateError("\n".join(broken))
    if not (SHARED / "README.md").is_file():
        print("quality gate: skipped, ../shared is not beside this checkout (it holds gold and pages of others)")
        return True
    measured = measure()
    if wanted.lower is not None:
        scores = lowered(scores, measured, wanted.lower, wanted.reason)
    if wanted.lift:
        scores = raised(scores, measured)
    if wanted.lift or wanted.lower is not None:
        FLOORS.write_text(dump(scores), "utf-8")
    text, holds = table(scores, measured)
    print(text)
    print("quality gate: all floors hold" if holds else "quality gate: a score fell below its floor")
    return holds


def main(arguments: list[str] | None = None) -> int:
    """Return the exit status: 0 when all floors hold, 1 when one does not or nothing can be measured."""
    try:
        return 0 if gate(asked(arguments)) else 1
    except GateError as error:
        print(f"quality gate: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
