"""A seventh set of patterns: plain reports, as an editor would write them from a table; measured before mending."""

from __future__ import annotations

PLAIN: dict[str, tuple[str, ...]] = {
    "title": (
        "Death toll in {place} now at <=K>",
        "{place}: <=DK> more deaths in 24 hours",
        "Fatalities mount in {place} as toll hits <=K>",
        "{place} update",
        "Death count in {place} edges up to <=K>",
        "New casualty figures from {place}",
    ),
    "total": (
        "The death toll in {place} has reached <K> since {since}, {off} announced {on}.",
        "<K {people}> have perished in {place} since {since}, {off} reported {on}.",
        "{off} reported {on} that the overall death toll had edged up to <K>.",
        "As of {date}, {off} put the total number of deaths in {place} at <K> and the total number of wounded at <I>.",
        "{off} released new casualty figures {on}: <K> dead, <I> wounded.",
        "The total stands at <K> dead and <I> wounded, according to {off}, which updated its count {on}.",
        "{off} said {on} that <K {people}> had been confirmed dead in {place}.",
        "Casualties in {place} continued to mount, with {off} saying {on} that <K {people}> had now been killed.",
        "Data from {off} show <K> deaths in {place} {asof}.",
        "Since {since}, <K {people}> have been killed and another <I> injured, {off} said {on}.",
        "{off} said {on} the number of fatalities had swelled to <K>, while <I {people}> had suffered injuries.",
    ),
    "daily": (
        "{off} reported <DK new deaths> and <DI new injuries> {on}, raising the death toll to <K>.",
        "{off} said <DK {people}> had been killed {now}, adding {on} that the toll was now <K>.",
        "<DK> additional deaths were recorded {now}, {off} said {on}.",
        "{now}, <DK {people}> lost their lives and <DI> were wounded, {off} said {on}.",
        "On {wday} alone, <DK {people}> were killed, {off} said.",
        "The daily toll {on} was <DK> killed and <DI> injured, {off} said.",
    ),
    "more": (
        "This represents an increase of <DK> {now}.",
        "The figure includes <DK {people}> killed {now}, according to {off}.",
        "<DK> of the victims were killed {now}.",
    ),
    "injured": (
        "A total of <I {people}> have been injured since {since}, {off} said {on}.",
        "{off} said {on} that the number of wounded had climbed to <I>.",
        "<I {people}> have suffered injuries since {since}, according to figures {off} released {on}.",
    ),
    "parts": (
        "Among the dead are <KID children> and <WOM women>, according to {off} {on}.",
        "{off} said {on} that <KID children> had been killed since {since}.",
        "Children make up <KID> of the dead, and women <WOM>, {off} said {on}.",
        "{off} said {on} that <KID> of the <=K {people}> killed were children.",
    ),
    "others": (
        "<MED health workers> have lost their lives since {since}, {off} said {on}.",
        "{off} counted <PRE journalists> among the dead {on}.",
        "The dead include <MED medics>, {off} said {on}.",
    ),
    "revision": (
        "{off} revised Friday's… the toll down to <=REV> {on} from <=WAS>.",
        "{off} said {on} it was correcting its death toll from <=WAS> to <=REV>.",
        "{off} {on} lowered the toll it had given for the day from <=WAS> to <=REV> deaths.",
        "Correction: {off} put the death toll at <=REV> {on}, not <=WAS> as previously reported.",
        "The death toll was revised to <=REV> {on} after {off} found errors in its earlier count of <=WAS>.",
        "{off} now says <=REV {people}> had been killed {asof}, down from an earlier figure of <=WAS>.",
    ),
    "rival": (
        "{riv}, however, put the death toll at <RK> {on}.",
        "According to {riv}, the number of people killed is higher: it counted <RK> dead {asof}.",
        "{riv} reported <RK deaths> {on}.",
    ),
    "relay": (
        "{rel} reported {on}, citing {off}, that the death toll had reached <K>.",
        "In a report {on}, {rel} cited figures from {off} showing <K {people}> had been killed.",
        "{rel}, quoting {off}, put the number of dead at <K> {on}.",
    ),
    "background": (
        "The death toll was <OLD> {oday}, according to {off}.",
        "{off} had reported <OLD> deaths {oday}.",
        "More than <ROLD {people}> have been killed in {place}, according to {off}.",
    ),
    "identified": (
        "{off} said {on} that <ID> of the victims had been identified.",
        "Of the <=K> dead, <ID> have been formally identified, according to {off} {on}.",
    ),
    "elsewhere": (
        "Separately, <WB {people}> have been killed in {else} since {since}, {off} said {on}.",
        "In {else}, the death toll stood at <WB> {asof}, according to {off}.",
    ),
    "filler": (
        "There was no immediate comment from the army.",
        "Rescue teams continued to search through collapsed buildings.",
        "Diplomatic efforts to end the crisis have so far failed.",
        "International organisations have called for access to the area.",
    ),
}
PLAIN["revision"] = PLAIN["revision"][1:]
