"""A twelfth set of patterns: newsletters, explainers, statements read out; measured before mending."""

from __future__ import annotations

BRIEFING: dict[str, tuple[str, ...]] = {
    "title": (
        "Today in {place}: <=DK> killed",
        "{place} in numbers: <=K> dead",
        "Explainer: how {off} counts the dead",
        "The week in {place}",
        "{off} raises toll to <=K>",
    ),
    "total": (
        "The number to know: <K>. That is how many {people} have been killed since {since}, {off} said {on}.",
        "{off} now counts <K> dead and <I> wounded, it announced {on}.",
        "By {wday}, <K {people}> had been killed, if the figures of {off} are right.",
        "{off} reports that, up to and including {wday}, <K {people}> have been killed.",
        "Where things stand: {off} said {on} that <K {people}> are dead, <I> are injured and many are missing.",
        "{off} keeps the official count, which stood at <K> {asof}.",
        "How many have died? <K>, says {off} {on}.",
        "{off} told a press conference {on}: “<K {people}> have been killed since {since}.”",
        "“The number of martyrs has risen to <K>,” {off} said {on}.",
        "Deaths since {since}: <K>, according to {off} {on}.",
    ),
    "daily": (
        "“Over the past 24 hours, <DK {people}> were killed and <DI> injured,” {off} said {on}.",
        "On the day itself, {wday}, <DK {people}> were killed, {off} said.",
        "The past day added <DK> to the toll, which is now <K>, {off} said {on}.",
        "{off} said {on} the last 24 hours had brought <DK deaths> and <DI injuries>.",
        "Since {was} evening, <DK {people}> have been killed, {off} said {on}.",
    ),
    "more": (
        "<DK> were added {now}.",
        "“Among them are <DK> killed {now},” it said.",
        "That is <DK> up on the day before.",
    ),
    "injured": (
        "The injury count stands at <I>, {off} said {on}.",
        "“<I {people}> have been injured since {since},” {off} said {on}.",
        "{off} puts the injured at <I> {asof}.",
    ),
    "parts": (
        "Who are they? <KID> are children and <WOM> are women, {off} said {on}.",
        "“<KID> of the martyrs are children,” {off} said {on}.",
        "{off} said {on} that <KID> of the <=K> dead were children, <WOM> women.",
    ),
    "others": (
        "Medical staff have paid a high price: <MED> have been killed, {off} said {on}.",
        "“We have lost <MED medics>,” {off} said {on}.",
        "The number of journalists killed stands at <PRE>, {off} said {on}.",
    ),
    "revision": (
        "Number corrected: {off} said {on} that <=REV {people}> had been killed, having said <=WAS> before.",
        "{off} had first said <=WAS {people}> were killed; {on} it changed that to <=REV>.",
        "{off} cut <=WAS> to <=REV> in its count of the dead {on}.",
        "The count of the dead was adjusted {on} by {off}: it is <=REV>, down from <=WAS>.",
        "“We regret the error: <=REV {people}> were killed, not <=WAS>,” {off} said {on}.",
    ),
    "rival": (
        "{riv} counts differently: <RK> dead {asof}.",
        "“Our count is <RK> killed,” {riv} said {on}.",
        "Others count more: {riv} said {on} that <RK {people}> were dead.",
    ),
    "relay": (
        "{rel} uses the count of {off} and said {on} that <K {people}> had been killed.",
        "“<K {people}> have been killed, according to {off},” {rel} said {on}.",
        "{rel} said {on} that <K {people}> had been killed, a figure it took from {off}.",
    ),
    "background": (
        "A day before, the count of {off} was <OLD>.",
        "{off} has counted well over <=ROLD> dead since {since}.",
    ),
    "identified": (
        "{off} knows the names of <ID> of the <=K> dead, it said {on}.",
        "Of the <=K {people}> killed, <ID> have been fully identified, {off} said {on}.",
    ),
    "elsewhere": (
        "And {else}? There <WB {people}> have been killed, {off} said {on}.",
        "In {else}, it is <WB> killed since {since}, {off} said {on}.",
    ),
    "filler": (
        "We will be back tomorrow.",
        "Why it matters: winter is coming, and fuel is short.",
        "What comes next is anybody's guess.",
        "More on page 12.",
    ),
}
