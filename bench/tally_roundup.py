"""A fifteenth set of patterns: round-ups of agencies, fact boxes, editors' notes; measured before mending."""

from __future__ import annotations

ROUNDUP: dict[str, tuple[str, ...]] = {
    "title": (
        "Factbox: the toll in {place}",
        "{place} toll climbs to <=K>: {off}",
        "<=DK> killed in latest strikes on {place}",
        "Round-up: {place} and beyond",
        "{place}'s dead: <=K>, according to {off}",
        "What we learned today about {place}",
    ),
    "total": (
        "{off} {on} raised the toll since {since} to <K> dead and <I> injured.",
        "At <K>, the number of {people} killed in {place} keeps growing, figures from {off} showed {on}.",
        "{place} has lost <K {people}> since {since}, {off} reported {on}.",
        "The overall toll is <K> killed and <I> wounded, said {off} {on}.",
        "DEAD: <K> since {since}, says {off} in figures issued {on}.",
        "{off}'s figures, as released {on}, show <K {people}> killed.",
        "Since {since} the conflict has taken <K> lives in {place}, {off} said in its bulletin {on}.",
        "{off} said in a note {on} that deaths now totalled <K>.",
        "With new bodies found, the count of {off} rose to <K> {on}.",
        "{on}, the toll announced by {off} was <K> dead.",
        "As of the latest report by {off}, {asof}, <K {people}> had died and <I> had been hurt.",
    ),
    "daily": (
        "{off} put the dead of the past day at <DK> and the injured at <DI> {on}.",
        "In one day, <DK {people}> were killed and <DI> injured, {off} reported {on}.",
        "Bombardment killed <DK {people}> {now}, said {off} {on}.",
        "{off} registered <DK> more deaths and <DI> more injuries {now}, it said {on}.",
        "<DK {people}> have died in strikes since {was}, {off} said {on}.",
        "The last 24 hours claimed <DK> lives, according to {off} {on}, and left <DI {people}> injured.",
    ),
    "more": (
        "Of those, <DK> were killed {now}.",
        "The figure was up <DK> on the previous day's.",
        "<DK> of the deaths were reported {now}.",
    ),
    "injured": (
        "INJURED: <I> since {since}, says {off} in figures issued {on}.",
        "The number of injured stood at <I> {on}, {off} said.",
        "{off} has recorded <I injuries> {asof}.",
    ),
    "parts": (
        "<KID> of the dead are children and <WOM> women, {off} reported {on}.",
        "CHILDREN: <KID> killed, says {off} in figures issued {on}.",
        "At least a third are minors: {off} counts <KID children> among the dead, it said {on}.",
        "{off}'s list of the dead has <KID children> and <WOM women>, it said {on}.",
    ),
    "others": (
        "{off} said {on} that <MED medical workers> had died and <PRE reporters>.",
        "MEDICS: <MED> killed, says {off} in figures issued {on}.",
    ),
    "revision": (
        "{off} acknowledged {on} that its count had been off: the number of dead is <=REV>, not <=WAS> as announced.",
        "{off} said {on} victims had been listed twice and put the dead at <=REV>; its first count was <=WAS>.",
        "The toll given by {off} was revised downwards {on}, to <=REV> dead from <=WAS>.",
        "{off} published a new figure {on}, <=REV> killed, which supersedes the <=WAS> given out earlier in the day.",
        "Editor's note: {off} has since said <=REV {people}> died. An earlier version gave the figure as <=WAS>.",
        "{off} now says <=REV {people}> died, fewer than the <=WAS> it reported at first. It gave the new figure {on}.",
        "Instead of <=WAS>, the number of {people} killed is <=REV>, {off} said {on}.",
        "{off} took names off its register {on}, which now holds <=REV> dead; before, it held <=WAS>.",
    ),
    "rival": (
        "{riv} arrives at another number. It counted <RK> dead {asof}.",
        "By {riv}'s count <RK {people}> had been killed {asof}.",
        "{riv} said {on} the real toll was higher, at <RK>.",
    ),
    "relay": (
        "{rel}, which relies on {off}, put the dead at <K> {on}.",
        "<K {people}> have been killed, {rel} said {on}, attributing the figure to {off}.",
        "Figures from {off}, reproduced by {rel} {on}, show <K> dead.",
    ),
    "background": (
        "{oday} the toll of {off} stood at <OLD>.",
        "Some <=ROLD {people}> had been killed before the latest strikes, {off} says.",
    ),
    "identified": (
        "So far <ID> of the <=K> dead have been identified, {off} said {on}.",
        "{off} said {on} the names of <ID> of the <=K people killed> were known.",
    ),
    "elsewhere": (
        "ELSEWHERE: <WB {people}> have been killed in {else} since {since}, {off} said {on}.",
        "{off} said {on} that <WB {people}> had been killed in {else}.",
    ),
    "filler": (
        "Each side blamed the other.",
        "The table below is updated every evening.",
        "Oil rose by 2 per cent.",
        "The council meets again on the 14th.",
    ),
}
