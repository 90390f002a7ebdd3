"""An eighth set of patterns: tickers, summaries in points, radio copy; measured before mending."""

from __future__ import annotations

TICKER: dict[str, tuple[str, ...]] = {
    "title": (
        "{place} crisis: live updates",
        "BREAKING: {place} toll at <=K>",
        "{off}: <=DK> killed in last 24 hours",
        "Your {place} briefing",
        "Toll jumps to <=K> in {place}",
    ),
    "total": (
        "Here's the latest: {off} says {on} <K {people}> are dead and <I> are wounded.",
        "UPDATE – death toll now <K>, {off} says {on}.",
        "Death toll: <K> {asof} (source: {off}).",
        "Killed: <K>; injured: <I>, according to {off} {asof}.",
        "We now have the day's numbers from {off} ({date}): <K> killed, <I> wounded.",
        "The body count has crept up to <K>, {off} said {on}.",
        "{off} has just updated its toll {on} – it's now <K>.",
        "<K> dead, <I> hurt: that is the count {off} gave {on}.",
        "In the latest tally, published {on}, {off} lists <K {people}> as killed since {since}.",
        "The number of lives lost stands at <K> {asof}, says {off}.",
    ),
    "daily": (
        "{off} says {on} that <DK> died {now}, and <DI> were hurt.",
        "<DK {people}> killed and <DI> injured {now}, {off} says {on}.",
        "{wday} was another bloody day: <DK {people}> were killed, {off} said.",
        "That's <DK> dead {now}, going by what {off} told us {on}.",
        "{off}, {on}: toll up by <DK> {now} to <K>.",
    ),
    "more": (
        "The toll is up by <DK> {now}.",
        "<DK> of them were killed {now}, it says.",
        "Included are <DK {people}> killed {now}.",
    ),
    "injured": (
        "The wounded: <I>, {off} says {on}.",
        "{off} lists <I {people}> as injured {asof}.",
        "Injuries have risen to <I>, {off} says {on}.",
    ),
    "parts": (
        "<KID> of those who died were children and <WOM> were women, {off} says {on}.",
        "{off} says {on} that <KID> of the victims are children.",
    ),
    "others": (
        "Also among the dead {asof}: <MED health workers> and <PRE journalists>, {off} says.",
        "{off} says {on} <PRE journalists> have been killed since {since}.",
    ),
    "revision": (
        "A correction from {off} {on}: the death toll is <=REV>, not <=WAS>.",
        "{off} has cut its death toll {on} from <=WAS> to <=REV>.",
        "{off} walks back its figure {on}: <=REV> dead rather than <=WAS>.",
        "Earlier {on} we reported <=WAS> dead; {off} has since revised that to <=REV>.",
        "Death toll revised: {off} {on} puts it at <=REV> instead of <=WAS>.",
    ),
    "rival": (
        "{riv} has a higher number {on}: <RK> dead.",
        "Not everyone agrees: {riv} says {on} that <RK {people}> have been killed.",
        "{riv} says its own toll stands at <RK> {asof}.",
    ),
    "relay": (
        "{rel} repeats the figure from {off} {on}: <K> killed.",
        "<K> killed {asof}, {rel} says, citing {off}.",
        "{rel} says {on} that {off} has confirmed <K deaths>.",
    ),
    "background": (
        "Yesterday's figure from {off} was… <OLD> dead.",
        "Some background: {off} says over <ROLD {people}> have been killed since {since}.",
    ),
    "identified": (
        "Names are known for <ID> of the <=K> dead, {off} says {on}.",
        "<ID> of the dead have been identified so far, {off} says {on}.",
    ),
    "elsewhere": (
        "And in {else}: <WB> killed since {since}, {off} says {on}.",
        "{off} says {on} that <WB {people}> have been killed in {else}.",
    ),
    "filler": (
        "That's all from us for now.",
        "Stay with us for more on this story.",
        "A press conference is due at 18:00.",
        "Here is what else you need to know this morning.",
    ),
}
TICKER["background"] = TICKER["background"][1:]
