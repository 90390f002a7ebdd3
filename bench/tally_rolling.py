"""A fourteenth set of patterns: broadcasters' scripts, live pages that lead with corrections, flash updates.

Written, and measured, before anything was mended on it.
"""

from __future__ import annotations

ROLLING: dict[str, tuple[str, ...]] = {
    "title": (
        "{place}: what we know so far",
        "{place} death toll now <=K>, officials say",
        "Evening bulletin: <=DK> more killed in {place}",
        "Flash update: {place}",
        "Live: {off} puts dead at <=K>",
        "Headlines at six",
    ),
    "total": (
        "Good evening. The number of dead in {place} has gone past <=OLD>: {off} said {on} it is now <K>.",
        "Our top story: {off} says <K {people}> have now been killed in {place}. It gave the figure {on}.",
        "The death toll is now put at <K> by {off}, which released its daily figures {on}.",
        "{on}, {off} reported a cumulative <K deaths> and <I injuries> since {since}.",
        "Casualties: {off} reports <K killed> and <I injured> in {place} {asof}.",
        "14:20 - New numbers in from {off}: <K> dead, <I> wounded. The tally runs to {wday}.",
        "{off} has just updated its count. <K {people}> have been killed since {since}, it said {on}.",
        "Since {since}, <K {people}> have lost their lives and <I> have been wounded, say figures {off} gave {on}.",
        "Death toll: <K>, {asof}, says {off}.",
        "A grim tally tonight - <K {people}> killed in {place}, {off} confirmed {on}, with <I> more hurt.",
        "{off} told broadcasters {on} that the toll stood at <K>.",
        "The latest from {off}, {asof}: <K> killed.",
    ),
    "daily": (
        "<DK {people}> lost their lives {now}, {off} said {on}, and <DI> were taken to hospital with wounds.",
        "{off} reports <DK> new deaths and <DI> new injuries {to}.",
        "Over the last day alone <DK {people}> have been killed, {off} said {on}.",
        "In the past 24 hours: <DK> killed, <DI> injured, says {off} {on}.",
        "{off} said {on} that hospitals had received the bodies of <DK {people}> {now}.",
        "16:45 - {off}: <DK {people}> killed and <DI> wounded since this time yesterday. It gave the count {on}.",
    ),
    "more": (
        "That figure includes <DK {people}> who died {now}.",
        "It is <DK> higher than the day before.",
        "<DK> of them were killed {now}.",
    ),
    "injured": (
        "The wounded: <I> since {since}, {off} said {on}.",
        "{off} said {on} that <I {people}> had now been treated for wounds since {since}.",
        "Injuries reached <I> {asof}, {off} reports.",
    ),
    "parts": (
        "Children make up <KID> of the dead, {off} said {on}, and women <WOM>.",
        "{off} said {on} that <KID children> and <WOM women> had been killed.",
        "Among the dead are <KID children>, {off} said {on}.",
        "Breakdown by {off} {asof}: <KID children>, <WOM women>.",
    ),
    "others": (
        "{off} said {on} that <MED health workers> and <PRE journalists> had lost their lives since {since}.",
        "For those who report and those who heal it has been deadly: <PRE journalists> killed {asof}, {off} says.",
    ),
    "revision": (
        "CORRECTION: {off} said {on} that <=REV {people}> have been killed. We had earlier reported <=WAS>.",
        "{off} has walked back its count: <=REV {people}> have been killed, it said {on}, not <=WAS> as said before.",
        "What was <=WAS> on {off}'s list became <=REV> {on} after duplicate names were taken out.",
        "Duplicates were struck from the list {on}, {off} said, leaving <=REV> dead where <=WAS> had been counted.",
        "{off} {on} put out new numbers - <=REV> dead - and asked that the <=WAS> it had issued be disregarded.",
        "The <=WAS> deaths that {off} announced earlier {on} were overstated; the number is <=REV>, it now says.",
        "{off} brought its death toll down to <=REV> {on}; it had been <=WAS>.",
        "<=REV {people}> are confirmed dead, {off} said {on}. It had earlier said <=WAS>.",
    ),
    "rival": (
        "{riv} has a higher figure: <RK> dead {asof}.",
        "{riv} told us {on} that by its own reckoning <RK {people}> had been killed.",
        "But {riv} disputes this. It says <RK {people}> were dead {asof}.",
    ),
    "relay": (
        "{rel} said {on}, on the strength of figures from {off}, that <K {people}> had been killed.",
        "<K deaths> have been reported by {off} {asof}, according to {rel}.",
        "{rel} repeated {on} the figure of <K> dead given by {off}.",
    ),
    "background": (
        "That compares with <OLD> {oday}, by the count of {off}.",
        "More than <=ROLD {people}> have been killed since {since}, according to {off}.",
        "The count of {off} stood at <OLD> {oday}.",
    ),
    "identified": (
        "Of these <=K> dead, {off} has identified <ID>, it said {on}.",
        "Identified so far: <ID>, {off} said {on}.",
    ),
    "elsewhere": (
        "Now to {else}, where {off} said {on} that <WB {people}> have been killed since {since}.",
        "{else}: <WB> killed, {off} said {on}.",
    ),
    "filler": (
        "And now the weather.",
        "Response: two field hospitals are being set up by partners.",
        "We will go live to our correspondent in a moment.",
        "Needs: tents, blankets, water for 2,000 families.",
        "12:05 - Sirens can be heard across the north of the city.",
    ),
}
