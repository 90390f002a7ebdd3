"""A third set of patterns, in the manner of agencies: written when the reading had been mended on the other two."""

from __future__ import annotations

WIRE: dict[str, tuple[str, ...]] = {
    "title": (
        "{off}: <=K> killed since {since}",
        "{place} death toll climbs to <=K>",
        "{place}: <=DK> dead in a day of fighting",
        "Talks falter as deaths mount in {place}",
        "Dozens more die in {place}, and no end in sight",
    ),
    "total": (
        "CAIRO (AFP) - {off} said {on} that <K {people}> have been killed in {place} since {since}.",
        "<K {people}> have been killed and <I> others injured in {place} since {since}, {off} told reporters {on}.",
        "An official at {off} told reporters {on} that the toll in {place} had reached <K>.",
        "So far, <K {people}> have been killed in {place}, {off} said {on}.",
        "The confirmed death toll rose to <K> from <OLD> {oday}, {off} said {on}.",
        "{asof}, {off} had counted <K> dead and <I> injured.",
        "{off} updated its death toll to <K> {on}.",
        "Fatalities stood at <K> and injuries at <I> {asof}, according to {off}.",
        "The cumulative death toll is now <K>, {off} said {on}, with <I> wounded.",
        "{off} said {on} the number of people confirmed dead had gone up to <K>.",
        "The war in {place} has killed <K {people}> since {since}, according to {off}, which gave the figure {on}.",
    ),
    "daily": (
        "In the last 24 hours alone, <DK {people}> were killed and <DI> wounded, {off} said {on}.",
        "{off} reported <DK new deaths> {on}, for a total of <K>.",
        "With <DK> more killed over the past day, the toll reached <K>, {off} announced {on}.",
        "<DK {people}> have died since the day before, {off} said {on}.",
        "Over the past day, <DK bodies> and <DI> wounded reached hospitals, according to {off}, in its count {on}.",
    ),
    "more": (
        "They include <DK {people}> who were killed {now}.",
        "The figure rose by <DK> {now}, it said.",
        "<DK> of them died {now}.",
    ),
    "injured": (
        "<I {people}> had been injured {asof}, it said.",
        "{off} said {on} that the wounded now number <I>.",
    ),
    "parts": (
        "<KID> of those killed were children, {off} said {on}.",
        "Among them were <KID children> and <WOM women>, {off} said {on}.",
        "{off} said {on} that <K {people}> had died, <KID> of them minors and <WOM> women.",
        "Children account for <KID> of the dead, {off} said {on}.",
    ),
    "others": (
        "The dead include <MED paramedics> and <PRE journalists>, {off} said {on}.",
        "<PRE media workers> have lost their lives in {place} since {since}, {off} said {on}.",
    ),
    "revision": (
        "{off} corrected its toll {on} to <=REV>, from <=OLD>.",
        "An earlier count of <=OLD> was wrong, {off} said {on}, putting the number of dead at <=REV>.",
        "The toll, earlier given as <=OLD>, was amended to <=REV> {on}, {off} said.",
        "{off} said {on} it was revising the death toll downwards, to <=REV>.",
    ),
    "rival": (
        "But {riv} put the figure higher, at <RK>, {on}.",
        "{riv} disputes that figure and said {on} that <RK {people}> had been killed.",
        "By the count of {riv}, <RK {people}> had been killed {asof}.",
    ),
    "relay": (
        "{rel} said {on}, on the basis of figures from {off}, that <K {people}> had been killed.",
        "{off} counts <K> dead {asof}, {rel} said in a report.",
        "<K {people}> have been killed, {rel} reported {on}, citing {off}.",
    ),
    "background": (
        "The conflict has left <OLD> dead, {off} says.",
        "More than <=ROLD {people}> have been killed since {since}, according to {off}.",
        "{off} put the toll at <OLD> {oday}.",
    ),
    "identified": ("Of the <=K> dead, {off} had identified <ID>, it said {on}.",),
    "elsewhere": ("Another <WB {people}> have been killed in {else} since {since}, {off} said {on}.",),
    "filler": (
        "Envoys are due back at the weekend.",
        "Fuel is short, and two bakeries closed on Monday.",
        "Neither side gave ground in public.",
    ),
}
