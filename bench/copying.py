"""Makes copies of articles as other outlets do: retitled, cut, reworded, framed by own words, carried in part.

Every copy comes from a seed, so that the same call gives the same copies everywhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

KINDS = (
    "retitled", "cut", "dropped", "reordered", "reworded", "attribution", "sentences", "respelled", "framed", "partial",
)  # fmt: skip
MIXED = "mixed"
SEVERITIES = ("light", "medium", "heavy")
_LEVEL = {name: number for number, name in enumerate(SEVERITIES)}
FEWEST_WORDS = 60

_SENTENCE = re.compile(r"(?<=[.!?])(?=\s+[A-Z“\"])|(?<=[.!?][”\"])(?=\s+[A-Z“\"])")
_SAID_BEHIND = re.compile(
    r"(?P<quote>[“\"][^“”\"\n]{10,400}[”\"]),?\s(?:said|says)\s(?P<who>(?:[A-Z][\w.’'-]+\s?){1,4})(?=[.,])"
)
_SAID_BEFORE = re.compile(r"(?P<who>(?:[A-Z][\w’'-]+\s){1,3})said(?: that)? (?P<what>[a-z][^.“”\"\n]{20,200})\.")
_WORD = re.compile(r"[A-Za-z]{3,}")

# Pairs that an editor swaps without thought, both ways.
_SWAPS = """said/stated told/informed big/large also/additionally but/however start/begin began/started show/demonstrate
shows/reveals help/assist people/persons many/numerous after/following before/prior about/around because/since
while/whereas against/versus could/might will/shall must/should make/create makes/creates made/created get/obtain
asked/questioned called/termed calls/terms plan/scheme plans/schemes rally/gathering poll/survey polls/surveys
voters/electors campaign/bid candidate/contender candidates/contenders nominee/pick election/vote elections/ballots
president/leader lawmakers/legislators senator/legislator government/administration officials/authorities money/cash
lead/advantage support/backing supporters/backers supported/backed won/captured win/victory lost/forfeited
attack/assault attacked/assailed attacks/assaults speech/address group/band state/region states/regions country/nation
countries/nations world/globe city/town police/officers released/issued announced/declared argued/contended
suggested/proposed believe/think believes/thinks know/understand likely/probable recent/latest recently/lately
major/key important/significant new/fresh old/former first/initial last/final next/coming several/various few/handful
high/elevated low/small early/initial late/tardy strong/robust weak/feeble good/fine bad/poor right/correct
wrong/mistaken nearly/almost including/among between/amid through/via during/throughout although/though
despite/notwithstanding only/merely very/highly often/frequently never/nowhere still/yet now/currently today/presently
later/afterwards increase/rise increased/rose decrease/fall end/finish ended/finished need/require needs/requires
want/wish wants/wishes use/employ used/employed work/labour worked/laboured job/post jobs/posts report/account
reported/recounted question/query questions/queries problem/issue problems/issues chance/opportunity part/portion
number/figure percent/per-cent children/kids women/females men/males family/household home/house night/evening
week/seven-days year/twelvemonth fight/struggle deal/agreement meeting/session talk/speak talks/discussions
decision/ruling decided/resolved expected/anticipated according/per saying/stating noting/observing added/continued"""
_PAIRS = [pair.split("/") for pair in _SWAPS.split()]
SYNONYMS = dict(_PAIRS) | {b: a for a, b in reversed(_PAIRS)}
_SPELLING = (
    ("“", '"'), ("”", '"'), ("’", "'"), (" — ", " -- "), ("—", " - "), ("percent", "per cent"), ("%", " percent"),
    ("ization", "isation"), ("ized", "ised"), ("labor", "labour"), ("color", "colour"), ("favor", "favour"),
    ("honor", "honour"), ("program", "programme"), ("defense", "defence"), ("center", "centre"), ("U.S.", "US"),
    ("Mr. ", ""), ("Mrs. ", ""), ("Ms. ", ""), ("two ", "2 "), ("three ", "3 "), ("$1 billion", "$1bn"),
    ("Sen. ", "Senator "), ("Gov. ", "Governor "),
    ("Rep. ", "Representative "), ("Sept. ", "September "), ("Nov. ", "November "),
)  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """A made copy of an article.

    Args:
        source: name of the article that it copies.
        kind: one of KINDS, or MIXED.
        severity: one of SEVERITIES.
        title: its own headline.
        paragraphs: its body.
        copied: for each paragraph, whether it comes from the source.
    """

    source: str
    kind: str
    severity: str
    title: str
    paragraphs: tuple[str, ...]
    copied: tuple[bool, ...]


Body = list[tuple[str, bool]]


class Copier:
    """Makes copies of articles out of a corpus.

    Args:
        articles: name -> headline and paragraphs.
        strangers: headlines and paragraphs of other articles, that stand for what an outlet writes by itself; each
            paragraph is used once.
        seed: decides everything.
    """

    def __init__(self, articles: dict[str, tuple[str, list[str]]], strangers: list[list[str]], seed: int) -> None:
        self._articles = articles
        self._titles = [stranger[0] for stranger in strangers]
        self._strangers = [paragraph for stranger in strangers for paragraph in stranger[:0:-1]][::-1]
        self._random = random.Random(seed)  # noqa: S311 - copies, not secrets
        self._names = sorted(articles)
        self._vocabulary = sorted({w.lower() for _, body in articles.values() for p in body for w in _WORD.findall(p)})
        self._edits: dict[str, Callable[[Body, int], Body]] = {
            "retitled": lambda body, _: body,
            "cut": self._cut,
            "dropped": self._dropped,
            "reordered": self._reordered,
            "reworded": self._reworded,
            "attribution": self._attribution,
            "sentences": self._sentences,
            "respelled": self._respelled,
            "framed": self._framed,
            "partial": self._partial,
        }

    def copies(self, count: int) -> list[Copy]:
        """Return so many copies, the kinds and severities in turn; no two of the same article."""
        long_enough = [n for n in self._names if _count(self._articles[n][1]) >= 2 * FEWEST_WORDS]
        sources = self._random.sample(long_enough, count)
        turns = [(kind, severity) for severity in SEVERITIES for kind in (*KINDS, MIXED)]
        return [self.copy(source, *turns[number % len(turns)]) for number, source in enumerate(sources)]

    def copy(self, source: str, kind: str, severity: str) -> Copy:
        """Return a copy of one article.

        Args:
            kind: one of KINDS, or MIXED: three edits one after the other.
            severity: one of SEVERITIES.
        """
        body: Body = [(paragraph, True) for paragraph in self._articles[source][1]]
        level = _LEVEL[severity]
        edits = [kind]
        if kind == MIXED:
            edits = self._random.sample([k for k in KINDS if k not in ("retitled", "partial")], 2 + level)
        for edit in edits:
            changed = self._edits[edit](body, level)
            body = changed if _count([p for p, own in changed if own]) >= FEWEST_WORDS else body
        title = self._random.choice(self._titles)
        return Copy(source, kind, severity, title, tuple(p for p, _ in body), tuple(c for _, c in body))

    def _cut(self, body: Body, level: int) -> Body:
        return body[: max(2, round(len(body) * (0.75, 0.5, 0.25)[level]))]

    def _dropped(self, body: Body, level: int) -> Body:
        return [row for row in body if self._random.random() > (0.2, 0.4, 0.6)[level]]

    def _reordered(self, body: Body, level: int) -> Body:
        if level == 0:
            turned = body[1:]
            at = self._random.randrange(len(turned)) if turned else 0
            return [*body[:1], *turned[at:], *turned[:at]]
        rows = body if level == 1 else [(s, own) for p, own in body for s in _parted(p)]
        return [*rows[:1], *self._random.sample(rows[1:], len(rows) - 1)]

    def _reworded(self, body: Body, level: int) -> Body:
        share = (0.1, 0.2, 0.35)[level]
        return [(_WORD.sub(lambda found: self._other(found[0], share), p), own) for p, own in body]

    def _other(self, word: str, share: float) -> str:
        if word[0].isupper():
            return word if self._random.random() > share / 4 else self._random.choice(self._vocabulary).capitalize()
        synonym = SYNONYMS.get(word)
        if synonym is not None:
            return synonym if self._random.random() < 2 * share else word
        return self._random.choice(self._vocabulary) if self._random.random() < share else word

    def _attribution(self, body: Body, level: int) -> Body:
        share = (0.5, 0.8, 1.0)[level]

        def moved(found: re.Match[str]) -> str:
            return f"{found['who'].strip()} commented: {found['quote']}" if self._random.random() < share else found[0]

        def behind(found: re.Match[str]) -> str:
            what = found["what"]
            turned = f"{what[0].upper()}{what[1:]}, according to {found['who'].strip()}."
            return turned if self._random.random() < share else found[0]

        return [(_SAID_BEFORE.sub(behind, _SAID_BEHIND.sub(moved, p)), own) for p, own in body]

    def _sentences(self, body: Body, level: int) -> Body:
        share = (0.3, 0.6, 0.9)[level]
        joined: Body = []
        for paragraph, own in body:
            parts = _parted(paragraph)
            text = parts[0]
            for part in parts[1:]:
                merge, link = self._random.random() < share, self._random.choice(("and", "while", "but"))
                text += f", {link} {part[0].lower()}{part[1:]}" if merge else f" {part}"
            text = re.sub(r"\.,", ",", text)
            halves = text.split(", ", 1)
            if self._random.random() < share and len(halves) == 2 and len(halves[1]) > 40:  # noqa: PLR2004 - two halves
                text = f"{halves[0]}. {halves[1][0].upper()}{halves[1][1:]}"
            joined.append((text, own))
        # Paragraphs are run together too.
        step = 1 + level
        return [(" ".join(p for p, _ in joined[k : k + step]), joined[k][1]) for k in range(0, len(joined), step)]

    def _respelled(self, body: Body, level: int) -> Body:
        swaps = _SPELLING[: (6, 16, len(_SPELLING))[level]]

        def respelled(paragraph: str) -> str:
            for before, after in swaps:
                paragraph = paragraph.replace(before, after)
            return paragraph

        return [(respelled(p), own) for p, own in body]

    def _own(self, words: int) -> Body:
        """Return so many words that stand in no other article, as own reporting."""
        rows: Body = []
        while _count([p for p, _ in rows]) < words:
            rows.append((self._strangers.pop(), False))
        return rows

    def _framed(self, body: Body, level: int) -> Body:
        size = _count([p for p, _ in body])
        intro, outro = ((20, 0.1), (40, 0.2), (60, 0.35))[level]
        return [*self._own(intro), *body, *self._own(round(size * outro))]

    def _partial(self, body: Body, level: int) -> Body:
        """Carry a part of the source among own reporting that is as long or longer."""
        share = (0.6, 0.4, 0.25)[level]
        carried = self._cut(body, 1) if level else body
        while len(carried) > 2 and _count([p for p, _ in carried]) > 400:  # noqa: PLR2004 - as much as a desk carries
            carried = carried[:-1]
        own = self._own(round(_count([p for p, _ in carried]) * (1 - share) / share))
        at = self._random.randrange(len(own) + 1)
        return [*own[:at], *carried, *own[at:]]


def _parted(paragraph: str) -> Sequence[str]:
    return [part.strip() for part in _SENTENCE.split(paragraph) if part.strip()] or [paragraph]


def _count(paragraphs: Sequence[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)
