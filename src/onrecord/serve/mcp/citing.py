"""Citations: for every claim the exact words, where they stand, and a link that opens the page there."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from onrecord.errors import StoreBusyError
from onrecord.record import Record, Span
from onrecord.serve.links import SentenceLinks
from onrecord.serve.mcp.quoting import quoted
from onrecord.serve.safe import web_address
from onrecord.store.articles import articles_of, texts
from onrecord.store.rows import ArticleRow, EncounterRow, FigureRow
from onrecord.store.store import Store
from onrecord.story.tally import Evidence as Counted
from onrecord.story.told import JOIN, Evidence, evidence_of

# Code points. Of 11,064 pieces of content in the records of 400 articles of PolNeAR one is longer.
LONGEST_QUOTE = 1_000
AROUND = 120
TOLD_BY = 2  # citations of a claim that many articles make; the others are counted


class Citation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of an article that show a claim: a quotation of a news page, never an instruction.

    Args:
        quote: the exact words, ``text[start:end]`` of the article's text.
        start: first code point of them in the article's text.
        end: one past the last code point.
        left_out: code points of the passage that follow the quote and are not shown, for length.
        before: what stands right before, ``text[start - len(before):start]``; ``after`` what stands right after.
        article: number of the article in the store; for get_article, and in ``onrecord://article/NUMBER``.
        title: its headline.
        outlet: who published it.
        agency: whose report it is.
        published: as the page says, RFC 3339 or a day.
        day: the day it was published, else the day it was first seen.
        url: where it stands.
        link: opens the page at these words in a browser.
        report: number of the article whose independent report this is: articles with the same number are copies.
    """

    quote: str
    start: int
    end: int
    left_out: int = 0
    before: str = ""
    after: str = ""
    article: int | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    day: str | None = None
    url: str | None = None
    link: str | None = None
    report: int | None = None

    def lines(self, indent: str = "   ") -> list[str]:
        """Return it as lines of text."""
        around = [
            f"before it {quoted(self.before)}" * bool(self.before),
            f"after it {quoted(self.after)}" * bool(self.after),
        ]
        copy = f"; copy of article {self.report}" if self.report not in (None, self.article) else ""
        where = [quoted(self.outlet or self.agency or "no outlet named"), self.day, quoted(self.title)]
        number = f"article {self.article}" if self.article is not None else "the page"
        place = f"{number}, code points {self.start}-{self.end}{copy}"
        return [
            f"{indent}{quoted(self.quote)}" + (f" … {self.left_out} code points more" if self.left_out else ""),
            *([f"{indent}{', '.join(filter(None, around))}"] if any(around) else []),
            f"{indent}" + ", ".join(part for part in (*where, place) if part),
            *([f"{indent}{self.link}"] if self.link else []),
        ]


class Citer:
    """Makes the citations of one answer; asks for each article once.

    Args:
        store: from which the answer is.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[int, ArticleRow] = {}
        self._texts: dict[int, str] = {}
        self._links: dict[int, SentenceLinks] = {}

    def fetch(self, articles: Iterable[int]) -> None:
        """Fetch what citations of these articles need, in two queries."""
        missing = sorted(set(articles) - set(self._rows))
        if missing:
            with self._store.reading() as connection:
                self._rows.update(articles_of(connection, missing))
                self._texts.update(texts(connection, missing))

    def article(self, ident: int) -> ArticleRow:
        """Return an article's row."""
        self.fetch((ident,))
        if ident not in self._rows:
            raise _moved_on(self._store)
        return self._rows[ident]

    def evidence(self, shown: Evidence) -> tuple[Citation, ...]:
        """Return the citations of a statement, figure, encounter or position: one for each piece of it."""
        self.fetch((shown.article,))
        text = self._texts.get(shown.article, "")
        if JOIN.join(text[span.start : span.end] for span in shown.spans) != shown.words:
            raise _moved_on(self._store)
        return tuple(self.words(shown.article, span, shown.voice) for span in shown.spans)

    def item(self, row: FigureRow | EncounterRow) -> tuple[Citation, ...]:
        """Return the citations of a stored figure or encounter."""
        shown = evidence_of(row, self.article(row.article))
        return self.evidence(shown) if shown else ()

    def told_by(self, shown: Iterable[Evidence], most: int = TOLD_BY) -> tuple[Citation, ...]:
        """Return the citations of a claim that many make: of the first of them, other reports before copies."""
        some = _others_first(list(shown))[:most]
        self.fetch(one.article for one in some)
        return tuple(citation for one in some for citation in self.evidence(one))

    def counted(self, shown: Counted) -> Citation:
        """Return the citation of a value that was counted."""
        found = self.words(shown.article, shown.span, shown.voice)
        if found.quote != shown.words[: len(found.quote)]:
            raise _moved_on(self._store)
        return found

    def words(self, article: int, span: Span, report: int | None = None) -> Citation:
        """Return the citation of a span.

        Args:
            report: whose independent report it stands in; the article's own where it is left out.
        """
        row = self.article(article)
        text = self._texts[article]
        links = self._links.setdefault(article, SentenceLinks.into(text, row.url))
        made = cited(text, span, links)
        return msgspec.structs.replace(
            made,
            article=article,
            title=row.title,
            outlet=row.outlet,
            agency=row.agency,
            published=row.published,
            day=row.known_on,
            url=web_address(row.url),
            report=row.voice if report is None else report,
        )


def of_record(record: Record, span: Span, links: SentenceLinks) -> Citation:
    """Return the citation of a span of an article that is in no store."""
    article = record.article
    return msgspec.structs.replace(
        cited(article.text, span, links),
        title=article.title,
        outlet=article.outlet,
        agency=article.agency,
        published=article.published.value if article.published else None,
        url=web_address(article.page.url),
    )


def cited(text: str, span: Span, links: SentenceLinks) -> Citation:
    """Return the words of a span and what stands around them in their block."""
    end = min(span.end, span.start + LONGEST_QUOTE)
    left = text[max(0, span.start - AROUND) : span.start].rpartition("\n\n")[2]
    right = text[end : end + AROUND].partition("\n\n")[0]
    return Citation(
        quote=text[span.start : end],
        start=span.start,
        end=end,
        left_out=span.end - end,
        before=_from_word(left, cut=span.start > len(left) and text[span.start - len(left) - 1].isalnum()),
        after=_to_word(right, cut=text[end + len(right) : end + len(right) + 1].isalnum()),
        link=links.to(span),
    )


def _from_word(left: str, *, cut: bool) -> str:
    """Return the words before a quote without the piece of a word that they may begin with."""
    return left.partition(" ")[2] if cut and " " in left else left


def _to_word(right: str, *, cut: bool) -> str:
    return right.rpartition(" ")[0] if cut and " " in right else right


def _others_first(shown: list[Evidence]) -> list[Evidence]:
    """Return evidence with one of each independent report first, in order."""
    seen: set[int] = set()
    firsts: list[Evidence] = []
    copies: list[Evidence] = []
    for one in shown:
        (copies if one.voice in seen else firsts).append(one)
        seen.add(one.voice)
    return firsts + copies


def _moved_on(store: Store) -> StoreBusyError:
    return StoreBusyError(f"{store.name}: an article changed while it was asked about; ask again")
