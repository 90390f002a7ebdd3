"""A foreign bureau's copy, formal and old-fashioned, much of it reported speech; the reader was not looked at."""

from __future__ import annotations

BUREAU: dict[str, tuple[str, ...]] = {
    "title": (
        "Toll in {place} put at <=K>",
        "Fresh casualties in {place} as mediation falters",
        "<=DK> feared no more, {place} authorities say",
        "{place} authorities release new casualty list",
        "Casualty list from {place} lengthens",
    ),
    "total": (
        "In all, <K {people}> have perished in {place} since {since}, {off} informed reporters {on}.",
        "{off} {on} fixed the number of fatalities in {place} at <K>.",
        "Fatalities in {place} had mounted to <K> {close}, it was stated by {off}.",
        "It was learnt from {off} {on} that <K {people}> had succumbed since {since} and that <I> bore injuries.",
        "The casualty list released by {off} {on} runs to <K> dead and <I> injured.",
        "{off} let it be known {late} that the loss of life in {place} had come to <K>.",
        "{spk}, addressing the press on behalf of {off} {on}, put the dead at <K> and the injured at <I>.",
        "With the latest deaths, the toll compiled by {off} since {since} rose {on} to <K>, from <OLD> {oday}.",
        "{place} has buried <K> of its own since {since}, according to a return made by {off} {on}.",
        "Official returns from {off} showed <K {people}> dead {asof}.",
    ),
    "daily": (
        "<DK {people}> perished and <DI> sustained injuries {now}, {off} informed reporters {on}.",
        "{off} disclosed {on} that <DK deaths> had been notified to it {now}, for an aggregate of <K>.",
        "The day's losses, {off} said {on}, were <DK> dead and <DI> injured.",
        "A further <DK {people}> succumbed {now}, {off} stated {on}; the aggregate is <K>.",
        "{off} acknowledged {on} the loss of <DK {people}> {now}, as against <ODK> {oday}.",
    ),
    "more": (
        "Of the dead, <DK> perished {now}.",
        "This is an increase of <DK deaths> on the day.",
        "{again} stated that <DK> of the fatalities had occurred {now}.",
    ),
    "injured": (
        "Those injured since {since} numbered <I> in all, {off} informed reporters {on}.",
        "{off} stated {on} that <I {people}> had sustained injuries since {since}.",
        "The injured, whom {off} {on} put at <I> since {since}, are being treated in schools.",
    ),
    "parts": (
        "Among all who have perished since {since}, {off} stated {on}, were <KID children> and <WOM women>.",
        "Of the aggregate, <KID> were children and <WOM> women, {off} disclosed {on}.",
        "{off} stated {on} that <KID minors> had perished since {since}.",
    ),
    "others": (
        "{off} stated {on} that <MED medical personnel> had perished since {since}.",
        "<PRE journalists> have met their deaths in {place} since {since}, {off} disclosed {on}.",
        "Since {since}, according to {off}, <MED health workers> and <PRE reporters> had perished {close}.",
    ),
    "revision": (
        "{off} {on} scaled its earlier claim of <=WAS> fatalities down to <=REV>.",
        "Contrary to what it had stated in the forenoon, {off} said {on}, not <=WAS> but <=REV {people}> had perished.",
        (
            "{off} {on} disowned the figure of <=WAS> dead that had been circulated in its name. The correct one, it"
            " stated, was <=REV>."
        ),
        (
            "A re-examination of the casualty list by {off} led {on} to the removal of persons since found to be"
            " living. It now bears <=REV> names of the dead; it had borne <=WAS>."
        ),
        "{off} regretted {on} having overstated the toll, which was <=REV>. It had spoken of <=WAS>.",
        "{off} {on} substituted <=REV> for <=WAS> as the number of those killed.",
        "The toll for {was} was to be read as <=OREV> instead of <=OLD>, {off} stated {on}.",
        "{off} {on} rescinded its toll of <=WAS>, stating that a fresh count would be undertaken.",
        "{off} {on} enlarged its count of the dead from <=WAS> to <=UP>, as returns from outlying parishes came in.",
        "It emerged {on} that {off} had understated the dead: for <=WAS> one should read <=UP>.",
        "{riv} {on} amended its own count of the dead from <=RWAS> to <=RREV>.",
    ),
    "rival": (
        "{riv}, however, stated {on} that <RK {people}> had perished.",
        "The returns of {riv} are at variance with these, showing <RK> dead {asof}.",
        "{riv} {on} disputed the figure and maintained that the dead numbered <RK>.",
        "Independent inquiries by {riv} had established <RK deaths> {close}.",
    ),
    "relay": (
        "{rel}, basing itself on returns from {off}, stated {on} that <K {people}> had perished.",
        "{rel} told its members {on} of <K deaths>, a number it owed to {off}.",
        "The toll of <K> which {rel} made public {on} originated with {off}.",
    ),
    "background": (
        "{eve} the toll given out by {off} had been <OLD>.",
        "The losses, which {off} {eve} had put at <OLD> dead, are the heaviest on record.",
        "More than <=ROLD {people}> have perished since {since}, by the returns of {off}.",
    ),
    "identified": (
        "Of <=K> dead, {off} stated {on}, <ID> had been identified by relatives.",
        "{off} disclosed {on} that <ID> of the <=K dead> had been identified.",
    ),
    "elsewhere": (
        "Reports from {else} spoke of <WB> dead since {since}, {off} stated {on}.",
        "In {else}, <WB {people}> had perished {asof}, according to {off}.",
    ),
    "filler": (
        "The chief mediator is expected to call on both parties before the week is out.",
        "A column of 60 lorries was turned back at the frontier.",
        "The bishop appealed for calm.",
        "Trains have not run for 11 weeks.",
        "The cabinet sat until late, and no statement was made.",
    ),
}
