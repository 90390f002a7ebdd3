"""An eleventh set of patterns: copy of agencies and papers with long sentences; measured before mending."""

from __future__ import annotations

COPY: dict[str, tuple[str, ...]] = {
    "title": (
        "{place} toll hits <=K> as fighting rages",
        "Dozens killed as {place} toll rises to <=K>",
        "<=DK> people killed in {place} in 24 hours, says {off}",
        "Aid trickles in as {place} buries its dead",
        "War in {place}: what the numbers say",
    ),
    "total": (
        "At the latest count, <K {people}> had been killed and <I> injured in {place}, {off} said {on}.",
        "The war, which began with {since}, has so far left <K {people}> dead in {place}, {off} said {on}.",
        "Strikes have killed <K {people}> in {place} since {since}, most of them civilians, {off} said {on}.",
        "{on}, {off} said that <K {people}> had died so far, fighters and others alike.",
        "The latest update from {off}, released {on}, brings the overall number of deaths to <K>.",
        "{off}, in a statement {on}, gave a death toll of <K> and said <I {people}> had been wounded.",
        "The number of people killed in {place} since {since} has grown and stands at <K>, {off} said {on}.",
        "More bodies were dug from the rubble, and {off} {on} raised its count of the dead to <K>.",
        "As many families left, {off} said {on} that the death toll was <K>.",
        "The conflict's death toll climbed {on} to <K>, {off} said, as talks went on.",
        "Fatalities had reached <K> {asof}, {off} said, and the number of injured <I>.",
    ),
    "daily": (
        "Airstrikes killed <DK {people}> in the last day, {off} said {on}, and wounded <DI>.",
        "{off} counted <DK {people}> killed between {was} and {wday}, its daily report said.",
        "<DK {people}> were killed and <DI> wounded {now} across {place}, {off} said in its update {on}.",
        "{wday}'s strikes killed <DK {people}>, {off} said.",
        "{off} said {on} a further <DK {people}> had died {now}, <DI> had been injured and the toll was <K>.",
    ),
    "more": (
        "The toll went up by <DK> {now}.",
        "It said the dead of the past 24 hours numbered <DK>.",
        "That includes <DK {people}> killed {now}, it said.",
    ),
    "injured": (
        "It has left <I {people}> with injuries since {since}, {off} said {on}.",
        "{off} said {on} that <I> others had been injured since {since}.",
        "At least as heavy is the number of the injured: <I> {asof}, {off} said.",
    ),
    "parts": (
        "{off} said {on} that the dead included <KID children>.",
        "<KID> of the victims were children and <WOM> women, {off} said {on}.",
        "Children accounted for <KID> of those killed, {off} said {on}.",
        "{off}, which does not say who was a fighter, said {on} that <WOM women> and <KID minors> were among the dead.",
    ),
    "others": (
        "{off} said {on} that <MED health care workers> had been killed since {since}.",
        "<PRE journalists and media workers> are among the dead, {off} said {on}.",
    ),
    "revision": (
        "{off} said {on} it had miscounted and that <=REV {people}> had been killed, rather than <=WAS>.",
        "{off} {on} scaled back its death toll to <=REV> from <=WAS>.",
        "The toll, which {off} had put at <=WAS>, was lowered {on} to <=REV>.",
        "{off} backtracked {on}, putting the number of dead at <=REV> after announcing <=WAS>.",
        "Hours after putting the toll at <=WAS>, {off} said {on} that it was in fact <=REV>.",
    ),
    "rival": (
        "{riv} said {on} it had documented the deaths of <RK {people}>.",
        "{riv} put the number killed at <RK> {on}, more than {off} does.",
        "A tally kept by {riv} had <RK {people}> killed {asof}.",
    ),
    "relay": (
        "{rel} said {on}, citing figures from {off}, that <K {people}> had been killed.",
        "<K {people}> had been killed {asof}, {rel} reported, quoting {off}.",
        "{rel}, relying on numbers of {off}, said {on} that <K {people}> were dead.",
    ),
    "background": (
        "{oday}, {off} had given a toll of <OLD>.",
        "The war has killed more than <=ROLD {people}>, {off} says.",
    ),
    "identified": (
        "{off} said {on} that it had been able to identify <ID> of the <=K people killed>.",
        "<ID> of the <=K> dead have been identified, according to {off}, which gave the figures {on}.",
    ),
    "elsewhere": (
        "Violence has also surged in {else}, where <WB {people}> have been killed since {since}, {off} said {on}.",
        "In {else}, meanwhile, the number of dead rose to <WB>, {off} said {on}.",
    ),
    "filler": (
        "The military said it was looking into the report.",
        "Talks in a third country ended without a statement.",
        "Heavy rain has flooded the tents of the displaced.",
        "Neither account could be independently verified.",
        "A ship with 200 tons of flour docked at the weekend.",
    ),
}
