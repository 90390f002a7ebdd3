"""Train the models that date a saying and carry days and addressees on, and write their tables of weights.

    python -m training.details.train ../shared/silver src/onrecord

Each article of silver is drafted by the rules; drafts that match a statement of the record are the cases. Silver was
written before the guide said that days carry over (rule 20): articles whose annotator did not carry where it is plain
(the same speaker goes on in the next sentence) count less than those where he did. What a statement may take over
is first what silver says of the earlier ones, then, in more rounds, what the model itself has made of them (dataset
aggregation, Ross and others 2011), so that it learns from its own mistakes. Nothing is random but the articles held
back, which a seed draws.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.details.cases import Case, case
from training.details.fit import fit, write

from onrecord.assembly.carry import (
    LEAST_ADDRESSEE,
    LEAST_DAY,
    WHOLE_DAY,
    DayTraits,
    Known,
    Statements,
    carried,
    choices,
    in_order,
    no_traits,
    own_days,
)
from onrecord.extract.linear import Linear
from onrecord.extract.when import LEAST, around, day_of, features, tense
from onrecord.page import read_article
from onrecord.page.opening import open_page
from onrecord.record import SaidOn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HELD_BACK = 34  # the same articles as for the attribution model
SEED = 9
FOLDS = 5
ROUNDS = 3
PENALTY_OWN = 3.0
PENALTY = 10.0
LEAST_SEEN = 5
LEAST_SEEN_PAIRS = 10
PLAIN_ACTS = frozenset({"say", "claim", "acknowledge", "warn"})
COUNTS = {True: 1.5, None: 1.0, False: 0.3}
HEADS = {
    "said_on.tsv": "How a time expression stands to the cue of a saying that it dates (extract/when.py).",
    "carried_day.tsv": "How a statement stands to an earlier one whose day it shares (assembly/carry.py).",
    "carried_addressee.tsv": "How a statement stands to an earlier one whose addressee it shares (assembly/carry.py).",
}
Row = tuple[list[str], bool, float]


def split(names: Sequence[str], held_back: int) -> list[str]:
    """Return the articles to train on, always the same ones."""
    draw = random.Random(SEED)  # noqa: S311 - a seeded choice, no secret
    held = set(draw.sample(sorted(names), min(held_back, len(names) // 2))) if held_back else set()
    return [name for name in sorted(names) if name not in held]


def read(silver: Path, names: Sequence[str]) -> Iterator[Case]:
    """Yield the articles of silver as drafted."""
    for name in names:
        record = json.loads((silver / "records" / f"{name}.json").read_text(encoding="utf-8"))
        page = read_article(open_page(silver / "texts" / f"{name}.txt"), record["published"])
        yield case(name, page.article, record)


def own_rows(one: Case) -> Iterator[Row]:
    """Yield each time expression near a cue, and whether it dates the saying."""
    for n, statement in one.silver.items():
        for timex in around(one.parse, one.drafts[n], one.dates):
            day = day_of(timex) or ""
            right = bool(statement["said_on"]) and day.startswith(statement["said_on"])
            yield features(one.parse, one.drafts[n], timex), right, 1.0


def fitted(rows: Sequence[Row], penalty: float, least: int) -> Linear:
    """Return the model of some cases."""
    return Linear(fit([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows], penalty=penalty, least=least))


def redated(one: Case, model: Linear) -> Statements:
    """Return the statements of an article, dated by a model that has not seen them."""
    drafts = []
    for draft in one.drafts:
        scored = [(model.probability(features(one.parse, draft, t)), t) for t in around(one.parse, draft, one.dates)]
        chance, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        day = day_of(best) if best is not None and chance >= LEAST else None
        on = SaidOn(day, best.start, best.end) if day and best is not None else None
        drafts.append(replace(draft, said_on=on))
    return replace(one.assembly.statements, drafts=drafts)


@dataclass(frozen=True)
class Task:
    """What goes on from statement to statement.

    Args:
        own: values that the drafts have by themselves.
        truth: the value of a statement of silver, None where it has none.
        same: whether a value is that of a statement of silver.
    """

    case: Case
    all_: Statements
    own: dict[int, Known[Any]]
    truth: Callable[[dict[str, Any]], Any]
    same: Callable[[Any, dict[str, Any]], bool]
    traits: Callable[[Any], list[str]]
    counts: float

    def told(self) -> dict[int, Known[Any]]:
        """Return what silver says, where a statement matches, and else what the drafts say."""
        known = dict(self.own)
        for n, statement in self.case.silver.items():
            value = self.truth(statement)
            known.pop(n, None)
            if value:
                known[n] = Known(value, 0 if n in self.own else 1)
        return known

    def rows(self, known: dict[int, Known[Any]]) -> Iterator[Row]:
        """Yield what each statement without a value of its own may take over, and whether it does."""
        for place, n in in_order(self.all_):
            if n in self.case.silver and n not in self.own:
                for value, names in choices(self.all_, place, known, self.traits):
                    yield names, self.same(value.value, self.case.silver[n]), self.counts


def day_task(one: Case, model: Linear) -> Task:
    """Return the carrying of days in one article."""
    all_ = redated(one, model)
    own = own_days(all_)

    def truth(statement: dict[str, Any]) -> SaidOn | None:
        return SaidOn(statement["said_on"], 0, 0) if statement["said_on"] else None

    def same(on: SaidOn, statement: dict[str, Any]) -> bool:
        return bool(statement["said_on"]) and on.value.startswith(statement["said_on"])

    tally = Counter(known.value.value for known in own.values())
    return Task(one, all_, own, truth, same, DayTraits(all_.published, tally), COUNTS[carries(one, all_)])


def addressee_task(one: Case, model: Linear) -> Task:
    """Return the carrying of addressees in one article."""
    del model
    all_, entities = one.assembly.statements, one.assembly.resolver.entities
    own = {n: Known(to) for n, to in enumerate(all_.addressees) if to}

    def truth(statement: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(statement["addressee"])

    def same(to: tuple[Any, ...], statement: dict[str, Any]) -> bool:
        names = {_last(e if isinstance(e, str) else entities[e].name) for e in to}
        return bool(names & {_last(name) for name in statement["addressee"]})

    return Task(one, all_, own, truth, same, no_traits, 1.0)


def _last(name: str) -> str:
    return name.lower().split()[-1] if name.split() else ""


def carries(one: Case, all_: Statements) -> bool | None:
    """Tell whether the annotator lets days go on where they plainly do; None where that cannot be seen."""
    seen: Counter[bool] = Counter()
    for place, n in enumerate(all_.order):
        before = [m for m in all_.order[max(0, place - 3) : place] if _goes_on(one, all_, m, n)]
        if before and all_.drafts[n].said_on is None:
            seen[one.silver[n]["said_on"] == one.silver[before[-1]]["said_on"]] += 1
    return None if not seen else seen[True] >= seen[False]


def _goes_on(one: Case, all_: Statements, m: int, n: int) -> bool:
    """Whether one statement plainly goes on with a dated one before it: same speaker, next sentences, past tense."""
    a, b = all_.drafts[m], all_.drafts[n]
    if m not in one.silver or n not in one.silver or a.within is not None or b.within is not None:
        return False
    if all_.speakers[m] is None or all_.speakers[m] != all_.speakers[n] or b.act not in PLAIN_ACTS:
        return False
    first, second = one.parse.tokens[a.pivot], one.parse.tokens[b.pivot]
    near = second.sentence - first.sentence <= 2 and tense(one.parse, second) in {"VBD", "VBG"}  # noqa: PLR2004 - sentences
    return near and len(one.silver[m]["said_on"] or "") == WHOLE_DAY


def carrying(tasks: Sequence[Task], least: float) -> Linear:
    """Return the model of what goes on, trained on silver's values first and then on its own."""
    rows = [row for task in tasks for row in task.rows(task.told())]
    model = fitted(rows, PENALTY, LEAST_SEEN_PAIRS)
    for _ in range(ROUNDS):
        for task in tasks:
            rows += task.rows(carried(task.all_, task.own, model, least, task.traits))
        model = fitted(rows, PENALTY, LEAST_SEEN_PAIRS)
    return model


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("silver", type=Path, help="folder with records/ and texts/")
    parser.add_argument("target", type=Path, help="the package, src/onrecord")
    parser.add_argument("--held-back", type=int, default=HELD_BACK, help="articles not to train on")
    given = parser.parse_args()
    names = split([f.stem for f in (given.silver / "records").glob("*.json")], given.held_back)
    articles = list(read(given.silver, names))
    folds = [[row for k, one in enumerate(articles) if k % FOLDS != f for row in own_rows(one)] for f in range(FOLDS)]
    unseen = [fitted(rows, PENALTY_OWN, LEAST_SEEN) for rows in folds]
    own = fitted([row for one in articles for row in own_rows(one)], PENALTY_OWN, LEAST_SEEN)
    days = carrying([day_task(one, unseen[k % FOLDS]) for k, one in enumerate(articles)], LEAST_DAY)
    to = carrying([addressee_task(one, own) for one in articles], LEAST_ADDRESSEE)
    for name, folder, model in (
        ("said_on.tsv", "extract", own),
        ("carried_day.tsv", "assembly", days),
        ("carried_addressee.tsv", "assembly", to),
    ):
        write(
            dict(model.weights),
            given.target / folder / name,
            HEADS[name] + "\nIn log odds; made by training/details/train.py.",
        )


if __name__ == "__main__":
    main()
