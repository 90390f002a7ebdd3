"""A fifth set of patterns: agency copy, a local paper, features; measured before anything was mended on it."""

from __future__ import annotations

DESK: dict[str, tuple[str, ...]] = {
    "title": (
        "Toll from fighting in {place} nears <=K>",
        "<=DK> die in {place} as strikes go on: {off}",
        "{place} counts its dead: <=K> and rising",
        "At a clinic in {place}, the beds ran out first",
        "{off} says <=K> now dead",
        "Ministers to meet over {place}",
    ),
    "total": (
        "BEIRUT, {paper} (Reuters) - The number of {people} killed in {place} has climbed to <K>, {off} said {on}.",
        "<K {people}> have now died in {place}, the latest count from {off} suggested {on}.",
        "Figures compiled by {off} put the number of dead at <K> {asat}.",
        "{off} said {today} that <K {people}> had lost their lives since {since} and that <I> had been hurt.",
        "The dead now number <K>, {off} announced {on}; <I> more have been wounded.",
        "The campaign has now claimed <K> lives, {off} said {on}.",
        "In all, <K {people}> have been killed since {since}, {off} said {today}.",
        "{off}'s running count of the dead reached <K> {on}.",
        "With {place} in its latest week of strikes, <K {people}> have been killed, {off} said {on}, and <I> wounded.",
        "Death came for <K {people}> in {place} between {since} and {wday}, by the reckoning of {off}.",
        "{off}, whose figures the United Nations regards as reliable, said {on} that deaths had reached <K>.",
    ),
    "daily": (
        "{off} said {today} that <DK {people}> had been killed {to} and <DI> injured.",
        "<DK {people}> died in the space of a day, {off} said {on}, lifting the overall toll to <K>.",
        "Overnight strikes killed <DK {people}>, according to {off}, which {on} put the toll so far at <K>.",
        "A day of bombardment left <DK> dead and <DI> wounded, {off} said {on}.",
        "{off} said {on} the past 24 hours had seen <DK {people}> killed and <DI> injured.",
    ),
    "more": (
        "<DK> of the deaths came {now}, it said.",
        "Of these, <DK> died {now}.",
        "That was <DK> more than a day earlier.",
        "It added that <DK {people}> had died {now}.",
    ),
    "injured": (
        "Hospitals have treated <I {people}> for injuries since {since}, {off} said {on}.",
        "The tally of the injured has grown to <I>, {off} said {today}.",
        "Another <DI {people}> were hurt {now}, for a total of <I>, {off} said {on}.",
    ),
    "parts": (
        "{off} said {on} that the toll included <KID children> and <WOM women>.",
        "More than a statistic: <KID> of the dead were children, {off} said {on}, and <WOM> were women.",
        "{off} put the number of children killed at <KID> {on}.",
        "<K {people}> have died, {off} said {on}, among them <KID children>.",
    ),
    "others": (
        "At least one more name joined the list: <PRE journalists> have now been killed, {off} said {on}.",
        "{off} said {on} the dead included <MED doctors, nurses and paramedics>.",
        "<MED medics> have been killed since {since}, {off} said {on}, as well as <PRE journalists>.",
    ),
    "revision": (
        "{off} has lowered its toll for {wday} to <=REV> from <=WAS>, it said.",
        "{off} said {on} the true number was <=REV> and not <=WAS>, blaming a double count.",
        "{off} now puts the death toll at <=REV>, revised down from <=WAS> announced earlier {on}.",
        "The death toll has been corrected: {off} said {on} it stood at <=REV>, against <=WAS> previously announced.",
        "{off} said {on} it had been wrong to report <=WAS> deaths and that the right figure was <=REV>.",
        "{off} retracted {on} its earlier figure of <=WAS>, replacing it with <=REV>.",
    ),
    "rival": (
        "{riv}, which keeps a count of its own, said {on} it had recorded <RK deaths>.",
        "{riv} gave the toll as <RK> {asat}.",
        "That is at odds with the <RK> dead counted by {riv} {asat}.",
    ),
    "relay": (
        "{rel} said {on} that {off} had counted <K> dead.",
        "A spokesman for {rel} told a briefing {on} that <K {people}> had been killed, according to {off}.",
        "Quoting {off}, {rel} said {on} the dead numbered <K>.",
    ),
    "background": (
        "The war has cost <OLD> lives, {off} says.",
        "Nearly everyone in {place} knows somebody among the <OLD> dead that {off} has counted.",
        "The toll had stood at <OLD> {oday}, according to {off}.",
    ),
    "identified": (
        "{off} has put names to <ID> of the <=K> dead, it said {on}.",
        "Only <ID> of the <=K {people} killed> have been identified by name, {off} said {on}.",
    ),
    "elsewhere": (
        "In {else}, <WB {people}> have died in the same period, {off} said {on}.",
        "The toll in {else} stands at <WB>, {off} said {on}.",
    ),
    "filler": (
        "The smell of diesel hung over the yard.",
        "“We sleep in our shoes,” said a baker who gave his name as Sami.",
        "A convoy of nine lorries was turned back.",
        "The two sides have met four times since spring.",
        "School has not opened for months.",
    ),
}
