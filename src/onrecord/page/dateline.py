"""Datelines and news agencies: where a report was filed from, and which agency wrote it.

``JERUSALEM (AP) — …``, ``PARIS, May 3 (Reuters) - …``, ``Beijing, Jan. 5 (Xinhua) -- …``, ``DAKAR, Senegal – …``. The
words stay in their paragraph; what is told here is where they stand. The forms are those of the agencies' own
stylebooks: a place in capitals may stand alone before its dash, a place in small letters needs an agency or a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Short name, then other names. Abbreviations that mean something else in a newspaper (APA, CNA, MENA, PA, SPA, NAN, TT)
# are left out or marked with "=": those count only where they stand in a dateline's brackets.
_AGENCIES = """
    AFP | Agence France-Presse | Agence France Presse
    AP | Associated Press | The Associated Press
    Reuters | Thomson Reuters
    UPI | United Press International
    Bloomberg | Bloomberg News
    dpa | Deutsche Presse-Agentur | dpa-infocom | dpa-AFX
    EFE | Agencia EFE | EFE News
    Europa Press
    ANSA | Agenzia ANSA
    Adnkronos | AdnKronos
    AGI | Agenzia Italia
    LaPresse
    Lusa | Agência Lusa
    Xinhua | Xinhua News Agency
    China News Service
    Kyodo | Kyodo News
    Jiji | Jiji Press
    Yonhap | Yonhap News Agency
    KCNA
    Central News Agency | =CNA
    Vietnam News Agency | =VNA
    Bernama
    Antara | ANTARA News
    PTI | Press Trust of India
    ANI | Asian News International
    IANS | Indo-Asian News Service
    United News of India | =UNI
    Associated Press of Pakistan | =APP
    United News of Bangladesh | =UNB
    TASS | Itar-Tass | ITAR-TASS
    RIA Novosti | =RIA
    Interfax | Interfax-Ukraine
    Ukrinform
    Anadolu | Anadolu Agency | Anadolu Ajansı | =AA
    DHA | Demirören Haber Ajansı
    IRNA
    WAM | Emirates News Agency
    Saudi Press Agency | =SPA
    QNA | Qatar News Agency
    KUNA | Kuwait News Agency
    Bahrain News Agency | =BNA
    Petra | Jordan News Agency
    National News Agency | =NNA
    WAFA
    Middle East News Agency | =MENA
    Maghreb Arabe Presse | =MAP
    Algérie Presse Service | =APS
    Tunis Afrique Presse | =TAP
    News Agency of Nigeria | =NAN
    Ghana News Agency | =GNA
    PA Media | PA News Agency | Press Association | PA news agency | =PA
    AAP | Australian Associated Press
    The Canadian Press | Canadian Press | La Presse Canadienne | =CP
    Belga
    ANP
    Austria Presse Agentur | =APA
    Keystone-SDA | Keystone-ATS | =SDA | =ATS
    NTB
    TT Nyhetsbyrån | TT News Agency | =TT
    Ritzau
    STT
    PAP | Polska Agencja Prasowa
    ČTK | CTK | Czech News Agency
    TASR
    MTI
    Agerpres | AGERPRES
    BTA | Bulgarian News Agency
    Hina | HINA
    Tanjug
    BNS | Baltic News Service
    LETA
    epd | Evangelischer Pressedienst
    KNA | Katholische Nachrichten-Agentur
    SID | Sport-Informations-Dienst
    Notimex
    Télam | Telam
    Agência Brasil
    Andina
    Prensa Latina
    Tribune News Service | =TNS
    Inter Press Service | =IPS
"""


def _table() -> tuple[dict[str, str], dict[str, str]]:
    everywhere: dict[str, str] = {}
    in_brackets: dict[str, str] = {}
    for line in _AGENCIES.strip().splitlines():
        names = [name.strip() for name in line.split("|")]
        for name in names:
            (in_brackets if name.startswith("=") else everywhere)[name.removeprefix("=")] = names[0]
    return everywhere, {**everywhere, **in_brackets}


_NAMED, _BRACKETED = _table()


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_NAME = re.compile(rf"(?<![\w-])(?:{_any_of(_NAMED)})(?![\w-])")
_SHOUTED = {name.upper(): short for name, short in _NAMED.items()}
_SHOUTED_NAME = re.compile(rf"(?<![\w-])(?:{_any_of(_SHOUTED)})(?![\w-])")

_MONTH = (
    r"(?:Jan(?:uary|uar|\.)?|Feb(?:ruary|ruar|\.)?|Mar(?:ch|\.)?|März|Apr(?:il|\.)?|May|Mai|June?\.?|Juni|July?\.?|Juli"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Okt(?:ober|\.)?|Nov(?:ember|\.)?|De[cz](?:ember|\.)?)"
)
_MONTH_SMALL = (
    r"(?:de\s)?(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero"
    r"|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno"
    r"|luglio|settembre|ottobre|dicembre|ene|feb|abr|jun|jul|ago|sep|oct|nov|dic)\b"
)
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\.?\s(?:{_MONTH}|{_MONTH_SMALL}))(?:,?\s\d{{4}})?"
_UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĐĘĚĞĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
_CAPITALS = rf"{_UPPER}(?:{_UPPER}|[.'’-]){{1,24}}"
_PLACE_CAPITALS = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}"
_CAPPED = rf"{_UPPER}[\w.'’-]{{1,24}}"
_PLACE_SMALL = rf"{_CAPPED}(?:[ /]{_CAPPED}|\s(?:de|del|la|al|am|an|der|den|of|the|i)\b){{0,4}}"
_QUALIFIER = rf"{_UPPER}[\w.'’-]{{1,24}}(?:\s(?:of|the|and|{_UPPER}[\w.'’-]{{0,24}})){{0,3}}"
_SOURCE = r"\((?P<agency>[^()]{2,60})\)"
_DASH = r"(?:-{1,2}|[–—―]|\.\s-)"

_DATELINE = re.compile(
    rf"""
    (?: (?P<place> (?P<capitals>{_PLACE_CAPITALS}) (?:,\s(?!{_DAY})(?P<of>{_QUALIFIER}))?
        | (?P<small>{_PLACE_SMALL}) (?:,\s(?!{_DAY})(?P<of_small>{_QUALIFIER}))? )
        (?:,?\s(?P<date>{_DAY})\.?,?)?
        (?:,?\s(?:{_SOURCE}|/(?P<slashed>[A-Z]{{2,12}})/\.?))?
      | {_SOURCE.replace("agency", "bare")} )
    (?P<end> \s?(?P<dash>{_DASH})\s+ | \s?(?P<colon>:)\s+ | (?P<stop>\.)\s+ | (?<=/\.)\s+ )
    """,
    re.VERBOSE,
)

# Words in capitals that open a paragraph before a dash or a colon and are no places.
_LABELS = frozenset(
    """
    ANALYSIS ANALYST BACKGROUND BLOG BREAKING CAPTION COLUMN COMMENT COMMENTARY CORRECTED CORRECTION DATA DEVELOPING
    EDITORIAL ESSAY EXCLUSIVE EXPLAINED EXPLAINER FACT FACTBOX FACTS FEATURE FILE FLASH FOCUS FULL GRAPHIC HEADLINES
    IMPORTANT INSIGHT INTERVIEW JUST LATEST LETTER LIST LIVE MORE NEW NEWS NOTE NOW OBITUARY OPINION PHOTO PHOTOS
    PICTURES PODCAST POLL PREVIEW PROFILE QUESTION QUIZ READ RECAP RELATED REPORT REVIEW SEE SNAP SPECIAL SPONSORED
    STORY SUMMARY TAKE TEXT THE THIS TIMELINE TOP TRANSCRIPT UPDATE UPDATED URGENT VIDEO VIEW WARNING WATCH WHAT WHO WHY
    YES NO AND BUT OK I A Q ALSO HOW WHEN WHERE IN ON IT WE HE SHE DEAR PS PART CHAPTER ANSWER ABSTRACT
    """.split()
)
_OF_A_LEAD = re.compile(
    r"\b(?:said|announced|told|killed|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)\b"
)
_LEAD = 400
_SMALL_WORDS = {"OF", "THE", "AND", "DE"}


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline at the head of a paragraph.

    Args:
        place: the place, ``JERUSALEM`` read as ``Jerusalem``; None where only an agency stands there.
        start: first code point of the place in the paragraph.
        end: one past the place's last code point.
        body: where the paragraph's own words begin.
        agency: short name of the agency (``AFP``), or None.
        date: the day's words as printed (``May 3``), or None.
    """

    place: str | None
    start: int
    end: int
    body: int
    agency: str | None = None
    date: str | None = None


def find_dateline(paragraph: str) -> FoundDateline | None:
    """Read the dateline at the head of a paragraph; None where there is none.

    Args:
        paragraph: the first paragraph of an article, white space folded.
    """
    found = _DATELINE.match(paragraph, 0, _LEAD)
    if found is None:
        return None
    agency = _bracketed(found["agency"] or found["bare"] or found["slashed"]) or _unlisted(found)
    if found["place"] is None:
        return None if agency is None else FoundDateline(None, 0, 0, found.end(), agency)
    if not _is_place(found, agency, paragraph):
        return None
    start, end = found.span("place")
    return FoundDateline(_spelled(found["place"]), start, end, found.end(), agency, found["date"])


def _unlisted(found: re.Match[str]) -> str | None:
    """Return an agency that the table lacks: its abbreviation in brackets between a place in capitals and a dash."""
    named = found["agency"]
    return named if found["capitals"] and named and found["dash"] and _ABBREVIATION.fullmatch(named) else None


def agency_in(words: str, *, bracketed: bool = False) -> str | None:
    """Return the short name of the first agency that a byline or credit line names, else None.

    Args:
        words: the line.
        bracketed: the line is what stands in brackets, so that abbreviations with other meanings count as well.
    """
    whole = _bracketed(words.strip(" .()")) if bracketed else None
    if whole is not None:
        return whole
    found = _NAME.search(words)
    if found is not None:
        return _NAMED[found[0]]
    shouted = _SHOUTED_NAME.search(words) if words.isupper() else None
    return _SHOUTED[shouted[0]] if shouted else None


def agency(bylines: Iterable[str] = (), lead: str = "", closing: Iterable[str] = ()) -> str | None:
    """Return the agency that an article is from, by what the page says of itself; None where it says nothing.

    The dateline counts first, then the bylines, then the lines that close the article. Credits of pictures are not
    asked: a picture's agency is often another one.

    Args:
        bylines: byline blocks or names of authors.
        lead: the first paragraph.
        closing: the last paragraph and the credit lines after it.
    """
    dateline = find_dateline(lead) if lead else None
    if dateline is not None and dateline.agency is not None:
        return dateline.agency
    named = (agency_in(line) for line in bylines if len(line) <= _LONGEST_BYLINE)
    return next((name for name in named if name), None) or next((name for name in map(_closing, closing) if name), None)


_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
# Behind the last sentence stands the agency's abbreviation; one in mid-sentence explains a name before it.
_SIGNED_BEHIND = re.compile(r"[.!?”\"’]\s\((?P<agency>[A-Z]{2,6})\)\s*\Z")
_LONGEST_BYLINE = 200
_LONGEST_CREDIT = 240
_EDGE = 6  # signs around an agency's name on a line of its own
_SIGNED = re.compile(
    r"(?:\((?P<brackets>[^()]{2,60})\)|\[(?P<square>[^\[\]]{2,60})\]"
    r"|(?:--|[–—/])\s?(?P<dash>[^()\[\]–—/]{2,40}))[\s.]*\Z"
)
_SAID = re.compile(r"\b(?:said|says|told|was|were|is|are|has|have|had)\b")
_CREDIT_WORDS = re.compile(
    r"[(\s–—-]{0,8}(?:reporting|writing|additional reporting|with|source|from|mit material|avec|con información|fonte"
    r"|quelle|kilde|källa|źródło|bron)\b",
    re.IGNORECASE,
)


def _closing(line: str) -> str | None:
    """Read the agency's name that signs a text: ``(AFP)``, ``— Reuters``, ``(Reporting by …)``, ``With Reuters``."""
    if len(line) <= _LONGEST_CREDIT and _CREDIT_WORDS.match(line) and not _SAID.search(line):
        return agency_in(line)
    short = line.strip(" .*()[]–—-/")
    if len(short) + _EDGE >= len(line) and (alone := _bracketed(short)):
        return alone
    signed = _SIGNED.search(line, max(0, len(line) - 64))
    # Behind a sentence, brackets may explain an abbreviation: those with other meanings do not count there.
    named = signed and (signed["brackets"] or signed["square"] or signed["dash"])
    listed = _bracketed(named, _NAMED) if named else None
    behind = _SIGNED_BEHIND.search(line, max(0, len(line) - 16))
    return listed or (behind["agency"] if behind else None)


def _bracketed(words: str | None, names: dict[str, str] = _BRACKETED) -> str | None:
    """Return the agency where the words are its name and nothing else, or several names (``AFP/Reuters``)."""
    if words is None:
        return None
    first = re.split(r"\s?[/,&]\s?|\sand\s|\s?[-–—]\s(?=\w)", words.strip(), maxsplit=1)[0].strip(" .")
    return names.get(first) or _SHOUTED.get(first)


def _is_place(found: re.Match[str], agency_name: str | None, paragraph: str) -> bool:
    if found["agency"] is not None and agency_name is None:
        return False  # "The Party (PTR) - …"
    firm = agency_name is not None or found["date"] is not None
    if found["small"] is not None:
        return firm
    words = re.split(r"[ /]", found["capitals"])
    if _LABELS.intersection(word.strip(".'’-") for word in words[:1]):
        return False
    if firm or (found["of"] is not None and not found["stop"]):
        return True
    if found["colon"] or found["stop"]:
        return (
            len(paragraph) - found.end() > _LEAD // 8 and _OF_A_LEAD.search(paragraph, found.end(), _LEAD) is not None
        )
    return len(paragraph) - found.end() > _LEAD // 8


def _spelled(place: str) -> str:
    """Give a place in capitals its usual spelling; dotted abbreviations and short ones stay (``N.Y.``, ``UN``)."""
    return " ".join(_word(word) for word in place.split(" "))


def _word(word: str) -> str:
    bare = word.rstrip(",")
    if bare in _SMALL_WORDS:
        return word.lower()
    if not bare.isupper() or "." in bare or len(bare) <= 2:  # noqa: PLR2004 - UN, UK, US
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
