"""A fourth set of patterns: live pages, situation reports, broadcasters; written before the misses were looked at."""

from __future__ import annotations

LIVE: dict[str, tuple[str, ...]] = {
    "title": (
        "{place} live: death toll now <=K>",
        "{place}: situation report",
        "As it happened: <=DK> killed in {place} over one day",
        "What {off} is telling us {on}",
        "{place} death toll hits <=K>, says {off}",
        "Bulletin: the crisis in {place}",
    ),
    "total": (
        "{off} published its latest figures {on}: <K {people}> killed and <I> injured since {since}.",
        "As reported by {off}, {asof}, <K {people}> had been killed in {place}.",
        "{asof}, {off} has reported <K fatalities> and <I injuries> in {place}.",
        "{off} tells us {on} that <K {people}> are now known to have died in {place}.",
        "We're hearing from {off} that the number of people killed in {place} has now reached <K>, {asof}.",
        "Since {since}, according to a bulletin by {off} {on}, <K {people}> have been killed and <I> injured.",
        "The number of dead in {place} has passed <OLD> and now stands at <K>, {off} confirmed {on}.",
        "<K {people}> are now confirmed dead in {place}, {off} says in a bulletin {on}.",
        "{off} said {on} its count of those killed in {place} was up to <K>.",
        "Cumulatively, <K deaths> were recorded by {off} {asof}.",
    ),
    "daily": (
        "{off} said {on} that <DK {people}> had been killed {now}. That takes the total to <K>.",
        "Over the reporting period of 24 hours that ended {on}, {off} recorded <DK fatalities> and <DI injuries>.",
        "Another <DK {people}> were killed {now}, {off} said {on}, and the overall number is now <K>.",
        "The deaths of <DK {people}> were reported {now}, according to an update by {off} {on}.",
        "{on}, {off}: <DK> killed, <DI> wounded {now}.",
    ),
    "more": (
        "Of this total, <DK deaths> were reported {now}.",
        "That's an increase of <DK> {now}.",
        "<DK> of these were recorded {now}, according to {off}.",
    ),
    "injured": (
        "{off} also said {on} that <I {people}> have been injured since {since}.",
        "The total number of injuries had reached <I> {asof}, according to {off}.",
        "Those wounded number <I>, {off} said {on}.",
    ),
    "parts": (
        "According to {off}, speaking {on}, the fatalities include <KID children> and <WOM women>.",
        "Of the <=K fatalities> recorded by {off} {asof}, <KID> are children and <WOM> are women.",
        "{off} said {on} that <KID> children are among the dead.",
        "<KID children> have been killed {asof}, {off} reports.",
    ),
    "others": (
        "<MED health personnel> and <PRE journalists> have been killed since {since}, a list by {off} showed {on}.",
        "{off} reports that <MED health workers> had been killed {asof}.",
    ),
    "revision": (
        "{off} has issued a correction {on}: <=REV {people}> have died, not <=OLD>.",
        "Correction: {off} said {on} that <=REV {people}> have been killed, down from the <=OLD> it reported {oday}.",
        "{off} has adjusted the cumulative number of fatalities from <=OLD> to <=REV> {asof}, following a review.",
        "Earlier {off} told reporters <=OLD {people}> had died; it lowered that to <=REV> {on}.",
    ),
    "rival": (
        "{riv} has its own tally, which stood at <RK> {asof}.",
        "For its part, {riv} reported {on} that the number of people killed had reached <RK>.",
        "Different numbers are coming from {riv}: it said {on} that <RK {people}> had died.",
    ),
    "relay": (
        "{rel} reports, based on data provided by {off}, that <K {people}> had been killed {asof}.",
        "According to {off}, as cited by {rel}, <K fatalities> had been recorded {asof}.",
        "In its latest flash update, {rel} said that {off} had documented <K deaths> {asof}.",
    ),
    "background": (
        "{off} says more than <=ROLD {people}> have died since {since}.",
        "By the previous update, {off} had counted <OLD> dead.",
        "A reminder: {off} gave the toll as <OLD> {oday}.",
    ),
    "identified": ("{asof}, {off} had fully identified <ID> of the <=K fatalities>.",),
    "elsewhere": ("In {else}, {off} has recorded <WB fatalities> since {since}.",),
    "filler": (
        "We'll bring you more on this as we get it.",
        "Access constraints continue to hamper the delivery of relief items.",
        "Our correspondent says the roads out of town were quiet this morning.",
        "Partners report shortages of clean water at several sites.",
    ),
}
