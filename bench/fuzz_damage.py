"""Pages nobody should have to read: invented ones, and damage to given ones, all drawn from a seed.

`invented` writes a page from scratch, in words that the reading looks for (names, cues, quotation marks, figures,
dates); `damaged` changes a page as hostile or broken publishers do. Both give the same bytes for the same seed.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Sequence

# What the stages look for; everything is invented.
WORDS = tuple(
    "said told according to that not declined comment the a she he they it his who which with former We I would and or "
    "of in on by for from at least more than about up down people killed injured met talks denied warned accused "
    "announced agreed refused will must against supports Mayor Minister President Dr. Ada Brenn Vellmar Ostria Lena "
    "Orsk NPA ministry officials spokesman spokeswoman police court U.S. EU G7 Inc. reporters Tuesday yesterday "
    "tomorrow Monday's March 12 2031 1999-2004 12,000 1,2,3 $3.5bn €40m £1.2-1.4 40% 3.5 percent three dozens hundreds "
    "thousand million half two-thirds 10am 7/10 12:30 31/12/2030 2031-02-30 1st 2nd 20-year-old -5 °C ½ ٣ ४० １２ ¹ "
    "kilometres km/h tonnes barrels hectares magnitude 6.1 No. 4 between 5 and 10 or so per cent a year".split()
)
MARKS = tuple("“ ” ‘ ’ \" ' « » „ ‹ › , . — – - ; : ? ! ( ) [ ] … ' '' `` • / & @ # * _ = |".split())
ODD = (
    "e\u0301", "\u0301" * 40, "👨\u200d👩\u200d👧\u200d👦", "🇫🇷🇩🇪🇬", "שלום", "العربية", "\u202e", "\u2066", "\u2069",
    "\u200b", "\u00ad", "\ufeff", "\u00a0", "\u2028", "\x0b", "\x85", "\x00", "\x1b[31m", "ﷺ", "ß", "ŉ", "İ", "ﬁ", "Ǆ",
    "不知道", "ハンガク", "한국어", "Минис", "𝟏𝟐", "Ⅻ", "①", "٫", "٬", "\U0010ffff", "\ud800", "\U000e0067", "क्षि",
)  # fmt: skip
TAGS = (
    "div", "p", "span", "a", "b", "i", "em", "table", "tr", "td", "ul", "li", "blockquote", "h1", "h2", "h3", "h6",
    "figure", "figcaption", "time", "article", "section", "aside", "header", "footer", "nav", "main", "form", "svg",
    "math", "template", "noscript", "script", "style", "title", "meta", "link", "select", "textarea", "iframe", "font",
    "br", "img", "cite", "q", "sup", "ruby", "rt", "details", "summary", "body", "html", "head", "frameset",
    "plaintext",
)  # fmt: skip
CHARSETS = (
    "utf-8", "windows-1252", "utf-16", "utf-16le", "shift_jis", "koi8-r", "x-user-defined", "nonsense", "iso-8859-8",
    "gb18030", "euc-kr", "utf-7", "utf-32", "replacement", "idna", "unicode_escape", "rot13", "zlib", "\x00", "",
)  # fmt: skip
FRAGMENTS = (
    "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "</", "<", ">", "&", "&#0;", "&#xD800;", "&#x110000;",
    "&amp", "&nbsp;", "&ampampamp", "&NotEqualTilde;", "<!doctype html>", "<p", "<a href='", '" onerror="', "=",
    "\r\r\n", "\\u0000", "{", "}", "[", "]", '":"', "\\", "%00", "..", "javascript:", "data:text/html,", "\n\n",
    "\t", "  ",
)  # fmt: skip
LABELS = (
    "headline", "datePublished", "dateModified", "author", "name", "publisher", "articleBody", "@type", "@context",
    "@graph", "liveBlogUpdate", "isAccessibleForFree", "articleSection", "inLanguage", "description", "url",
)  # fmt: skip
TIMES = (
    "2031-03-04T17:03:00+01:00", "2031-03-04", "0000-00-00", "9999-12-31T23:59:59Z", "2031-02-30T25:61:61+99:99",
    "March 4, 2031", "1930000000", "20310304T170300Z", "", "2031-03-04T17:03:00.123456789123+01:00", "-2031-03-04",
    "٢٠٣١",
)  # fmt: skip
LONGEST_ATTRIBUTE = 20_000
MOST_PARAGRAPHS, MOST_SENTENCES, MOST_WORDS = 6, 4, 16
_CLOSERS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“"}


def invented(chance: random.Random) -> bytes:
    """Return a page, an article told in JSON, or a plain text that nobody wrote."""
    shape = chance.random()
    if shape < 0.1:  # noqa: PLR2004 - a tenth of them are told in JSON
        return _encoded(json.dumps(_json_ld(chance), ensure_ascii=chance.random() < 0.5), chance)  # noqa: PLR2004
    paragraphs = [_paragraph(chance) for _ in range(chance.randint(1, MOST_PARAGRAPHS))]
    if shape < 0.2:  # noqa: PLR2004 - and another tenth are plain text
        return _encoded(chance.choice(("\n\n", "\n", "\r\n\r\n")).join(paragraphs), chance)
    head = f"<title>{_sentence(chance)}</title>" + "".join(_head(chance) for _ in range(chance.randint(0, 3)))
    body = "".join(_element(words, chance) for words in paragraphs)
    return _encoded(f"<!doctype html><html lang=en><head>{head}</head><body><article>{body}</article>", chance)


def damaged(page: bytes, other: bytes, chance: random.Random, most: int) -> bytes:
    """Return a copy of a page with a few damages done to it.

    Args:
        other: a page that pieces are taken from.
        most: bytes that the copy may have.
    """
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(page) + 1)
        end = min(len(page), start + chance.randint(0, 1 + len(page) // chance.choice((4, 20, 200))))
        page = chance.choice(_DAMAGES)(page, other, (start, end), chance)[:most]
    return page


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_VOCABULARIES)(chance) for _ in range(chance.randint(1, MOST_WORDS))]
    text = chance.choice((" ", " ", " ", "", "  ")).join(words) + chance.choice((".", ".", "?", ",", "", "”", '."'))
    return text.upper() if chance.random() < 0.05 else text  # noqa: PLR2004 - some are shouted


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(1, MOST_SENTENCES)))


def _quotation(chance: random.Random) -> str:
    opener = chance.choice(tuple(_CLOSERS))
    inner = " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 8)))
    if chance.random() < 0.2:  # noqa: PLR2004 - quotations within quotations
        inner = f"{inner} {_quotation(chance)}"
    return opener + inner + (_CLOSERS[opener] if chance.random() < 0.8 else "")  # noqa: PLR2004 - some stay open


def _said(chance: random.Random) -> str:
    who = chance.choice(
        ("Ada Brenn", "the mayor", "she", "Mr Orsk", "a spokesman for the ministry", "police", "BRENN:")
    )
    verb = chance.choice(("said", "told reporters", "says", "denied", "warned that", "according to", "added,", "asked"))
    return chance.choice((f"{who} {verb}", f"{verb} {who}", f"{who}, {chance.choice(WORDS)}, {verb}"))


def _number(chance: random.Random) -> str:
    digits = chance.choice(("0123456789", "0123456789,.", "٠١٢٣٤٥٦٧٨٩", "０１２３", "09.-/:", "IVXLC"))
    return "".join(chance.choice(digits) for _ in range(chance.choice((1, 2, 3, 5, 9, 30))))


_VOCABULARIES: tuple[Callable[[random.Random], str], ...] = (
    *[lambda chance: chance.choice(WORDS)] * 6,
    lambda chance: chance.choice(MARKS),
    lambda chance: chance.choice(ODD),
    _quotation,
    _said,
    _number,
)


def _element(words: str, chance: random.Random) -> str:
    tag = chance.choice(("p", "p", "p", "p", *TAGS))
    inner = chance.choice(TAGS)
    if chance.random() < 0.3:  # noqa: PLR2004 - words in elements within the paragraph
        words = f"<{inner}>{words[: len(words) // 2]}</{inner}>{words[len(words) // 2 :]}"
    attributes = f' class="{chance.choice(LABELS)} {chance.choice(WORDS)}"' if chance.random() < 0.3 else ""  # noqa: PLR2004
    return f"<{tag}{attributes}>{words}" + (f"</{tag}>" if chance.random() < 0.9 else "")  # noqa: PLR2004


def _head(chance: random.Random) -> str:
    if chance.random() < 0.5:  # noqa: PLR2004 - half is JSON-LD
        text = json.dumps(_json_ld(chance))
        at = chance.randrange(len(text))
        text = text if chance.random() < 0.6 else text[:at] + chance.choice(FRAGMENTS) + text[at:]  # noqa: PLR2004
        return f'<script type="application/ld+json">{text}</script>'
    name = chance.choice(("article:published_time", "og:title", "author", "og:url", "description", "robots", "date"))
    value = chance.choice((*TIMES, _sentence(chance), "http://[::1", "//x/2031/03/04/", "x" * 3000)).replace('"', "'")
    return f'<meta property="{name}" content="{value}">'


def _json_ld(chance: random.Random) -> dict[str, object]:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": _sentence(chance)}
    told |= {chance.choice(LABELS): _json_value(chance, 4) for _ in range(chance.randint(0, 8))}
    body = "\n\n".join(_paragraph(chance) for _ in range(chance.randint(1, 4)))
    return told | {"datePublished": chance.choice(TIMES), "articleBody": body}


def _json_value(chance: random.Random, depth: int) -> object:
    if depth and chance.random() < 0.4:  # noqa: PLR2004 - as deep as publishers write it
        many = [_json_value(chance, depth - 1) for _ in range(chance.randint(0, 4))]
        return many if chance.random() < 0.5 else dict(zip(LABELS, many, strict=False))  # noqa: PLR2004
    return chance.choice(
        (None, True, 0, -1.5e308, 10**40, *TIMES, "", "NewsArticle", "LiveBlogPosting", _sentence(chance))
    )


def _encoded(text: str, chance: random.Random) -> bytes:
    charset = chance.choice(("utf-8",) * 9 + ("cp1252", "utf-16", "utf-16-le", "latin-1", "shift_jis", "gb18030"))
    return text.encode(charset, "surrogatepass" if charset.startswith("utf") else "replace")


Place = tuple[int, int]


def _put(page: bytes, place: Place, piece: bytes, *, over: bool = False) -> bytes:
    return page[: place[0]] + piece + page[place[1] if over else place[0] :]


def _flip(page: bytes, _other: bytes, _place: Place, chance: random.Random) -> bytes:
    changed = bytearray(page)
    for _ in range(min(len(changed), chance.choice((1, 4, 40)))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _soup(page: bytes, _other: bytes, place: Place, chance: random.Random) -> bytes:
    return _put(page, place, (" " + _sentence(chance) + " ").encode("utf-8", "surrogatepass"))


def _run(page: bytes, _other: bytes, place: Place, chance: random.Random) -> bytes:
    """Put the same few words, marks or tags again and again: what a super-linear step takes for ever on."""
    words = " ".join(chance.choice((*WORDS, *MARKS, *ODD, *FRAGMENTS)) for _ in range(chance.randint(1, 4)))
    piece = chance.choice((words, words + " ", f"<{chance.choice(TAGS)}>", f"</{chance.choice(TAGS)}>"))
    return _put(page, place, piece.encode("utf-8", "surrogatepass") * chance.choice((3, 30, 300, 3000)))


def _fragment(page: bytes, _other: bytes, place: Place, chance: random.Random) -> bytes:
    return _put(page, place, chance.choice(FRAGMENTS).encode(), over=chance.random() < 0.3)  # noqa: PLR2004


def _wide(page: bytes, _other: bytes, place: Place, chance: random.Random) -> bytes:
    """Put an element with a huge attribute, or with very many."""
    size = chance.randint(1, LONGEST_ATTRIBUTE)
    name = chance.choice(("class", "id", "style", "href", "content", "datetime", "alt"))
    value = chance.choice(("x", "a ", "display:none;", "2031/", "&amp;", "(", "-")) * (size // 4)
    many = "".join(f" a{n}={n}" for n in range(size // 10))
    piece = f'<{chance.choice(TAGS)} {name}="{value}">' if chance.random() < 0.7 else f"<p{many}>"  # noqa: PLR2004
    return _put(page, place, piece.encode())


def _relabel(page: bytes, _other: bytes, _place: Place, chance: random.Random) -> bytes:
    label = f'<meta charset="{chance.choice(CHARSETS)}">'.encode()
    return page.replace(b"utf-8", chance.choice(CHARSETS).encode(), 2) if chance.random() < 0.5 else label + page  # noqa: PLR2004


def _recode(page: bytes, _other: bytes, _place: Place, chance: random.Random) -> bytes:
    return _encoded(page.decode("utf-8", "replace"), chance)


def _pack(page: bytes, _other: bytes, place: Place, chance: random.Random) -> bytes:
    if chance.random() < 0.8:  # noqa: PLR2004 - most of what is packed is no page any more
        return page
    packed = gzip.compress(page, 1, mtime=0)
    return packed if chance.random() < 0.5 else packed[: place[0]]  # noqa: PLR2004


def _head_in(page: bytes, _other: bytes, _place: Place, chance: random.Random) -> bytes:
    return page.replace(b"<head>", b"<head>" + _head(chance).encode("utf-8", "surrogatepass"), 1)


def _unclose(page: bytes, _other: bytes, _place: Place, chance: random.Random) -> bytes:
    return page.replace(chance.choice((b"</p>", b"</div>", b">", b'"', b"<")), b"", chance.randint(1, 50))


def _from_other(page: bytes, other: bytes, place: Place, chance: random.Random) -> bytes:
    at = chance.randrange(len(other) + 1)
    return _put(page, place, other[at : at + chance.choice((20, 400, 5000))], over=True)


Damage = Callable[[bytes, bytes, Place, random.Random], bytes]
_DAMAGES: Sequence[Damage] = (
    _flip, _soup, _soup, _soup, _run, _run, _fragment, _fragment, _wide, _relabel, _recode, _pack, _head_in, _unclose,
    _from_other, _from_other,
    lambda page, _other, place, _chance: page[: place[0]] + page[place[1] :],
    lambda page, _other, place, _chance: page[: place[1]] + page[place[0] :],
    lambda page, _other, place, chance: _put(page, place, chance.randbytes(1) * (place[1] - place[0]), over=True),
    lambda page, other, place, _chance: page[: place[0]] + other[place[0] :],
    lambda page, _other, place, _chance: page[: place[0]],
)  # fmt: skip
