"""Patterns of sentences for articles about a tally; the second set of each was written before the first was read.

``OPEN`` is what the reading was mended on, ``KEPT`` what it was then measured on. ``{off}`` names the official source,
``{riv}`` a rival one, ``{rel}`` a body that passes on; ``{on}`` is "on Tuesday", ``{asof}`` "as of Tuesday", ``{now}``
"in the past 24 hours", ``{oday}`` "a day earlier".
"""

from __future__ import annotations

OPEN: dict[str, tuple[str, ...]] = {
    "title": (
        "Death toll in {place} rises to <=K>, health officials say",
        "{place} toll climbs as talks stall",
        "<DK killed> in {place} in a day, officials say",
        "{place} death toll passes new mark",
        "<DK> killed in latest strikes",
        "What we know about the latest toll in {place}",
    ),
    "total": (
        "{off} said {on} that <K {people}> have been killed in {place} since {since}.",
        "The death toll in {place} has risen to <K> since {since}, {off} said {on}.",
        "<K {people}> have been killed in {place} since {since}, according to an update {off} published {on}.",
        "According to {off}, <K {people}> had been killed in {place} {asof}.",
        "{off} put the death toll in {place} at <K> {on}.",
        "In its daily update {on}, {off} said <K {people}> had been killed and <I> wounded since {since}.",
        "The number of {people} killed in {place} since {since} stood at <K> {asof}, {off} said.",
        "The overall toll since {since} has reached <K>, {off} said in a statement {on}.",
        "{off} announced {on} that the death toll had climbed to <K>, with <I> others injured.",
        "{asof}, <K {people}> had been killed and <I> wounded, {off} said.",
    ),
    "daily": (
        "<DK {people}> were killed and <DI> injured {now}, {off} said {on}, bringing the total death toll to <K>.",
        "The bodies of <DK {people}> were brought to hospitals {now}, {off} said {on}, taking the toll to <K>.",
        "{now}, <DK {people}> were killed, {off} said {on}.",
        "Another <DK {people}> were killed {now}, according to {off}, raising the total to <K>.",
        "<DK {people}> died {now}, up from <ODK> {oday}, {off} said {on}.",
    ),
    "more": (
        "The tally includes <DK deaths> {now}, {off} said, adding that <I {people}> have been wounded since {since}.",
        "The latest figure includes <DK {people}> killed {now}.",
        "It said <DK {people}> had been killed {now}.",
        "Of those, <DK> were killed {now}, it said.",
        "They include <DK {people}> killed {now}, {off} said.",
    ),
    "injured": (
        "<I {people}> have been wounded since {since}, {off} said {on}.",
        "The number of injured rose to <I>, {off} said {on}.",
        "{off} added that <I {people}> had been injured {asof}.",
        "Another <DI {people}> were wounded {now}, bringing the number of injured to <I>, {off} said {on}.",
    ),
    "parts": (
        "The dead include <KID children> and <WOM women>, {off} said {on}.",
        "<K {people}> have been killed, including <KID children> and <WOM women>, {off} said {on}.",
        "Of the <=K> dead, <KID> were children and <WOM> were women, {off} said {on}.",
        "{off} said {on} that <K {people}> had been killed, of whom <KID> were children.",
        "{off} said {on} that <KID children> were among the <=K dead>.",
    ),
    "others": (
        "<MED medical workers> have been killed since {since}, {off} said {on}.",
        "<PRE journalists> have been killed in {place} since {since}, according to figures {off} released {on}.",
        "{off} said {on} that <MED health workers> and <PRE journalists> had been killed since {since}.",
    ),
    "revision": (
        "{off} revised its death toll down to <=REV> from <=OLD> {on}.",
        "{off} lowered its count of the dead to <=REV> {on}, correcting an earlier figure of <=OLD>.",
        "{off} said {on} that it had revised the death toll to <=REV> after removing names counted twice.",
        "In a correction {on}, {off} said the number of dead was <=REV>, not <=OLD> as it had reported.",
    ),
    "rival": (
        "{riv} put the death toll at <RK> {on}.",
        "{riv} gave a different figure {on}, saying <RK {people}> had been killed.",
        "According to {riv}, <RK {people}> had been killed {asof}.",
        "{riv} said {on} that <RK {people}> had been killed in {place} since {since}.",
    ),
    "relay": (
        "{rel}, citing {off}, said <K {people}> had been killed {asof}.",
        "{rel} said {on} that <K {people}> had been killed in {place}, citing figures from {off}.",
        "<K {people}> had been killed {asof}, {rel} said, quoting {off}.",
        "{off} says <K {people}> have been killed in {place}, {rel} reported {on}.",
    ),
    "background": (
        "Since {since}, <OLD {people}> have been killed in {place}, according to {off}.",
        "{off} says <OLD {people}> have been killed in {place}.",
        "The fighting has killed <OLD {people}> in {place}, according to {off}, whose count names no fighters.",
        "The announcement came a day after {off} said the toll had reached <OLD>.",
    ),
    "identified": (
        "{off} said {on} that <ID> of the <=K dead> had been fully identified.",
        "Of the <=K dead>, <ID> have been identified, {off} said {on}.",
    ),
    "elsewhere": (
        "In {else}, <WB {people}> have been killed over the same time, {off} said {on}.",
        "<WB {people}> have been killed in {else} since {since}, {off} said {on}.",
    ),
    "filler": (
        "Mediators met again on the terms of a pause, and both sides said they would study the proposal.",
        "Residents described long queues for water and bread.",
        "Aid groups called for more crossings to be opened.",
        "A spokesman for the mediators said that talks would go on this week.",
        "The army said it had struck what it called military targets.",
        "Roads in the north were cut, and a hospital said it was short of fuel.",
    ),
}

KEPT: dict[str, tuple[str, ...]] = {
    "title": (
        "{place} toll reaches <=K>",
        "Officials report <=DK dead> in 24 hours",
        "More deaths reported in {place} as hospitals fill",
        "<=K dead> in {place}, officials say",
    ),
    "total": (
        "Since {since}, <K {people}> have lost their lives in {place}, {off} reported {on}.",
        "A total of <K {people}> have been killed and <I> others wounded since {since}, {off} said {on}.",
        "{off} said in a statement {on} that the toll now stands at <K>.",
        "That brings to <K> the number of {people} killed in {place} since {since}, {off} said {on}.",
        "{off} reported <K deaths> in {place} {asof}.",
        "{on} the death toll stood at <K>, figures from {off} showed.",
        "Figures released {on} by {off} show that <K {people}> have been killed since {since}.",
        "The cumulative number of deaths rose to <K> {asof}, up from <OLD> {oday}, according to {off}.",
    ),
    "daily": (
        "Hospitals received <DK bodies> {now}, {off} said {on}.",
        "{off} recorded <DK deaths> {now}, it said {on}, taking the number killed since {since} to <K>.",
        "A further <DK {people}> were killed {now}, {off} said {on}.",
        "<DK more {people}> have been killed {now}, {off} said {on}, pushing the toll to <K>.",
    ),
    "more": (
        "That includes <DK dead> {now}, according to {off}.",
        "The count includes <DK {people}> who died {now}.",
    ),
    "injured": (
        "The total number of wounded is <I>, {off} said {on}.",
        "<DI {people}> were hurt {now}, {off} said {on}; <I> have been hurt since {since}.",
    ),
    "parts": (
        "Among the <=K dead> are <KID children> and <WOM women>, according to a statement by {off} {on}.",
        "{off} said {on} that the dead included <KID minors>, <WOM women> and <MED medics>.",
        "<K {people}>, <KID> of them children, have been killed, {off} said {on}.",
    ),
    "others": (
        "<PRE reporters> have been killed since {since}, {off} said {on}.",
        "<MED doctors and nurses> have died since {since}, {off} said {on}.",
    ),
    "revision": (
        "{off} on review cut its death toll to <=REV>, having earlier reported <=OLD>, it said {on}.",
        "The death toll was revised downward {on} to <=REV> from <=OLD>, {off} said.",
    ),
    "rival": (
        "{riv} said {on} its own count was <RK>.",
        "{riv} counts <RK dead> {asof}.",
        "A rival count by {riv} put the number of dead at <RK> {on}.",
    ),
    "relay": (
        "{rel} cited {off} as saying {on} that <K {people}> had been killed.",
        "According to {off}, cited by {rel}, <K {people}> had been killed {asof}.",
    ),
    "background": (
        "<ROLD {people}> have died in {place} since {since}, {off} says.",
        "{off} had earlier put the toll at <OLD>.",
    ),
    "identified": ("{off} said {on} it had identified <ID> of the <=K people killed>.",),
    "elsewhere": ("{off} said {on} that <WB {people}> had also been killed in {else}.",),
    "filler": (
        "Negotiators were expected back in the capital later in the week.",
        "Shops stayed shut, and the streets were empty after dark.",
        "The foreign minister is to address parliament tomorrow.",
    ),
}
