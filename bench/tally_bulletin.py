"""A tenth set of patterns: bulletins in points and lines, ministry statements; measured before mending."""

from __future__ import annotations

BULLETIN: dict[str, tuple[str, ...]] = {
    "title": (
        "{off}: casualty bulletin",
        "Casualty figures, {place}",
        "{place}: <=K> dead, <=I> injured",
        "Daily report on {place}",
        "Key figures: {place}",
    ),
    "total": (
        "{off}, {date}: total dead <K>; total injured <I>.",
        "Cumulative toll since {since}, as reported by {off} {on}: <K> killed and <I> wounded.",
        "Figures from {off} {asof}:\n- <K> killed\n- <I> injured",
        "Key figures from {off} {asof}:\n• Deaths: <K>\n• Injuries: <I>",
        "{off} announces: the toll of the aggression has risen to <K> martyrs and <I> injuries since {since} ({date}).",
        "Toll {asof}, per {off}: <K> dead, <I> injured.",
        "{off} issued the following update {on}: fatalities, <K>; injuries, <I>.",
        "The cumulative death toll announced by {off} {on} amounts to <K>.",
        "{off} statement, {ondate}: the number of those killed since {since} has risen to <K>.",
    ),
    "daily": (
        "New casualties {now}, according to {off} {on}: <DK> killed, <DI> injured.",
        "{off} {on} recorded the arrival of <DK dead> and <DI injured> at hospitals {now}.",
        "{off} reported {on}: <DK> killed and <DI> injured {now}.",
        "Daily change according to {off} {on}: <DK new deaths>, <DI new injuries>.",
        "{off} said {on} that <DK {people}> were killed {now}, the total number reaching <K>.",
    ),
    "more": (
        "Of which {now}: <DK> killed.",
        "New deaths {now}: <DK>.",
        "The total includes <DK deaths> registered {now}.",
    ),
    "injured": (
        "Total injured according to {off} {asof}: <I>.",
        "{off} also recorded a cumulative <I injuries> {asof}.",
        "The cumulative number of injured has reached <I> {asof}, {off} reported.",
    ),
    "parts": (
        "Breakdown by {off} {asof}: <KID> children and <WOM> women among the dead.",
        "Fatalities {asof} according to {off} comprised <KID children> and <WOM women>.",
        "{off} {on}: <KID children> and <WOM women> killed since {since}.",
    ),
    "others": (
        "Health workers killed {asof}, according to {off}: <MED>.",
        "{off} {on}: <PRE journalists> killed since {since}.",
    ),
    "revision": (
        "Erratum: {off} reported <=WAS> deaths {on}; the correct figure is <=REV>.",
        "{off} notice {on}: the cumulative toll has been adjusted downwards from <=WAS> to <=REV> deaths.",
        "Amended figures from {off} {on}: <=REV> dead (before: <=WAS>).",
        "{off} corrects the death toll it gave {on}: <=REV>, not <=WAS>.",
        "Data correction {on}: {off} removed duplicates, bringing the death toll from <=WAS> to <=REV>.",
    ),
    "rival": (
        "{riv}, {date}: <RK> dead.",
        "For comparison, {riv} recorded <RK deaths> {asof}.",
        "{riv} {on}: the death toll stands at <RK>.",
    ),
    "relay": (
        "{rel}, on the basis of data from {off}: <K> killed {asof}.",
        "{rel} situation report {on}, quoting {off}: <K deaths>.",
        "{rel}: according to {off}, <K {people}> were killed {asof}.",
    ),
    "background": (
        "Previous bulletin by {off}: <OLD> dead.",
        "The toll given by {off} {oday} was <OLD>.",
    ),
    "identified": (
        "Identified {asof}, according to {off}: <ID> of <=K> dead.",
        "{off} had completed the identification of <ID> of the <=K> dead {asof}.",
    ),
    "elsewhere": (
        "{else}: <WB> killed since {since}, according to {off} {on}.",
        "In {else}, {off} counted <WB> dead {asof}.",
    ),
    "filler": (
        "This bulletin is issued every day at noon.",
        "Ambulance crews cannot reach many of the victims.",
        "Figures are provisional and subject to verification.",
        "Citizens are asked to report the missing through the online form.",
    ),
}
