"""Every rule of the tagger: which kinds of pieces in a row make an expression, and what gives its value."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.text.dates import clocks, days, loose, sets, spells, years
from onrecord.text.dates.anchor import Anchor, Found
from onrecord.text.dates.shapes import Match, pattern

Value = Callable[[Match, Anchor], Found]

_MORE_DAYS = "(AND|OR|TO|HYPHEN|COMMA))(DAY|NTH)(COMMA? YEAR)?(?!UNIT|AMPM|PERCENT|HYPHEN)"
_CLOCK, _ITS_YEAR = "(OCLOCK (ON|COMMA)?)?", "(COMMA? YEAR|COMMA? SPOKEN)? (COMMA? PART)?"
_BY_YEAR = "(THE|THIS|LAST|NEXT)? (YEAR (TICK OTHER)?|(LAST|NEXT) YEARW TICK OTHER)? (YEARW HYPHEN? (AGO|SHIFT))?"
_HALF_OF = "(OF YEAR|OF (THE|THIS|LAST|NEXT) YEARW)?"

DAYS: tuple[tuple[str, Value], ...] = (
    ("YEAR HYPHEN (DAY|NUMBER) HYPHEN DAY", days.iso_day),
    ("SLASHED|DOTTED", days.slashed_day),
    (
        f"{_CLOCK} ((WEEKDAY|SHORTDAY) DOT? PART? COMMA?)? (EARLY HYPHEN?|THE END OF)? LAST? ONEDAY {_ITS_YEAR}",
        days.calendar_day,
    ),
    (f"(?<=(MONTH|MAYBE) DAY {_MORE_DAYS}", days.another_day),
    (f"(?<=SHORTMONTH DOT DAY {_MORE_DAYS}", days.another_day),
    ("(DAY|NTH)(?=(AND|OR|TO|HYPHEN) (DAY|NTH) (MONTH|MAYBE))", days.first_day),
    ("PARTLY? (LEAD|EVERY)? PARTLY? MONTHNAME (COMMA? OF? YEAR|SPOKEN)?", days.month_alone),
    ("MONTHNAME OF? (LAST|THIS|NEXT|THAT) YEARW", days.month_alone),
    (f"{_CLOCK} (EARLY|SHIFT)? THIS? (LEAD|EVERY|THAT)? WEEKDAY (HYPHEN? PART)?", days.weekday),
    ("EVERY? WEEKDAYS PART?", days.weekdays),
    ("WEEKDAY COMMA? THE NTH", days.weekday_and_day),
    ("(OCLOCK COMMA?)? (EARLY|SHIFT)? NEAR PART?", days.near_day),
    ("THE NTH", days.nth_day),
)
CLOCKS: tuple[tuple[str, Value], ...] = (
    ("(EARLY|SHIFT)? (THIS|LAST|THAT|THE (NEXT|LAST|THAT)?|EVERY) (EARLY HYPHEN?)? PART", clocks.part_of_day),
    ("OCLOCK", clocks.clock_time),
    ("NIGHTLONG", clocks.overnight),
)
YEARS: tuple[tuple[str, Value], ...] = (
    ("TICK (DAY|NUMBER)", years.short_year),
    ("PARTLY? (THE? FISCAL YEARW?)? YEAR(?!HYPHEN (DAY|NUMBER) HYPHEN)", years.year_alone),
    ("SPOKEN", years.spoken_year),
    ("THE YEARW (WORD HUNDRED|WORD) (AND? WORD){0,2}", years.spoken_year),
    ("(THE? (LAST|END|HALF) OF)? (THE? EARLY HYPHEN?)? (THE|TICK|THE TICK)? DECADE", years.decade),
    ("THE EARLY? HYPHEN? (WORD HYPHEN?)? NINETIES", years.decade),
    ("(THE|EVERY)? EARLY? (LEAD|EVERY)? SEASON (OF? YEAR)?", years.season),
    ("THE? (WORD? HYPHEN?) (NTH|ORDINAL) HYPHEN? AGES", years.century),
)
LENGTHS: tuple[tuple[str, Value], ...] = (
    ("A UNIT", spells.a_unit),
    ("NEARLY? COUNT (HYPHEN|MORE|TRADING|ONLY)? UNIT (AND A HALF)? (HYPHEN? LONG|HYPHEN? OLD)?", spells.duration),
    (
        "NEARLY? THE? ONLY? (LAST|NEXT|THIS (LAST|NEXT)|ORDINAL|THE) COUNT TRADING? HYPHEN? UNIT (OR WORD)?",
        spells.duration,
    ),
    ("A HALF HYPHEN? UNIT|A UNIT AND A HALF|A? HALF HYPHEN? CLOCKUNIT", spells.duration),
    ("UNIT HYPHEN LONG|LENGTHY", spells.long),
    ("A? QUARTER HYPHEN? (OF? A)? AGES", spells.quarter_century),
    ("LONGUNIT|CLOCKUNIT|THE (DAYW|WEEK|MONTHW|YEARW) AHEAD", spells.bare_duration),
    ("LONGUNIT (AGO|SHIFT)", spells.long_ago),
    ("THE? (LAST|NEXT) (LONGUNIT|QUARTER)", spells.coming_units),
    ("THE ONLY? (YEARW|WEEK|MONTHW)", spells.the_unit),
    ("THE (DAYW|WEEK|MONTHW|YEARW) SHIFT|THE DAYW SHIFT NEAR", spells.beside_named),
    ("NEARLY? COUNT TRADING? UNIT (OR (MORE|WORD|SO))? (AGO|SHIFT|HENCE|COMES (NOW|NEAR))", spells.ago),
    (
        "PARTLY? (THE? (LAST|NEXT)|THIS|THE? NOWISH|THAT|THE THAT) FISCAL? (LONGUNIT|WEEKEND)",
        spells.relative_unit,
    ),
    ("THE? WEEKEND", spells.weekend),
)
QUARTERS: tuple[tuple[str, Value], ...] = (
    ("THE QUARTER (A YEARW AGO|A YEARW SHIFT)", spells.named_unit),
    ("THE? NOWISH (QUARTER|PERIOD)|THE (QUARTER|YEAR QUARTER|YEAR PERIOD)|THAT QUARTER", spells.named_unit),
    ("(THE|A)? YEARW HYPHEN? (AGO|SHIFT) HYPHEN? (QUARTER|PERIOD)?", spells.named_unit),
    ("SHIFT IN THE LONGUNIT|THE END OF THE LONGUNIT|THE FISCAL YEARW", spells.named_unit),
    (
        f"{_BY_YEAR} FISCAL? HYPHEN? NTHQUARTER (OF? (YEAR|(THIS|LAST|NEXT) YEARW))?",
        spells.quarter,
    ),
    (f"THE? YEAR? (ORDINAL|LAST) HYPHEN? HALF {_HALF_OF}", spells.quarter),
    ("(THE? END OF (THE|THIS|LAST|NEXT)|LAST|THIS)? (YEARW|MONTHW|WEEK) (HYPHEN|TICK OTHER)? END", spells.year_end),
    ("THE? END OF (THIS|LAST|NEXT) (YEARW|MONTHW|WEEK)", spells.year_end),
)
SETS: tuple[tuple[str, Value], ...] = (
    ("EVERY (COUNT|ORDINAL|THAT)? (UNIT|PART|WEEKEND)", sets.every),
    ("TIMES (A|PER|EVERY) UNIT|PER UNIT", sets.times_a),
    ("ANNUAL", sets.annual),
)
LOOSE: tuple[tuple[str, Value], ...] = (
    ("NOW|RECENT|SOON|THE OTHER? FUTURE", loose.reference),
    ("AT THE? MOMENT", loose.moment),
    ("THIS DAYW", loose.these_days),
    ("RECENT (LONGUNIT|QUARTER)", loose.recent),
    ("THE LAST(?!UNIT|COUNT|HYPHEN|OTHER)", loose.the_past),
    ("LEAD? FEAST (DAYW|EVE|WEEKDAY)? (COMMA? YEAR)?", loose.holiday),
    ("LEAD? FEASTY (TICK OTHER)? (DAYW|EVE|WEEKDAY) (COMMA? YEAR)?", loose.holiday),
    ("LEAD? FEASTY YEARW TICK OTHER (DAYW|EVE) (COMMA? YEAR)?", loose.holiday),
)
# In the order in which they are preferred where two find the same words.
RULES: tuple[tuple[re.Pattern[str], Value], ...] = tuple(
    (pattern(written), value) for written, value in (*DAYS, *CLOCKS, *YEARS, *LENGTHS, *QUARTERS, *SETS, *LOOSE)
)
