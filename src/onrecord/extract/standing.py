"""When a figure holds: the day the count stood so, the time it covers, and whether it is a running total."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from onrecord.extract.heading import heading
from onrecord.extract.stretches import Stretch, stretches
from onrecord.record import AsOf, Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.extract.figures import FigureDraft
    from onrecord.record import Timex
    from onrecord.text import Parse

# Words for a part of a day between "as of" and the day.
HOUR = (
    r"(?:(?:the )?(?:(?:very )?end|close|start|evening|morning|afternoon|night|nightfall|midnight|midday|noon|dusk|"
    r"dawn|daybreak|sunset|sunrise|mid-?\w+|first light|daylight|sundown|sunup|teatime|breakfast|lunchtime|noontime|"
    r"(?:mid|late|early)[- ](?:morning|afternoon|evening|night))(?: of| on)? (?:the )?|"
    r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|hours|GMT|o[’']clock)?(?: local time| GMT| UTC)? (?:on )?|"
    r"late |early |the )?"
)
# Words that date a count outright: "as of June 30"; "by Friday" does so of what has been.
AS_OF = re.compile(
    rf"\b(?:as of|as at|as on) {HOUR}(?:on )?$|\bat (?:the )?(?:noon|midday|midnight|dusk|dawn|nightfall|daybreak|"
    r"sunset|sunrise|close|end|\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|hours|GMT))(?: of| on) (?:the )?$",
    re.IGNORECASE,
)
BY_DAY = re.compile(rf"\bby {HOUR}(?:on )?(?:last )?$", re.IGNORECASE)
UP_TO_DAY = re.compile(rf"\b(?:up to|until|up until|through) (?:and including )?{HOUR}$", re.IGNORECASE)
# "Fatalities: 20 (health ministry, 3 May)", "its toll for Tuesday to 20".
IN_BRACKETS = re.compile(r" \((?:[^()\d]{1,60}, )?(?:as of |as at )?$", re.IGNORECASE)
FOR_DAY = re.compile(
    r"\b(?:toll|tally|count|total|figure|number)(?: of [\w ]{1,30})?(?: reported| given)? for $", re.IGNORECASE
)
TO_COME = re.compile(
    r"\b(?:will|would|could|may|might|must|should|expect\w*|plan\w*|aim\w*|hop\w+|need\w*|want\w*|to be)\b",
    re.IGNORECASE,
)
# A count that is told of the present, on a day that is named: "… are buried, the agency said Tuesday".
SAID_DAY = re.compile(
    r"\b(?:said|says|reported|announced|released|published|issued|told \w+)"
    r"(?: late| early)?(?: on)? (?:late |early )?$",
    re.IGNORECASE,
)
# A count on the move: where the sentence dates it, it stood so on that day.
STOOD = re.compile(
    r"\b(?:toll|tally|total|number|count|figure)\b[^.;]{0,160}\b(?:ris(?:e|en|es|ing)|rose|climb\w*|st(?:ands?|ood)|"
    r"reach\w*|increas\w+|jump\w*|grew|grown|passed|topp\w+|hit|revised|lowered|corrected|amended|"
    r"was (?:cut|put|raised))\b[^.;]{0,20}$",
    re.IGNORECASE,
)
# A count that somebody gives: "put the death toll at", "revised its toll down to".
PUT_AT = re.compile(
    r"\b(?:put|puts|revis\w+|lower\w*|cut|correct\w*|rais\w+|updat\w+|gave|set)\b[^.;]{0,40}"
    r"\b(?:toll|tally|total|number|count|figure)\b[^.;]{0,60}\b(?:at|to|as|of) [^.;]{0,20}$",
    re.IGNORECASE,
)
GAVE = re.compile(
    r" (?:put|puts|revised|lowered|cut|corrected|raised|updated|gave|set) [^.;,]{0,40}"
    r"\b(?:toll|tally|total|number|count)\b",
    re.IGNORECASE,
)
# Numbers that were given out on a day: "Figures released on Friday by the port show that".
RELEASED = re.compile(
    r"[^.;]{0,70}\b(?:released|published|issued|announced|gave out|gave|updated|"
    r"put out) (?:[\w’']+ ){0,5}?(?:figures|data|"
    r"numbers|statistics|tally|count|toll)(?: late| early)?(?: on)? $|"
    r"[^.;]{0,90}\b(?:figures|numbers|data|toll|count|tally|update) [^.;()]{0,60}\($|"
    r"[^.;,]{0,60}\b(?:figures|data|numbers|statistics|update|bulletin|statement|report|tally|count|toll|account|list)\b"
    r"[^.;,]{0,60}\b(?:released|published|issued|announced|gave|given|given out|put out)(?: by [^.;:,]{1,60}?)?"
    r"(?: late| early)?(?: on)? $",
    re.IGNORECASE,
)
# "In Tuesday's bulletin".
DAYS_OWN = re.compile(
    r"[’']s (?:[\w-]+ ){0,2}?(?:bulletin|update|report|statement|briefing|figures|count|toll|tally)\b"
)
BY_THEM = re.compile(
    r"[^.;,]{0,60}\b(?:figures|data|numbers|statistics|update|bulletin|statement|report|tally|count|toll|account|list)\b",
    re.IGNORECASE,
)
# "According to the port on Friday".
ACCORDING_ON = re.compile(r"\b(?:according to|says|said by) [^.;,]{2,70} (?:on )?$", re.IGNORECASE)
# "The agency repeated on Friday the port's figure of 20 dead", "spoke on Friday of 20 dead".
SPOKE_ON = re.compile(r"\b(?:repeated|cited|quoted|spoke|told of)(?: late| early)?(?: on)? $", re.IGNORECASE)
# "20 dead: that is the count that the port gave on Friday".
THEY_GAVE = re.compile(
    r"\b(?:count|toll|tally|figures?|numbers?|total|update) (?:that |which )?[^.;,:\d]{2,60} (?:gave|announced|"
    r"released|published|issued|reported|put out)(?: late| early)?(?: on)? $",
    re.IGNORECASE,
)
# "12 higher than in the count of Friday": a day behind it is that of the count before.
COMPARED = re.compile(
    r"^[^.;]{0,40}\b(?:more|higher|up|greater|fewer|lower|less|down|compared|against)"
    r" (?:(?:than|on|from|with|to) )?(?:(?:in|at|on) )?"
    r"(?:an?|the|its|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"[^.;]{0,70}$|\b(?:previous|last|earlier|preceding) (?:\w+ )?(?:count|update|bulletin|report|toll|figure|tally)\b"
    r"[^.;]{0,50}$",
    re.IGNORECASE,
)
# "Had 300 dead on its list at noon on Friday".
AT = re.compile(r"\bat (?:the )?$")
HELD = re.compile(r"\b(?:had|has|list\w*|st[ao]nds?|stood|counted|toll|tally|number\w*|total\w*)\b", re.IGNORECASE)
HOUR_OF = re.compile(r",?(?: local time| GMT| UTC)?,? (?:on |of )?(?:the )?")
PRICES = re.compile(
    r"\b(?:shares?|stocks?|index|yields?|crude|futures|ethanol|gold|rand|rupee|won|yuan)\b", re.IGNORECASE
)
CLOSED = re.compile(
    r"\b(?:clos\w+|end(?:ed|ing)?|f[ae]ll\w*|rose|ris\w+|gain\w*|drop\w*|trad\w+|settl\w+|down|up|plung\w+|surg\w+|"
    r"stand)\b",
    re.IGNORECASE,
)
POLLED = re.compile(r"\b(?:poll|survey|estimate|census)\b[^.;]{0,60}$", re.IGNORECASE)
# What a date opens: "since October 7", "since the war began on October 7".
FROM_THEN = re.compile(r"\b[Ss]ince [^.;,]*$")
SINCE_REACH = 70
THEN = re.compile(
    r" (?:dead |deaths |people |killed )?(?:(?:that |which )?(?:it|they) (?:had )?)?"
    r"(?:(?:reported |announced |given |stated |recorded |put out )?(?:on |as of |late )?)"
)
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?$")
FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What a total is called, what began with a day, and what tells that only the new ones are counted.
TOTAL = re.compile(
    r"\b(?:toll|tally|in total|(?:a|the) total of|overall|so far|to date|in all|altogether|cumulative|"
    r"(?:total )?number (?:of|killed|dead|injured|wounded)|stands? at|stood at)\b",
    re.IGNORECASE,
)
BEGUN = re.compile(
    r"\bsince (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=(?:early |late |mid-)?[A-Z0-9]|"
    r"(?:[\w’'-]+ ){1,6}?(?:began|started|broke|erupted|hit|struck|of|on|"
    r"in)\b|"
    r"(?:the|its) (?:[\w-]+ )?(?:start|beginning|outbreak|onset|launch|war|earthquake|quake|flood\w*|attack|"
    r"conflict|fighting)\b)"
)
LATELY = re.compile(
    r"\b(?:(?:in|over|during|within|for|of) (?:the )?(?:past|last|previous|preceding|prior|latest) "
    r"(?:(?:24|48|72|96|twenty-four|forty-eight|two|three|four|few) )?(?:hours?|days?|night|reporting period)|"
    r"(?:over|during|in|within) (?:the|this) (?:(?:24|48|72)-hour )?reporting period|overnight|"
    r"(?:the )?(?:past|last|previous|preceding|prior) (?:(?:24|48|72|twenty-four) )?(?:hours|day) (?:saw|had seen|have "
    r"seen|has seen|(?:had |have |has )?brought|added|claimed|killed|left|cost)|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day[’']s (?:\w+ )?(?:strikes?|"
    r"attacks?|raids?|bombardments?|shelling|fighting|violence|bombing)|in (?:the|a) (?:space|course) of (?:a|"
    r"one|24) (?:single )?(?:day|hours)|"
    r"\ban? (?:single |further |new )?(?:day|night) of [\w -]{3,40}\b(?:left|killed|claimed|wounded|injured)|"
    r"within (?:a|one) (?:single )?day|(?:in|over|during) (?:the|a) (?:24|48|72)-hour period|"
    r"in (?:a|one|a single|just one) day|in (?:24|48|72) hours|"
    r"since (?:(?:this time )?yesterday|the (?:day before|previous day|"
    r"last (?:update|report|count))|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"in the (?:24|48|72) hours|between one \w+ and the next|from one \w+ to the next|"
    r"since the (?:previous|last) (?:\w+ )?(?:count|bulletin|update|report|tally|briefing)|"
    r"(?:in|over|during) the (?:day|night|24 hours)(?= (?:to|up to|until|before|that))|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day alone)\b",
    re.IGNORECASE,
)
# Where what is told of one count ends within a sentence.
BREAK = re.compile(
    r"; |, (?:up|down) from |[,–—-] ?(?:\w+ )?(?!according)(?:\w+ing) (?:the |its |their |to )|,? while |,? whereas |"
    r", (?:and )?(?=(?:the|its|their|that|this) (?:[\w-]+ ){0,3}(?:toll|total|count|number|tally|figure)\b)|"
    r", with (?=\S+ )|,? and (?:that|since) |"
    r", (?:and|but) (?=(?:[\w,]+ ){1,6}(?:ha(?:s|ve|d)|were|was)\b)|, for (?=an? (?:\w+ )?total\b)"
)
# What heads the new ones: "New deaths in the past 24 hours: 20", "daily change".
NEW_HEAD = re.compile(
    r"^(?:today|yesterday|overnight) in\b|\bthe (?:day|night|last 24 hours|past 24 hours) in\b|"
    r"\b(?:new|daily|additional|latest) (?:deaths|casualties|fatalities|injuries|change|toll)\b",
    re.IGNORECASE,
)
NEW = re.compile(
    r"\b(?:another|additional|further|new|add(?:s|ed|ing)) (?:(?:at least|no fewer than|no less than|more than|some) )?"
    r"$|"
    r"\b(?:daily|24-hour|\w*day[’']s) (?:death )?(?:toll|count|tally|total|figure|dead|losses)\b[^.;]{0,70}$|"
    r"\banother (?:\w+ ){0,2}day(?:,|:| as| with| in which| of [\w ]{3,30})[^.;]{0,30}$",
    re.IGNORECASE,
)
NEW_INSIDE = re.compile(
    r"^(?:another|(?:an? )?(?:additional|further))\b|^(?:\S+ ){1,6}new\b|\bmore\b(?! than)", re.IGNORECASE
)
# "The toll rose by 24" tells of the new ones.
ROSE_BY = re.compile(
    r"\b(?:toll|figure|number|total|count|tally)\b[^.;]{0,60}\b(?:rose|risen|rises|increased|went up|gone up|grew|"
    r"grown|up|"
    r"climbed|jumped|swelled) by $",
    re.IGNORECASE,
)
# What stands right before a running total, whatever else its sentence tells: "the toll reached".
TOLL_AT = re.compile(
    r"\b(?:toll|tally|total|overall (?:number|figure|count)|number (?:of (?:people |those )?)?"
    r"(?:killed|dead|deaths|injured|wounded|missing))\b[^.;,]{0,70}"
    r"\b(?:reach\w*|rose|risen|ris\w+|st[ao]\w+|climb\w*|to|at|now|is|was|hit|pass\w+|topp\w+) $|"
    r"\b(?:for|to|making) an? (?:\w+ )?total of (?:[a-z]+ ){0,3}$",
    re.IGNORECASE,
)
# "The figure was up 12 on the day before".
UP = re.compile(
    r"\b(?:toll|figure|number|count|total|tally|it|that)[’']?s? (?:is |was )?(?:up|higher by) (?:[a-z]+ ){0,3}$"
)
UP_ON = re.compile(r" (?:on|from|since) (?:a|the|yesterday|mon|tues|wednes|thurs|fri|sat|sun)", re.IGNORECASE)
NEW_BEHIND = re.compile(
    r" (?:more|additional|further|(?:higher|up|greater) (?:than|on|from) (?:(?:in|at|on) )?(?:an?|the|its|yesterday))\b"
)
COUNTS = frozenset({"count", "killed", "injured", "missing", "hostages", "detained", "displaced", "votes", "money"})
SINCE = re.compile(r"\bsince (?:the |early |late |mid-)?$", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|through|up to|by) (?:the )?(?:end of )?$", re.IGNORECASE)
INSIDE = re.compile(
    r"\b(?:in|on|during|over|for|from|at|of|between|and|to|last|late|early|the) (?:the )?(?:first |early |late )?$",
    re.IGNORECASE,
)
# A time that a count covers stands in its own clause; of those in the silver records most within this many code points.
REACH = 110
LEAD = 32
NEAR = 70
# A day that opens its sentence dates what follows: "On Saturday, the toll rose to 10".
OPENING = 4
TOLLS = frozenset({"killed", "injured", "missing", "hostages", "detained", "displaced", "count"})
# Measures that no stretch of time is told of.
TIMELESS = frozenset({"age", "rank", "distance", "depth", "magnitude", "duration"})


def with_times(parse: Parse, found: Sequence[FigureDraft], dates: Sequence[Timex]) -> Iterator[FigureDraft]:
    """Yield the figures with the day they stood so, the time they cover, and whether they are running totals."""
    starts = [timex.start for timex in dates]
    taken = {
        timex.start for figure in found if figure.change == "former" for timex in _days_of(parse.text, figure, dates)
    }
    for figure in found:
        sentence = parse.sentences[parse.tokens[parse.token_at(figure.span.start)].sentence]
        span = parse.span(sentence.first, sentence.last - 1)
        inside = dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        inside = [timex for timex in inside if not (timex.start < figure.span.end and figure.span.start < timex.end)]
        if figure.change != "former":
            inside = [timex for timex in inside if timex.start not in taken]
        timed = replace(
            figure,
            as_of=_as_of(parse.text, figure, inside, span.start, present=_is_present(parse, figure)),
            period=_period(parse, figure, inside),
            cumulative=_cumulative(parse.text, figure, (span.start, span.end)),
        )
        if figure.measure not in TOLLS or figure.change == "former":
            yield timed
            continue
        timed = _headed(parse.text, timed, dates, starts)
        covered = stretches(parse.text, span.start, inside) if not figure.change else []
        yield _over(parse.text, timed, covered) if covered else timed


def _headed(text: str, figure: FigureDraft, dates: Sequence[Timex], starts: Sequence[int]) -> FigureDraft:
    """A count with what its heading says of its time: "the port, 3 May: 20 dead", "as of 3 May:" and a list."""
    place = heading(text, figure.span.start)
    if place is None:
        return figure
    inside = dates[bisect_left(starts, place[0]) : bisect_left(starts, place[1])]
    covered = stretches(text, place[0], inside)
    if covered:
        return _over(text, figure, covered[-1:])
    days = [t for t in inside if t.type in {"DATE", "TIME"} and FULL_DAY.match(t.value[:10])]
    days = [t for t in days if not _opens(text, place[0], t)]
    as_of = figure.as_of or (AsOf(days[-1].value[:10]) if days else None)
    if figure.cumulative is not None:
        return replace(figure, as_of=as_of)
    new = LATELY.search(text, *place) or NEW_HEAD.search(text, *place)
    total = BEGUN.search(text, *place) or TOTAL.search(text, *place)
    return replace(figure, as_of=as_of, cumulative=False if new else True if total else None)


def _over(text: str, figure: FigureDraft, covered: Sequence[Stretch]) -> FigureDraft:
    """A count with the stretch of time that it covers, if none of its own words say what it is."""
    near = min(covered, key=lambda s: max(s.start - figure.span.end, figure.span.start - s.end))
    if ";" in text[min(near.end, figure.span.end) : max(near.start, figure.span.start)]:
        return figure
    if TOLL_AT.search(text, max(0, figure.span.start - NEAR), figure.span.start) or near.is_long:
        return replace(figure, as_of=AsOf(near.to), cumulative=True)
    return replace(figure, as_of=AsOf(near.to), period=Period(near.from_, near.to), cumulative=False)


def _as_of(text: str, figure: FigureDraft, inside: list[Timex], begin: int, *, present: bool) -> AsOf | None:
    """The day a count stood so, where its sentence dates it."""
    before = text[begin : figure.span.start]
    dated = [timex for timex in inside if timex.type in {"DATE", "TIME"} and DAY.match(timex.value[:10])]
    dated = [timex for timex in dated if not _opens(text, begin, timex)]
    dated = [timex for timex in dated if not _is_compared(text, figure, timex)]
    dated = [one for one, other in zip_longest(dated, dated[1:]) if not _is_hour_of(text, one, other)]
    if figure.change == "former":
        return _then(text, figure, dated)
    for timex in dated:
        lead = text[max(begin, timex.start - LEAD) : timex.start]
        past = figure.measure in COUNTS and BY_DAY.search(lead) and not TO_COME.search(before)
        until = figure.measure in TOLLS and UP_TO_DAY.search(lead) and FULL_DAY.match(timex.value)
        own = figure.measure in TOLLS and (
            FOR_DAY.search(text, max(begin, timex.start - REACH), timex.start)
            or (figure.span.end < timex.start and IN_BRACKETS.fullmatch(text, figure.span.end, timex.start))
            or DAYS_OWN.match(text, timex.end)
            or ACCORDING_ON.search(text, max(begin, timex.start - REACH), timex.start)
            or SPOKE_ON.search(text, max(begin, timex.start - LEAD), timex.start)
            or (timex.type == "TIME" and AT.search(lead) and HELD.search(before))
            or (figure.span.end < timex.start and THEY_GAVE.search(text, figure.span.end, timex.start))
        )
        if (until or AS_OF.search(lead) or past or own) and _apart(figure, timex) <= REACH:
            return AsOf(timex.value[:10])
    released = next((t for t in dated if figure.measure in TOLLS and RELEASED.match(text[begin : t.start])), None)
    if released is not None and released.end < figure.span.start and ":" in text[released.end : figure.span.start]:
        return AsOf(released.value[:10])
    if released is not None and released.end < figure.span.start and BY_THEM.match(text[begin : released.start]):
        return AsOf(released.value[:10])
    opening = [t for t in dated if t.start > figure.span.start or t.start - begin <= OPENING or _then_gave(text, t)]
    near = min(opening, key=lambda t: (t.start < figure.span.start, _apart(figure, t)), default=None)
    if near is None or _apart(figure, near) > REACH or not FULL_DAY.match(near.value):
        return None
    prices = figure.measure in {"money", "percent"} and PRICES.search(before) and CLOSED.search(before)
    stood = figure.measure in COUNTS and (STOOD.search(before) or PUT_AT.search(before))
    now = present and figure.measure in TOLLS and SAID_DAY.search(text, max(begin, near.start - LEAD), near.start)
    return AsOf(near.value[:10]) if stood or prices or now else None


def _is_compared(text: str, figure: FigureDraft, timex: Timex) -> bool:
    """Whether a day behind a figure is that of the count before: "12 higher than in the count of Friday"."""
    return timex.start > figure.span.end and COMPARED.search(text[figure.span.end : timex.start]) is not None


def _is_hour_of(text: str, one: Timex, other: Timex | None) -> bool:
    """Whether a time is told of the day that follows: "6 p.m. local time on Monday"."""
    return one.type == "TIME" and other is not None and HOUR_OF.fullmatch(text, one.end, other.start) is not None


def _then_gave(text: str, timex: Timex) -> bool:
    """Whether a day stands between a source and what it does: "the port, which on Saturday put the toll at 20"."""
    return GAVE.match(text, timex.end) is not None


def _opens(text: str, begin: int, timex: Timex) -> bool:
    """Whether a date is what a count began with: "since October 7", but not "since October 7 and as of Monday"."""
    since = FROM_THEN.search(text, max(begin, timex.start - SINCE_REACH), timex.start)
    return since is not None and AS_OF.search(since.group()) is None and BY_DAY.search(since.group()) is None


def _then(text: str, figure: FigureDraft, dated: Sequence[Timex]) -> AsOf | None:
    """The day of a count that has been replaced: "up from 32 on Tuesday"."""
    near = _days_of(text, figure, dated)
    return AsOf(near[0].value[:10]) if near and figure.measure in TOLLS else None


def _days_of(text: str, figure: FigureDraft, dates: Sequence[Timex]) -> list[Timex]:
    """The day right behind a count that has been replaced, which is no other count's."""
    first = bisect_left(dates, figure.span.end, key=lambda t: t.start)
    near = dates[first : first + 1]
    return [t for t in near if THEN.fullmatch(text[figure.span.end : t.start]) and FULL_DAY.fullmatch(t.value[:10])]


def _is_present(parse: Parse, figure: FigureDraft) -> bool:
    """Whether the verb that a figure hangs on tells of the present: "are buried", "remain"."""
    at = _verb(parse, parse.token_at(max(figure.span.start, figure.span.end - 1)))
    verbs = [parse.tokens[at], *parse.kids(at, "aux", "auxpass")]
    return any(verb.tag in {"VBP", "VBZ"} for verb in verbs)


def _apart(figure: FigureDraft, timex: Timex) -> int:
    return max(timex.start - figure.span.end, figure.span.start - timex.end)


def _period(parse: Parse, figure: FigureDraft, inside: list[Timex]) -> Period | None:
    """The time a figure covers: the nearest date of its clause, with "since" and "until" as open ends."""
    near = [t for t in inside if t.type == "DATE" and DAY.match(t.value) and _apart(figure, t) <= REACH]
    near = [t for t in near if _same_clause(parse, figure, t)]
    if not near or figure.measure in TIMELESS:
        return None
    first = min(near, key=lambda t: (_apart(figure, t), t.start))
    lead = parse.text[max(0, first.start - LEAD) : first.start]
    if SINCE.search(lead):
        return Period(first.value, None)
    if UNTIL.search(lead):
        return Period(None, first.value)
    if not (INSIDE.search(lead) or FULL_DAY.match(first.value)):
        return None
    second = next((t for t in near if t.start > first.end and parse.text[first.end : t.start] in RANGE), None)
    return Period(first.value, second.value if second is not None else first.value)


RANGE = frozenset({" and ", " to ", " until ", "-", "–", " – ", " through "})


def _same_clause(parse: Parse, figure: FigureDraft, timex: Timex) -> bool:
    """Whether a date hangs on the verb or the noun that the figure hangs on."""
    own = _verb(parse, parse.token_at(max(figure.span.start, figure.span.end - 1)))
    return own == _verb(parse, parse.token_at(timex.end - 1))


def _verb(parse: Parse, at: int) -> int:
    """The verb that a token hangs on, or the root where there is none."""
    for _ in range(12):
        token = parse.tokens[at]
        if token.pos in {"VERB", "AUX"} or token.head == at:
            return at
        at = token.head
    return at


def _cumulative(text: str, figure: FigureDraft, sentence: tuple[int, int]) -> bool | None:
    """True of a running total, False of new ones only, None where the text says neither."""
    if figure.measure not in COUNTS:
        return None
    first, last = _part_of_sentence(text, figure, sentence)
    if _is_new(text, figure, sentence[0]):
        return BEGUN.search(text, first, last) is not None  # "another 12 … since October 7": there are others beside
    if TOLL_AT.search(text, max(first, figure.span.start - NEAR), figure.span.start) and not LATELY.match(
        text, figure.span.end + 1, last
    ):
        return True
    new = _nearest(LATELY, text, figure, (first, last))
    begun = _nearest(BEGUN, text, figure, (first, last))
    if new is not None or begun is not None:
        return new is None or (begun is not None and begun < new)
    around = (max(first, figure.span.start - NEAR), min(last, figure.span.end + NEAR))
    return True if TOTAL.search(text, *around) else None


def _is_new(text: str, figure: FigureDraft, begin: int) -> bool:
    """Whether a figure is told as one that comes on top: "another 12", "12 more", "rose by 12"."""
    start = figure.span.start
    leads = NEW.search(text, max(begin, start - NEAR), start) or ROSE_BY.search(text, max(begin, start - REACH), start)
    behind = NEW_INSIDE.search(figure.span.of(text)) or NEW_BEHIND.match(text, figure.span.end)
    return bool(
        leads or behind or (UP.search(text, max(begin, start - NEAR), start) and UP_ON.match(text, figure.span.end))
    )


def _part_of_sentence(text: str, figure: FigureDraft, sentence: tuple[int, int]) -> tuple[int, int]:
    """The part of its sentence that tells of a figure, cut where another thing is told."""
    before = [m.end() for m in BREAK.finditer(text, sentence[0], figure.span.start)]
    after = BREAK.search(text, figure.span.end, sentence[1])
    return (before[-1] if before else sentence[0]), (after.start() if after else sentence[1])


def _nearest(pattern: re.Pattern[str], text: str, figure: FigureDraft, part: tuple[int, int]) -> int | None:
    """How far from a figure a pattern stands; what stands behind goes before what stands in front."""
    gaps = [max(m.start() - figure.span.end, figure.span.start - m.end(), 0) for m in pattern.finditer(text, *part)]
    return min(gaps, default=None)
