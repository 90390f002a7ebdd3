"""A newspaper's evening wrap: long sentences, asides, the source late; written without a look at the reader."""

from __future__ import annotations

EVENING: dict[str, tuple[str, ...]] = {
    "title": (
        "As talks drag on, {place} mourns another <=DK>",
        "A day of funerals in {place}",
        "Dead in {place} now put at <=K>",
        "Toll mounts in {place}; envoys leave without a deal",
        "<=K> and counting: {place} buries its dead",
        "Night falls on {place} with no end to the shelling",
    ),
    "total": (
        (
            "As the envoys packed their bags, {off} said {late} that <K {people}> had been killed in {place} since"
            " {since}, a figure that leaves out those who still lie under collapsed buildings."
        ),
        (
            "The death toll in {place}, already higher than in any conflict there in living memory, climbed {on} to"
            " <K>, {off} said, while the number of injured came to <I>."
        ),
        (
            "Reading from a sheet of paper outside a crowded morgue, {spk}, who speaks for {off}, said {late} that <K"
            " {people}> had lost their lives since {since}."
        ),
        (
            "Those killed in {place} since {since} numbered <K> {hour}, according to {off}, whose count does not tell"
            " fighters from anybody else."
        ),
        "There were, {off} said {issue}, <K {people}> dead and <I> hurt since {since}.",
        "The toll, which had stood at <OLD> {oday}, rose to <K> {on}, according to {off}.",
        (
            "{off}, which since last week has also counted those who died of untreated wounds, gave the overall death"
            " toll in {place} {on} as <K>."
        ),
        (
            "Whatever the diplomats agree, it will come too late for the <=K {people}> who, {off} said {on}, have"
            " been killed since {since}."
        ),
        (
            "{off} {late} raised the number of {people} it says have been killed in {place} to <K>, and that of the"
            " injured to <I>."
        ),
        "Not counting the missing, {off} had recorded <K deaths> in {place} {close}.",
    ),
    "daily": (
        (
            "Fighting that residents heard from one end of the city to the other left <DK {people}> dead and <DI>"
            " injured {window}, according to {off}."
        ),
        (
            "{off} said {on} that <DK {people}> had died and <DI> had been hurt {now}, a day on which a market was"
            " hit shortly after the morning prayer."
        ),
        (
            "Hospitals, some of them working by torchlight, took in <DK bodies> {window}, {off} said, and with these"
            " the death toll came to <K>."
        ),
        (
            "It was a bad day even by the measure of this war: <DK {people}> killed, {off} said {on}, against <ODK>"
            " {oday}."
        ),
        "To a toll that grows by the day {off} {on} added <DK more deaths>, so that it now stands at <K>.",
        (
            "Shelling that went on until first light killed <DK {people}> and injured <DI>, said {off}, which issues"
            " a count every evening and gave this one {on}."
        ),
    ),
    "more": (
        "The number of dead, {again} said, takes in <DK {people}> killed {now}.",
        "The death toll had gone up by <DK> in a single day.",
        "Of all these deaths, <DK> occurred {window}, {again} said.",
        "The list of the dead had grown, {again} said, by <DK names> {now}.",
        "The increase in deaths on the previous day, {again} said, was <DK>.",
    ),
    "injured": (
        "Since {since}, {again} added, <I {people}> have been injured, many of whom will not walk again.",
        "The number of all those injured since {since} had risen to <I> {hour}, according to the same count.",
        (
            "Doctors say they have run out of splints; the injured, by the count that {off} gave {on}, have come to"
            " <I> since {since}."
        ),
        "In all, said {spk}, a spokesperson for {off}, <I {people}> had been wounded {close}.",
        "To this must be added the injured, of whom there had been <I> since {since}, {off} said {on}.",
    ),
    "parts": (
        "Of all who have been killed since {since}, {off} said {on}, <KID> were children and <WOM> were women.",
        "The toll since {since} includes <KID children>, {again} said, among them whole classes of one primary school.",
        "Children have paid dearly: <KID> of them had been killed {asof}, according to {off}, as had <WOM women>.",
        "By the account that {off} gave {on}, the dead of the whole war include <WOM women> and <KID children>.",
        "Listed among the dead since {since} were, {again} said {on}, <KID {people} under 18>.",
    ),
    "others": (
        "{off} said {on} that <MED doctors, nurses and ambulance crew> had been killed in {place} since {since}.",
        (
            "Those who came to tell the story have become part of it: <PRE journalists> have been killed since"
            " {since}, {off} said {late}."
        ),
        (
            "At a memorial for a surgeon, {spk} of {off} told mourners {on} that <MED health workers> had died since"
            " {since}."
        ),
        (
            "The profession has seldom suffered such losses, with <PRE reporters and camera operators> killed in"
            " {place} {asof}, according to {off}."
        ),
        "Among the dead counted by {off} {close} were <MED medical staff> and <PRE journalists>.",
    ),
    "revision": (
        (
            "Having announced <=WAS> deaths in the morning, {off} said {late} that some names had been entered twice"
            " and that the toll was in fact <=REV>."
        ),
        (
            "{off}, which had put the dead at <=WAS>, brought its figure down to <=REV> {on} once deaths from natural"
            " causes had been left out."
        ),
        (
            "In a rare admission, {off} said {on} that its latest toll, <=WAS>, had been too high, and that <=REV"
            " {people}> had been killed."
        ),
        (
            "The toll of <=WAS> that {off} gave out at noon did not survive until the evening: it was withdrawn {on}"
            " and replaced by one of <=REV>."
        ),
        (
            "{off} said {on} that <=UP {people}> had been killed, and not <=WAS> as it had first reported; two"
            " hospitals in the north had sent in their lists late."
        ),
        "The toll for {was}, which {off} had given as <=OLD>, was corrected {on} to <=OREV>.",
        (
            "Several people listed as dead had turned up alive, {off} said {on}, as it lowered the number of those"
            " killed to <=REV>, from <=WAS>."
        ),
        "It was not <=WAS {people}> who had been killed, {off} said in a note to editors {on}, but <=REV>.",
    ),
    "rival": (
        "{riv}, which enters a name only when a family has confirmed it, had <RK dead> on its list {hour}.",
        "Others count otherwise: {riv} said {on} that it knew of <RK {people}> killed since {since}.",
        "Not so, said {riv}, by whose reckoning, made public {on}, <RK {people}> had been killed.",
        "{riv}, whose volunteers also search the outlying villages, put the dead at <RK> {on}.",
        "The figure is contested, and {riv} said {issue} that the number of those killed was <RK>.",
    ),
    "relay": (
        (
            "{rel}, which has no means of counting for itself and leans on {off}, said {on} that <K {people}> had"
            " been killed."
        ),
        "Quoting the count kept by {off}, {rel} said {late} that the dead in {place} now numbered <K>.",
        "In a report released {on}, {rel} cited {off} as having recorded <K deaths> since {since}.",
        "{off} had registered <K deaths> {close}, according to a summary that {rel} drew up from its lists.",
        "The number of {people} killed in {place} stood at <K> {hour}, {rel} reported, giving {off} as its source.",
    ),
    "background": (
        "The announcement of a new round of talks came with the toll, by {off}'s count, standing at <OLD> {eve}.",
        "{eve}, {off} had put the number of those killed since {since} at <OLD>.",
        "The war, now deep into its second season, had cost <OLD> lives by {was}, according to {off}.",
        "More than <=ROLD {people}> have been killed in {place} since {since}, according to {off}.",
        "The last toll that {off} had given before this week's lull, {eve}, was <OLD>.",
    ),
    "identified": (
        "Of the <=K> dead whom it counts, {off} said {on}, <ID> have been identified.",
        "Clerks at {off} had put a name to <ID> of the <=K {people}> killed {asof}, going through the lists by hand.",
        "{off} said {late} that it had been able to identify <ID> of the <=K {people} killed>.",
        (
            "Not every grave has a name: of <=K deaths> on the books of {off}, <ID> had been matched to an identity"
            " card {close}."
        ),
        "With the help of dentists, {off} said {on}, <ID> of the <=K> dead had been identified.",
    ),
    "elsewhere": (
        (
            "In {else}, where the violence has drawn less notice, <WB {people}> have been killed since {since},"
            " {again} said."
        ),
        (
            "The bloodshed has not stopped at the city limits, and {off} said {on} that <WB {people}> had been killed"
            " in {else}."
        ),
        "{again} also gave a toll for {else}, where it said <WB {people}> had lost their lives since {since}.",
        "For {else}, which it counts apart, {off} reported <WB deaths> {asof}.",
        "Raids and reprisals in {else} had killed <WB {people}> {close}, according to {off}.",
    ),
    "filler": (
        "The foreign secretary, who had flown in at dawn, left again without speaking to reporters.",
        "Along the sea front, children sold cigarettes singly to those who could still afford them.",
        "Neither delegation would say whether a second round had been agreed, though both spoke of progress.",
        "Bread, when there is any, costs five times what it did in the summer.",
        "The army said it had acted on intelligence and had taken steps to warn residents.",
        "Thousands have left on foot, by cart and by lorry, for the camps along the southern road.",
    ),
}
