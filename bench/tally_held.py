"""A thirteenth set of patterns, held out: nothing has been mended on it, and nothing is to be."""

from __future__ import annotations

HELD: dict[str, tuple[str, ...]] = {
    "title": (
        "Toll in {place} climbs to <=K>: {off}",
        "{place}: death toll reaches <=K>",
        "At least <=DK> killed in {place} over past day, {off} says",
        "Fears for {place} as fighting goes on",
        "Latest from {place}",
    ),
    "total": (
        "The death toll in {place} now stands at <K>, with <I> people injured, {off} said {on}.",
        "{off} announced {on} that <K {people}> had been killed in {place} since {since}, most of them in their homes.",
        "Some {place} hospitals have closed, but {off} said {on} that its count of deaths had reached <K>.",
        "A statement from {off} {on} said that <K {people}> had been killed and <I> injured.",
        "With the latest deaths, the number of {people} killed in {place} is <K>, {off} said {on}.",
        "{off} on its website gave the number of people killed {asof} as <K>.",
        "The total death toll since {since} is now <K>, {off} reported {on}.",
        "{asof}, the toll was <K> dead and <I> wounded, according to {off}.",
        "<K {people}> have died as a result of the violence since {since}, {off} said {on}.",
        "In a daily message {on}, {off} reported a total of <K deaths> and <I injuries>.",
    ),
    "daily": (
        "{off} reported {on} that the bodies of <DK {people}> had arrived at hospitals {now}.",
        "<DK {people}> were killed and <DI> others injured {now}, {off} said in a statement {on}.",
        "In its update {on}, {off} said <DK {people}> had been killed {now}, which brings the total to <K>.",
        "At hospitals, <DK deaths> and <DI injuries> were registered {now}, {off} said {on}.",
        "The number of people killed rose by <DK> {now} to <K>, {off} said {on}.",
    ),
    "more": (
        "Among those were <DK {people}> killed {now}.",
        "<DK> of the deaths were reported {now}, according to {off}.",
        "It includes <DK {people}> who were killed {now}, {off} said.",
    ),
    "injured": (
        "The number of people injured since {since} stands at <I>, {off} said {on}.",
        "{off} reported {on} that <I {people}> had been wounded so far.",
        "A total of <I {people}> had been injured {asof}, {off} said.",
    ),
    "parts": (
        "The death toll includes <KID children> and <WOM women>, according to {off}, which published the figures {on}.",
        "{off} said {on} that at the last count <KID children> had been killed.",
        "{off} said {on} <KID children> and <WOM women> were among those killed.",
    ),
    "others": (
        "{off} said {on} that the toll included <PRE journalists> and <MED health workers>.",
        "<MED doctors and paramedics> have been killed since {since}, according to {off} {on}.",
    ),
    "revision": (
        "{off} revised the death toll to <=REV> {on}, down from <=WAS>.",
        "The death toll has been revised downwards to <=REV> from <=WAS>, {off} said {on}.",
        "{off} lowered the death toll {on} from <=WAS> to <=REV> after checking its lists.",
        "{off} {on} corrected the number of people killed to <=REV> from the <=WAS> reported earlier.",
        "The death toll is <=REV> and not <=WAS>, {off} said {on} in a correction.",
    ),
    "rival": (
        "{riv} said {on} that the real figure was higher and put it at <RK> deaths.",
        "{riv} gave the number of people killed as <RK> {on}.",
        "According to a count by {riv}, <RK {people}> had been killed {asof}.",
    ),
    "relay": (
        "{rel} said {on} that, according to {off}, <K {people}> had been killed.",
        "The toll stood at <K> {asof}, {rel} said, citing {off}.",
        "{rel} cited figures by {off} {on} that put the number of dead at <K>.",
    ),
    "background": (
        "The previous toll given by {off} was <OLD>.",
        "The fighting has killed more than <=ROLD {people}>, according to {off}.",
    ),
    "identified": (
        "{off} said {on} that <ID> of the <=K {people} killed> had been identified so far.",
        "Of the <=K deaths>, {off} has verified <ID>, it said {on}.",
    ),
    "elsewhere": (
        "In {else}, <WB {people}> have been killed since {since}, according to {off} {on}.",
        "{off} said {on} that the death toll in {else} had reached <WB>.",
    ),
    "filler": (
        "Schools and shops were closed on Thursday.",
        "A curfew remains in place from 20:00.",
        "Talks are to resume next week, a mediator said.",
        "The army has not commented.",
    ),
}
