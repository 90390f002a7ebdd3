"""What a line of a news page is, told from its words alone: caption, credit, byline, list item, a label.

The HTML walk knows kinds from the markup; these rules serve plain text, and markup that says nothing. A rule stands
here only where it does not take sentences of articles (measured on the texts beside the checkout).
"""

from __future__ import annotations

import re

from onrecord.page.dateline import agency_in

_WORD = re.compile(r"\w[\w'’-]*")
_LONGEST_LABEL = 32
_LABEL_WORDS = 4
_LONGEST_BYLINE = 160
_CREDIT_WORDS = 16
_INITIALS = 2  # "J.", "AJ"

ENDS = ".!?…:;。！？।؟"
_CLOSING_QUOTES = "\"'”’»“)]"

_AGENCY_CREDIT = (
    r"(?:AFP|AP(?:\sPhoto)?|Associated\sPress|Reuters|REUTERS|EPA|EPA-EFE|EFE|dpa|DPA|ANSA|Xinhua|Getty(?:\sImages)?|AFP/Getty"
    r"|AFP\svia\sGetty(?:\sImages)?|Shutterstock|Alamy|Rex|PA(?:\sWire|\sMedia)?|Bloomberg|Anadolu|NurPhoto|Corbis|iStock"
    r"|Unsplash|Imago|IMAGO|Zuma|Handout|Supplied)"
)
_PICTURE = (
    r"(?:photo(?:graph)?s?|picture|image|file|getty|afp|reuters|ap|epa|handout|courtesy|screengrab|screenshot|supplied"
    r"|archive|shutterstock|foto|bild)"
)
_CAPTION_HEAD = re.compile(
    r"(?:FILE\sPHOTO\b|File\sphoto\b|FILE\s?[-–—:]\s|(?:In\s)?[Tt]his\s(?:\w+\s)?(?:file|handout|undated|combination|aerial)\s?"
    r"(?:photo|picture|image|photograph|handout)?\b.{0,80}\b(?:shows?|taken|released|provided|obtained)"
    r"|(?:Aerial\s|File\s|Combination\s)?[Pp]hoto\s(?:taken|provided|released|shows)\b|Image\scaption,?\s|Pictured:\s"
    r"|Caption:\s|A\s(?:file|handout)\s(?:photo|picture)\b)"
)
_CAPTION_TAIL = re.compile(
    rf"(?:\[[^\[\]]{{0,80}}\b{_PICTURE}\b[^\[\]]{{0,80}}\]"
    r"|\((?:photo|picture|image|file|credit|foto)\b\s?[:/]?[^()]{0,80}\)"
    r"|\((?:Xinhua|AP\sPhoto|AFP|Reuters|EPA)\s?/[^()]{1,60}\)|(?-i:(?<=[.\s])REUTERS/[A-Z].{1,60})"
    r"|(?-i:(?<=\.\s)[A-Z][\w\s'’-]{1,60}/)?(?:Handout\s)?via\s(?:REUTERS|AP|AFP|Getty\sImages)"
    r"|(?-i:(?<=[.\s])Credit:?\s?[A-Z][\w\s.'’-]{2,60}/.{2,40})|\(File\))[\s.]*\Z",
    re.IGNORECASE,
)
_DATED_PICTURE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept\.|Nov\.|Oct\.|Dec\.)"
    r"\s\d{1,2},\s\d{4}\.?(?:\sPicture\staken\s.{4,40})?\Z"
)
_SHOWN = re.compile(
    r"\b(?:(?:is|are)\s(?:seen|pictured|shown|photographed|displayed)|poses?\s(?:for|with|in)|(?:speaks?|walks?|stands?|looks?|attends?"
    r"|arrives?|leaves?|gestures?|holds?|sits?|takes?|appears?|gives?|answers?|waves?|wades?|hoists?|carr(?:y|ies)|leads?)\b)"
)
_PAST_TOLD = re.compile(r"\b(?:said|told|announced)\b")
_PAST = re.compile(r"\b(?:said|told|announced|had|was|were|did|killed|died|began|ruled|signed|won|added|reported)\b")

_CREDIT = re.compile(
    rf"(?:(?:photo(?:graph)?s?|pictures?|image|illustration|foto|bild|crédit\sphoto|credit|copyright|©)\s?(?:by|credit"
    rf"|source|courtesy(?:\sof)?)?\s?[:,©]?\s.{{2,100}}|image\ssource,?\s.{{2,80}}|\(?photo\sby\s.{{2,100}}|AP\sPhoto/.{{2,60}}"
    rf"|.{{0,60}}\bvia\s(?:Getty|AP|AFP|Reuters|Shutterstock)\b.{{0,30}}|(?:.{{2,60}}\s?[/|]\s?)?{_AGENCY_CREDIT}(?:/{_AGENCY_CREDIT})?)\.?",
    re.IGNORECASE,
)
_CREDIT_NEEDS = re.compile(
    rf"(?:photo|picture|image|illustration|foto|bild|credit|copyright|©)\w{{0,20}}\s?(?:by|credit|source|courtesy|[:,©])"
    rf"|©|\bvia\s|AP\sPhoto/|[/|]\s?{_AGENCY_CREDIT}\.?\Z|\A{_AGENCY_CREDIT}\.?\Z",
    re.IGNORECASE,
)
_CLOSING_CREDIT = re.compile(
    r"[(\[\s–—*-]{0,6}(?:(?:additional\s)?reporting\sby\s.{2,300}|(?:editing|writing|compiled)\sby\s.{2,200}"
    r"|with\s(?:reporting|files|inputs?|agencies|additional\sreporting|material|contributions?)\b.{0,160}"
    r"|[\w\s.,'’-]{4,120}\scontributed(?:\s(?:to\sthis|reporting|research|from|additional)\b.{0,100})?)[.)\]\s]{0,4}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|words\sby|story\sby|written\sby|report(?:ed)?\sby|von|par|por|di|door|av|af)\s+(?P<names>\S.{2,})",
    re.IGNORECASE,
)
_NAME_PART = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|da|del|van|der|den|von|al|bin|ibn|el|la|le|di)"
_NAME = re.compile(rf"{_NAME_PART}(?:\s{_NAME_PART}){{1,4}}")
_NO_NAMES = frozenset(
    "staff agencies agency correspondent correspondents reporter reporters editor editors desk newsroom team".split()
)
# A dash opens direct speech in many languages, so it is no bullet here; a hyphen is one before few words.
_DASHED_WORDS = 25
_ITEM = re.compile(r"(?:[•‣▪●◦·*-]\s+|\d{1,2}[.)]\s+|[a-z]\)\s+)\S")
# White space before what parts is tried at its first sign alone: at each it would be quadratic.
_NAMES_APART = re.compile(r"(?:(?<!\s)\s+)?(?:,\s(?:and\s)?|\s(?:and|und|et|y|e|en|och|og|i)\s|\s?[&|/;]\s?)\s*")


def word_count(line: str) -> int:
    """Return the number of words of a line."""
    return len(_WORD.findall(line))


def ends_a_sentence(line: str) -> bool:
    """Tell whether a line ends like a sentence, closing quotation marks and brackets aside."""
    return line.rstrip(_CLOSING_QUOTES + " ")[-1:] in set(ENDS) or line[-1:] in set(ENDS)


def is_caption(line: str) -> bool:
    """Tell a caption by what stands at its head, its end, or by the dated present tense of agency captions."""
    if _CAPTION_HEAD.match(line):
        return True
    at = credit_in_caption(line)
    if at is not None:
        return word_count(line[:at]) >= _LABEL_WORDS and _PAST_TOLD.search(line) is None
    dated = _DATED_PICTURE.search(line, max(0, len(line) - 90)) is not None
    return dated and _SHOWN.search(line) is not None and _PAST.search(line) is None


def credit_in_caption(line: str) -> int | None:
    """Return where the credit at the end of a caption begins (``… office [Agency/file photo]``), None without one."""
    found = _CAPTION_TAIL.search(line, max(0, len(line) - 160))
    return None if found is None else found.start()


def is_credit(line: str) -> bool:
    """Tell a picture's credit standing alone: ``Photograph: Jane Doe/AFP``, ``Getty Images``."""
    if len(line) > _LONGEST_BYLINE or word_count(line) > _CREDIT_WORDS:
        return False
    return _CREDIT.fullmatch(line) is not None and _CREDIT_NEEDS.search(line) is not None


def is_closing_credit(line: str) -> bool:
    """Tell who else wrote: ``(Reporting by Jane Doe; Editing by John Roe)``, ``Jane Doe contributed reporting.``."""
    bracketed = line.strip("()[]— –-.*")
    if 0 < len(bracketed) < len(line) - 1 and agency_in(bracketed, bracketed=True) and word_count(line) <= _LABEL_WORDS:
        return True
    return len(line) <= 2 * _LONGEST_BYLINE and _CLOSING_CREDIT.fullmatch(line) is not None


def is_byline(line: str) -> bool:
    """Tell a byline: ``By Jane Doe``, ``By JANE DOE and John Roe, Associated Press``."""
    if len(line) > _LONGEST_BYLINE or (ends_a_sentence(line) and not line.endswith(("Jr.", "Sr."))):
        return False
    found = _BYLINE.fullmatch(line)
    if found is None or not found["names"][0].isupper():
        return False
    words = [word for word in found["names"].split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return bool(words) and (small <= len(words) // 3 or agency_in(found["names"]) is not None)


def authors_of(byline: str) -> tuple[str, ...]:
    """Return the names of people in a byline, in its order; agencies, posts and places are left out."""
    found = _BYLINE.fullmatch(byline.strip())
    rest = found["names"] if found else byline
    names: list[str] = []
    for part in _NAMES_APART.split(rest):
        name = part.strip(" .|•·,")
        known = agency_in(name) or agency_in(name.title())
        if known or not _NAME.fullmatch(name) or _NO_NAMES & {word.lower() for word in name.split()}:
            if names:
                break  # what follows the names is a post, a place or an agency
            continue
        names.append(_unshouted(name))
    return tuple(dict.fromkeys(names))


def is_label(line: str) -> bool:
    """Tell a section's name or another short label: one to four words that begin large and end no sentence."""
    if len(line) > _LONGEST_LABEL or ends_a_sentence(line) or any(char.isdigit() for char in line):
        return False
    words = _WORD.findall(line)
    small = {"and", "of", "the", "in", "und", "et", "y", "e", "&"}
    return 0 < len(words) <= _LABEL_WORDS and all(word[0].isupper() or word in small for word in words)


def is_list_item(line: str) -> bool:
    """Tell an item of a list by its bullet or number."""
    return _ITEM.match(line) is not None and not (line.startswith("-") and word_count(line) > _DASHED_WORDS)


def same_words(line: str) -> tuple[str, ...]:
    """Return the words of a line in the form by which two lines say the same."""
    return tuple(word.casefold() for word in _WORD.findall(line.replace("’", "'")))


def _unshouted(name: str) -> str:
    if not name.isupper():
        return name
    return " ".join(part if len(part) <= _INITIALS else part.capitalize() for part in name.split())
