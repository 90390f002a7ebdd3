"""Who is counted, and whether a figure is the running total or the new ones only."""

from __future__ import annotations

import re

from onrecord.store.tallies import FigureTold
from onrecord.story.tally.names import words_of

ALL = "all"
# Words that make a count one of some people only; what is not here is counted with all.
WHO = {
    "children": "child children minor kid boy girl infant baby babie newborn toddler schoolchild schoolchildren "
    "pupil teenager",
    "women": "woman women mother female",
    "elderly": "elderly pensioner",
    "men": "men man",
    "medics": "medic doctor nurse paramedic physician surgeon",
    "press": "journalist reporter press cameraman cameramen photographer photojournalist",
    "rescuers": "rescuer firefighter civil-defence civil-defense",
    "aid workers": "humanitarian",
    "soldiers": "soldier troop serviceman servicemen reservist",
    "police": "police policeman policemen policewoman",
    "fighters": "fighter militant gunman gunmen combatant insurgent rebel",
    "students": "student",
    "teachers": "teacher",
    "foreigners": "foreigner tourist",
    "aid seekers": "aid-seeker",
    "hunger": "malnutrition starvation famine hunger starved",
}
PEOPLE = frozenset({"people", "dead", "killed", "deaths"})
BY_WORD = {word: who for who, words in WHO.items() for word in words.split()}
BY_WORD |= {f"{word}s": who for word, who in BY_WORD.items()}
# Pairs of words, the first of them told of the second: "medical staff", "media workers", "people seeking aid".
STAFF = r" (?:\w+ )?(?:worker|staff|personnel|team|crew|member|professional|employee)"
PAIRS = (
    (re.compile(r"\b(?:medical|health|healthcare|health-care|hospital|ambulance)" + STAFF), "medics"),
    (re.compile(r"\bmedia" + STAFF), "press"),
    (re.compile(r"\b(?:civil defen[cs]e|rescue)" + STAFF), "rescuers"),
    (re.compile(r"\b(?:aid|humanitarian|relief|un|unrwa)" + STAFF), "aid workers"),
    (re.compile(r"\b(?:aid[- ]seeker|seeking (?:food|aid|help)|waiting for (?:food|aid))"), "aid seekers"),
)  # fmt: skip
PAIRED = re.compile("|".join(pattern.pattern for pattern, _ in PAIRS))
IDENTIFIED = re.compile(r"\b(?:identified|verified|confirmed by name|named)\b", re.IGNORECASE)
OF_WHOLE = (
    r"^(?: of (?:the |its |those |all )?(?:[\d,.]+ )?(?:\w+ ){0,2}?"
    r"(?:dead|killed|deaths|victims|bodies|people|them|those))?"
)
BE = r",? (?:\w+ ){0,3}?(?:have|has|had|were|was|are|is)(?: \w+ly)? (?:been )?(?:\w+ly )?(?:been )?"
IDENTIFIED_BEHIND = re.compile(OF_WHOLE + BE + r"(?:identified|verified|named)\b", re.IGNORECASE)
IDENTIFIED_BEFORE = re.compile(
    r"\b(?:identif(?:y|ied|ying)|verif(?:y|ied)|named|names? (?:to|of|for|are known for)|identit(?:y|ies) of|"
    r"identification(?: \w+)? (?:of|for))"
    r"(?: (?:the )?(?:names|bodies|deaths))?(?: of)? $",
    re.IGNORECASE,
)
IDENTIFIED_HEAD = re.compile(r"(?:^|\n|\. )(?:fully )?identified\b[^\n.;]{0,90}: $", re.IGNORECASE)
# "We know who 200 of the 300 dead are", "identification goes on: it was complete for 200 of the 300 dead".
KNOWN = re.compile(
    r"\b(?:know who|identif\w+|identit\w+|recogni[sz]\w+|matched|names? (?:of|to|for))\b[^.]{0,60}(?:\. [^.]{0,90})?$",
    re.IGNORECASE,
)
OF_THE_DEAD = re.compile(
    r"^ (?:out )?of (?:the|its|those|some|about|at least|more than|all)?(?: [a-z]+){0,2} ?[\d,.]+ "
    r"(?:(?:dead|killed|deaths|bodies|people|victims|fatalities)\b|$|[.,;])",
    re.IGNORECASE,
)
MATCHED = re.compile(
    r"^(?: of \w+)? (?:had|have|has|were|was|are) (?:been |so far |now )*"
    r"(?:matched|recogni[sz]ed|put a name to)\b"
)
IDENTIFIED_WORDS = ("identif", "identit", "verif", "name")  # one of them stands in each of the two
# "Children account for 120 of the dead", "120 of those killed were children".
ACCOUNT = re.compile(
    r"\b(?P<who>\w+) (?:account(?:s|ed)? for|ma[dk]e up|number(?:s|ed)?|represent(?:s|ed)?)(?: (?:at least|"
    r"more than|about))? $",
    re.IGNORECASE,
)
ACCOUNT_WORDS = ("account", "made up", "make up", "number", "represent")
ARE_THEY = re.compile(
    r"^(?: of (?:the|those|them|its)(?: [\d,]+)?)?(?: killed| dead| deaths| victims| people| fatalities)?"
    r"(?: who (?:have |had )?(?:died|perished|(?:been |were )?killed))?,?"
    r" (?:were|are|was|being) (?:\w+ )??(?P<who>\w+)\b(?! who\b)(?=[,.;]| and\b| or\b| while\b|$)",
    re.IGNORECASE,
)
# "Children make up 20 of the dead, and women 12".
AND_WHO = re.compile(r"\band (?P<who>women|children|men|minors|girls|boys|medics|journalists)(?: at least| about)? $")
# "Twelve were under 18"
UNDER_AGE = re.compile(
    r"(?: of (?:the|those|them) (?:\w+ ){0,2}?)? ?(?:were|are|was) (?:under|below|younger than|"
    r"aged under) (?:the age of )?1[68]\b"
)
UNDER = re.compile(
    r"\b(?:people|persons|those|victims|[A-Z]\w+s) (?:aged )?(?:under|below|younger than) (?:the age of )?1[68]\b"
)
# What heads a number that names nobody itself: "Health workers killed as of Tuesday: 12", "Identified: 20".
HEAD = re.compile(
    r"(?:^|[\n.] ?)(?P<who>[^\n.:;\d]{3,40}?) (?:killed|dead|deaths|injured|wounded)\b[^\n.;]{0,90}: $", re.IGNORECASE
)
# "CHILDREN: 20 killed".
LABEL = re.compile(r"(?:^|\n|[\d.;] )(?P<who>[A-Za-z][A-Za-z -]{2,30}): $")
# "The number of children killed stood at 120", "the toll among medics rose to 12".
NUMBER_OF = re.compile(
    r"\b(?:number|toll|count|tally|total|deaths|death toll) (?:of|among|amongst|for) (?:the |its |killed |dead )?"
    r"(?P<who>\w+)\b[^.;,]{0,60}\b(?:at|to|is|was|of|now|reached|hit|passed) (?:[a-z]+ ){0,3}$",
    re.IGNORECASE,
)
NUMBER_WORDS = ("number", "toll", "count", "tally", "total", "deaths")
# "7,000 of the 10,000 dead": the second number is the whole.
WHOLE = re.compile(
    r"(?:\b[\d,.]{1,12}|,) (?:out )?of $|\w of (?:the|its|all|some|about|at least|more than|those|their) ?$",
    re.IGNORECASE,
)
WHOLE_LONGEST = len("s of more than ") + 1
LATELY = re.compile(
    r"\b(?:past|last|previous|preceding|prior|latest|in|within) (?:the )?"
    r"(?P<n>\d+|one|two|three|four|five|six|seven|twenty-four|forty-eight|seventy-two)?[ -]?(?P<unit>hour|day|"
    r"week)s?\b",
    re.IGNORECASE,
)
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "twenty-four": 24, "forty-eight": 48, "seventy-two": 72,
}  # fmt: skip
ANOTHER = re.compile(r"(?:,| and| or|;) (?=[\w ]{0,20}\d)|, (?:including|among)")
HOURS_A_DAY = 24
# A count of new ones that covers more days than this is a tally of its own.
MOST_DAYS = 31


def who_of(told: FigureTold) -> str:
    """Return who of the dead or hurt a figure counts; ``all`` where it makes no difference between them."""
    figure = told.figure
    said = f"{figure.what or ''} {'' if figure.words is None else figure.words}"
    before = told.before.lower().removesuffix("\n")  # as ``$`` has it
    if _is_identified(told, before, said):
        return "identified"
    # What follows needs words that few texts have, and looking for those is far quicker than a pattern.
    beside = ACCOUNT.search(told.before) if before[-1:] == " " and any(w in before for w in ACCOUNT_WORDS) else None
    beside = beside or ARE_THEY.match(told.after) or (AND_WHO.search(told.before) if "and " in before else None)
    if beside is not None and beside["who"].lower() in BY_WORD:
        return BY_WORD[beside["who"].lower()]
    if UNDER_AGE.match(told.after) or UNDER.search(figure.words + told.after[:30]):
        return "children"
    head = _headed_by(told.before) if not figure.what and before.endswith(": ") else None
    if head is not None and (found := _named_in(head["who"].lower())) is not None:
        return found
    asked = (not figure.what or figure.what.lower() in PEOPLE) and any(w in before for w in NUMBER_WORDS)
    number = NUMBER_OF.search(told.before) if asked else None
    if number is not None and number["who"].lower() in BY_WORD:
        return BY_WORD[number["who"].lower()]
    own = _before_another(said.lower())
    return _named_in(own) or _of_them(figure.what, before) or ALL


def _of_them(what: str | None, before: str) -> str | None:
    """Who "them" are: "You asked about medics. The port has 12 of them on its list"."""
    if what not in {"them", "these", "those"}:
        return None
    return next((BY_WORD[word] for word in reversed(words_of(before)) if word in BY_WORD), None)


def _is_identified(told: FigureTold, before: str, said: str) -> bool:
    """Tell whether a figure counts those who were identified.

    Args:
        before: the words before it in small letters.
        said: the words of the figure.
    """
    if WHOLE.search(told.before[-WHOLE_LONGEST:]):
        return False
    here = any(word in before for word in IDENTIFIED_WORDS)
    return bool(
        (here and before.endswith(": ") and IDENTIFIED_HEAD.search(told.before))
        or IDENTIFIED.search(said)
        or IDENTIFIED_BEHIND.match(told.after)
        or MATCHED.match(told.after)
        or (OF_THE_DEAD.match(told.after) and KNOWN.search(told.before))
        or (here and IDENTIFIED_BEFORE.search(told.before))
    )


def _headed_by(before: str) -> re.Match[str] | None:
    """What heads a number that names nobody itself, or labels its line."""
    return LABEL.search(before) or HEAD.search(before)


def _named_in(words: str) -> str | None:
    """Return who is meant by words in small letters, if some only."""
    if PAIRED.search(words) is None:  # one pattern, where five find nothing
        return _by_word(words)
    for pattern, who in PAIRS:
        if pattern.search(words):
            return who
    return _by_word(words)


def _by_word(words: str) -> str | None:
    return next((BY_WORD[word] for word in words_of(words) if word in BY_WORD), None)


def _before_another(what: str) -> str:
    """What is counted, without what a second number beside it counts: "children and 9,700 women"."""
    return ANOTHER.split(what, maxsplit=1)[0]


def days_of(told: FigureTold) -> int:
    """Return over how many days new ones are counted; a day where the text does not say."""
    figure = told.figure
    near = [m for text in (figure.what or "", told.after[:90]) for m in LATELY.finditer(text)]
    near = near or list(LATELY.finditer(told.before[-90:]))[-1:]
    for match in near:
        count = match["n"]
        number = 1 if count is None else NUMBERS.get(count.lower()) or int(count)
        unit = match["unit"].lower()
        days = max(1, round(number / HOURS_A_DAY)) if unit == "hour" else number * (7 if unit == "week" else 1)
        return min(days, MOST_DAYS)
    return 1
