"""Articles that are hard to show: crowded, nested, hostile, far too long."""

from __future__ import annotations

import hashlib
from typing import Any

from made import made
from onrecord.record import Article, Block, Figure, MadeBy, Page, Record, Span, Stamp, Statement, item_key

HOSTILE = (
    "<script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "</p></article><style>*{display:none}</style>",
    "javascript:document.title='broken'",
    "\" onmouseover=\"document.title='broken'",
    "\u202egnol si siht\u202c \u2067turned\u2069 \x07bell \x00nought",
    "{{ 7 * 7 }} {% for x in y %} ${7*7}",
    "<!-- <svg/onload=document.title='broken'> ]]>",
)


def crowded(**fields: Any) -> Record:
    """Return an article with eight statements in one paragraph, three levels of telling, one over two paragraphs."""
    return made(
        """
        Quarry to close

        [[Mayor [Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [the quarry closes]{1}, [[Tom Ives]{@ives}]{2:source}
        [said]{2:cue} [it stays]{2}, [[Una Rook]{@rook}]{3:source} [hoped]{3:cue} [for rain]{3},
        [[Pia Lund]{@lund}]{4:source} [feared]{4:cue} [for jobs]{4}, [[Ola Berg]{@berg}]{5:source} [said]{5:cue}
        [nothing moves]{5}, [[Kai Moss]{@moss}]{6:source} [warned]{6:cue} [of dust]{6}, [[Ida Falk]{@falk}]{7:source}
        [denied]{7:cue} [any harm]{7}, [[Leo Hart]{@hart}]{8:source} [agreed]{8:cue} [with her]{8}.

        [[Jo Wren]{@wren}]{9:source} [told]{9:cue} reporters [that [[Ada Brenn]{@brenn}]{10:source} [had said]{10:cue}
        [that [the ministry]{11:source} [promised]{11:cue} [at least [40 jobs]{f1}]{11}]{10}]{9}.

        [[Eva Stone]{@stone}]{12:source} [wrote]{12:cue}: ["We have waited for long.]{12}

        ["We will not wait again."]{12}
        """,
        **{"outlet": "Valley Herald", "agency": "Tidewire", **fields},
        statements={
            10: {"within": 9, "relayed_by": ["wren"]},
            11: {"within": 10, "speaker": "ministry", "relayed_by": ["brenn", "wren"], "confidence": 0.3},
        },
        actors={"ministry": {"name": "the ministry", "type": "organisation"}, "brenn": {"role": "Mayor"}},
        figures={
            1: {"low": 40, "high": None, "measure": "count", "what": "jobs", "source": "ministry", "statement": 11}
        },
    )


def hostile() -> Record:
    """Return an article whose every word tries to be more than text."""
    words = " ".join(HOSTILE).replace("[", "(").replace("]", ")")
    return made(
        f"""
        {HOSTILE[0]} headline

        [[{HOSTILE[1]} {HOSTILE[3]}]{{@evil}}]{{1:source}} [said {HOSTILE[4]}]{{1:cue}} [{words}]{{1}}
        and [5 {HOSTILE[2]}]{{f1}} more.
        """,
        outlet=HOSTILE[1],
        agency=HOSTILE[5],
        page=Page("0" * 64, "text/html", "javascript:document.title='broken'"),
        actors={"evil": {"role": HOSTILE[0], "name": HOSTILE[1]}},
        figures={1: {"what": HOSTILE[2], "place": HOSTILE[4], "source": "evil"}},
    )


def endless(statements: int, paragraph: int = 0) -> Record:
    """Return an article of very many statements, and a last paragraph of so many code points."""
    sentences = [f"Clerk {n} said that road {n} is closed." for n in range(statements)]
    groups = [" ".join(sentences[n : n + 40]) for n in range(0, statements, 40)]
    if paragraph:
        groups.append(("It rained in the valley and on the hills. " * (paragraph // 42 + 1))[:paragraph])
    text, blocks = "", []
    for words in groups:
        start = len(text) + 2 if text else 0
        text += ("\n\n" if text else "") + words
        blocks.append(Block("paragraph", start, len(text)))
    return Record("1", MadeBy("0.1.0"), _article(text, blocks), statements=tuple(_said(text, statements)))


def heaped(statements: int) -> Record:
    """Return an article of one sentence that very many statements all tell."""
    text = "All of it was said by everybody at once."
    told = [
        Statement(f"s{n}", f"{n:016x}", None, None, (Span(0, len(text)),), "indirect", None, "none")
        for n in range(statements)
    ]
    figures = [Figure(f"f{n}", f"f{n:015x}", 0.9, 0, 6, 1.0, None, False, "count", None) for n in range(statements)]
    return Record(
        "1", MadeBy("0.1.0"), _article(text, [Block("paragraph", 0, len(text))]), statements=tuple(told),
        figures=tuple(figures),
    )  # fmt: skip


def _said(text: str, count: int) -> list[Statement]:
    found, place = [], 0
    for n in range(count):
        start = text.index(f"Clerk {n} said", place)
        cue = text.index("said", start)
        content = text.index("that", cue)
        place = text.index(".", content)
        spans = Span(start, cue - 1), Span(cue, cue + 4), Span(content, place)
        key = item_key("statement", text, spans)
        found.append(Statement(f"s{n + 1}", key, spans[0], spans[1], (spans[2],), "indirect", None, "role"))
    return found


def _article(text: str, blocks: list[Block]) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    page = Page(sha256, "text/plain")
    return Article(
        text_sha256=sha256, page=page, title="Roads", standfirst=None, authors=(), outlet="Valley Herald", agency=None,
        section=None, language="en", published=Stamp("2031-03-04", "given"), modified=None, dateline=None, text=text,
        blocks=tuple(blocks),
    )  # fmt: skip
