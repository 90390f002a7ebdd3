"""A ninth set of patterns: local papers and features, spokespeople by name; measured before mending."""

from __future__ import annotations

LOCAL: dict[str, tuple[str, ...]] = {
    "title": (
        "In {place}, the counting goes on",
        "<=K> killed in {place}, {off} says",
        "“We have stopped counting”: a week in {place}",
        "{place} death toll climbs above last week's",
        "Another <=DK> dead in {place}",
    ),
    "total": (
        "{spk}, a spokesman for {off}, said {on} that <K {people}> had been killed in {place} since {since}.",
        "By {off}'s count, <K {people}> had died {asof}.",
        "In {wday}'s bulletin, {off} gave the number of dead as <K> and that of the wounded as <I>.",
        "{off}'s latest tally, issued {ondate}, lists <K> dead.",
        "More than a year of grief is in the figure {off} published {on}: <K> dead.",
        "A deadly week: the toll is now <K>, {off} said {on}, and <I {people}> have been maimed or hurt.",
        "To date, <K {people}> have been killed and <I> injured, {spk} of {off} told reporters {on}.",
        "The death count climbed further to reach <K>, a spokesperson for {off} confirmed {on}.",
        "The ranks of the dead grew to <K>, {off} reported {ondate}.",
        "Asked {on} about the latest toll, {spk}, who speaks for {off}, said it was <K>.",
    ),
    "daily": (
        "{spk}, a spokeswoman for {off}, said {on} that <DK {people}> had been killed and <DI> wounded {now}.",
        "Hospital morgues took in <DK bodies> {now}, {off} said {on}.",
        "The 24-hour toll was <DK> dead and <DI> wounded, {off} said {on}.",
        "At least one more funeral procession crossed the square; {off} said {on} that <DK {people}> had died {now}.",
        "{wday}'s count was <DK> killed, {off} said, which makes <K> in all.",
    ),
    "more": (
        "Of that number, <DK> died {now}.",
        "In the day before the count closed, <DK {people}> were killed, it said.",
        "The increase over the past day was <DK>.",
    ),
    "injured": (
        "A further <I {people}> have been wounded since {since}, {off} said {on}.",
        "The injured now total <I>, {off} said {on}.",
        "{spk}, a spokesman for {off}, said {on} that <I {people}> had been hurt since {since}.",
    ),
    "parts": (
        "The youngest are not spared: <KID children> have died, {off} said {on}.",
        "Of those killed, <KID> were under 18 and <WOM> were women, according to {off} {on}.",
        "Women and children are hit hard: {off} said {on} that <WOM women> and <KID children> had been killed.",
        "The number of children killed has reached <KID>, {off} said {on}.",
    ),
    "others": (
        "The number of journalists killed rose to <PRE>, {off} said {on}.",
        "Also killed were <MED medics>, {off} said {on}.",
    ),
    "revision": (
        "{spk}, a spokesman for {off}, said {on} that the toll of <=WAS> given earlier was wrong; it stood at <=REV>.",
        "{off} issued a corrected toll {on}: <=REV> dead, where it had said <=WAS>.",
        "A recount brought the toll down to <=REV> from <=WAS>, {off} said {on}.",
        "{off} has struck names off its list {on}, and the death toll fell to <=REV> from <=WAS>.",
        "{off} conceded {on} that its figure of <=WAS> deaths had been too high, and lowered it to <=REV>.",
    ),
    "rival": (
        "Volunteers with {riv} counted <RK> dead {asof}.",
        "{riv}, for its part, spoke {on} of <RK> dead.",
        "The count kept by {riv} stood at <RK> {asof}.",
    ),
    "relay": (
        "{rel} quoted {off} as saying {on} that <K {people}> had died.",
        "According to {rel}, {off} had registered <K deaths> {asof}.",
        "A report by {rel} {on} put the toll at <K>, citing {off}.",
    ),
    "background": (
        "The fighting had killed <OLD {people}> {oday}, by the count of {off}.",
        "Well over <=ROLD {people}> have died, {off} says.",
    ),
    "identified": (
        "{off} has established the identity of <ID> of the <=K> dead, it said {on}.",
        "So far <ID> of the <=K {people} killed> have been named, {off} said {on}.",
    ),
    "elsewhere": (
        "Across {else}, <WB {people}> have been killed since {since}, {off} said {on}.",
        "The violence in {else} has left <WB> dead, {off} said {on}.",
    ),
    "filler": (
        "The bakery on the corner opens at five.",
        "Samira, 34, keeps the keys of three flats that no longer stand.",
        "The bus to the coast runs twice a day, when it runs.",
        "“It is the silence afterwards,” said a teacher.",
        "His brother drove 40 kilometres to find flour.",
    ),
}
