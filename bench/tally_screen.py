"""A broadcaster's story on line: short paragraphs, spokespeople quoted, a governor, officials; the reader unseen."""

from __future__ import annotations

SCREEN: dict[str, tuple[str, ...]] = {
    "title": (
        "{place}: number of dead rises to <=K>",
        "<=DK more> killed in {place}",
        "'We need everything': {place} waits for help",
        "{place} in pictures: days of mourning",
        "Death toll in {place} now <=K>",
        "What next for {place}?",
    ),
    "total": (
        "<K {people}> have now lost their lives in {place}, {off} told a news conference {on}.",
        "The death toll in {place} has risen again. It is now <K>, {off} said {late}.",
        "“Our count this evening is <K> dead and <I> injured,” {spk}, speaking for {off}, said {on}.",
        "{off} confirmed {on} that <K {people}> had died in {place} since {since}. <I> others are hurt.",
        "The latest death toll was given {on} by {off}: <K>.",
        "It is known that <K {people}> have been killed since {since}, {off} said {late}.",
        "Speaking to reporters {on}, {off} put the number of dead at <K>, up from <OLD> {oday}.",
        "“Every one of them had a name,” {spk} said {on}. By the count of {off}, <K {people}> have been killed.",
        "The number of people killed since {since} had reached <K> {hour}, {off} said.",
        "The toll - which from now on also covers people who died later of their injuries - is <K>, {off} said {on}.",
    ),
    "daily": (
        "In the space of a single day <DK {people}> had been killed and <DI> injured, {off} said {late}.",
        "“We received <DK bodies> between one sunset and the next,” {spk}, speaking for {off}, said {on}.",
        "{off} said {on} that <DK more {people}> had died, which takes the death toll to <K>.",
        "Since {was}, <DK {people}> had lost their lives and <DI> had suffered injuries, {off} said {on}.",
        (
            "{off} gave the number of people killed {now} as <DK>, and of those injured as <DI>. The figures were"
            " released {on}."
        ),
        "Rescuers brought out <DK bodies> {window}, according to {off}.",
        "{off} reported <DK new deaths> {on}. There had been <ODK> {oday}.",
    ),
    "more": (
        "Of those killed, <DK> died {now}.",
        "“Of the dead, <DK> died {now},” {again} told the BBN network.",
        "The number of dead is <DK> higher than in the previous count, issued {eve}.",
        "The toll has gone up by <DK> {now}.",
        "The number of dead includes <DK {people}> killed {window}, {again} said.",
    ),
    "injured": (
        "The total number of people injured since {since} is <I>, {off} said {on}.",
        "In all, <I {people}> have needed treatment for injuries since {since}, {again} said.",
        "“We have had <I injured> since this began and we are out of beds,” said {spk}, speaking for {off}.",
        "The wards are full, and {again} said <I {people}> had been injured since {since}.",
        "Overall, {again} said, the number of injured had climbed to <I> {asof}.",
    ),
    "parts": (
        "Children make up <KID> of all those killed since {since}, {off} said {on}.",
        "“The dead since {since} include <KID children> and <WOM women>,” {spk}, speaking for {off}, said {on}.",
        "Since {since}, {again} said, <KID children> have been killed. The number of women killed is <WOM>.",
        "The overall toll includes <WOM women> and <KID children>, according to {off} {on}.",
        "In the overall count of the dead there are <KID children>, {again} said {on}.",
    ),
    "others": (
        "<MED nurses, doctors and paramedics> have been killed since {since}, {off} said {on}.",
        "“In all, <PRE journalists> have died doing their jobs here,” {spk}, speaking for {off}, said {on}.",
        "{off} said {late} that <PRE journalists> and <MED medics> had been killed in {place} since {since}.",
        "The number of health workers killed now stands at <MED>, {off} said {on}.",
        (
            "Colleagues held a minute's silence for the <=PRE media workers> who have been killed since {since}, by"
            " the count {off} gave {on}."
        ),
    ),
    "revision": (
        "{off} admitted a mistake {on}: <=REV {people}> have died, not <=WAS>.",
        (
            "“We got it wrong this morning. The number of dead is <=REV> and not <=WAS>,” {spk}, speaking for {off},"
            " said {on}."
        ),
        (
            "The death toll has been cut to <=REV> after some victims were counted at two hospitals, {off} said {on}."
            " It had been given as <=WAS>."
        ),
        "Earlier {on} the death toll stood at <=WAS>. It has since been lowered to <=REV>, {off} said.",
        (
            "{off} said {on} that the first figure, <=WAS>, was too low: after a check of the wards, the number of"
            " people killed is now <=UP>."
        ),
        (
            "Update: {off} has now changed the number of dead to <=REV>, from <=WAS> in the afternoon. No reason was"
            " given."
        ),
        "{off} clarified {on} that <=OREV {people}>, rather than <=OLD>, had been killed by the end of {was}.",
        (
            "Patients who had died of other causes were taken off the list, {off} said {on}. That leaves <=REV> dead,"
            " compared with <=WAS> before."
        ),
    ),
    "rival": (
        "There is another count. {riv} told us {on} that <RK {people}> had been killed.",
        "{riv} said {on} that the number of dead was <RK>, which includes people buried by their families.",
        "But <RK {people}> have died, according to {riv}. That figure is from {wday}.",
        "“We make it <RK> dead,” a spokesperson for {riv} said {on}.",
        "Not everybody agrees on the numbers - {riv} put the death toll at <RK> {late}.",
    ),
    "relay": (
        "{rel} reported {on} that <K {people}> had been killed. The report cited {off}.",
        "The figure of <K> dead, given {on} by {rel}, comes from {off}.",
        "{rel} quoted {off} {on} as saying that <K {people}> had lost their lives.",
        "According to {off}, whose numbers were passed on by {rel} {on}, <K {people}> are dead.",
        "<K {people}> had been killed {asof}, {rel} said, with reference to {off}.",
    ),
    "background": (
        "{eve}, {off} said <OLD {people}> had been killed.",
        "The death toll was <OLD> {eve}, according to {off}.",
        "More than <=ROLD {people}> are known to have died in {place} since {since}, {off} said.",
        "When our crew arrived here on {was}, the number of dead given by {off} was <OLD>.",
        "{off} put the number of dead at <OLD> {eve}. No new toll has been announced.",
    ),
    "identified": (
        "Of the <=K> dead, <ID> have been identified, {off} said {on}.",
        "“We know who <=ID> of the <=K> dead are,” {spk}, speaking for {off}, said {on}.",
        "Families have been able to identify <ID> of the <=K {people} killed>, {off} said {late}.",
        "{off} said {on} that, of <=K bodies>, <ID> had been identified.",
        "The identification of victims goes on. {off} said {on} that it was complete for <ID> of the <=K> dead.",
    ),
    "elsewhere": (
        "In {else}, <WB {people}> have died, {off} said {on}.",
        "{again} said that <WB {people}> had been killed in {else} since {since}.",
        (
            "It has been deadly in {else} too: <WB {people}> have been killed there since {since}, according to {off}"
            " {on}."
        ),
        "The toll in {else} is lower. There, {off} said {late}, <WB {people}> have been killed.",
        "“In {else} we have <WB> dead,” {spk}, speaking for {off}, said {on}.",
    ),
    "filler": (
        "“I have been standing here since four in the morning,” said Rosa, a mother of three.",
        "The airport has been closed to passenger flights.",
        "A state of emergency is in force until the end of the month.",
        "Aid groups say water and medicine are running out.",
        "The president is due to visit the area later this week.",
        "“All we want to know is when it will be over,” a shopkeeper said.",
    ),
}
