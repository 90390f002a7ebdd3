"""A paper that shows its working: data boxes, and corrections at the foot; the reader was not looked at."""

from __future__ import annotations

FOOTNOTE: dict[str, tuple[str, ...]] = {
    "title": (
        "Counting the dead in {place}",
        "{place} in figures: <=K> killed",
        "{place}: a further <=DK> lives lost",
        "How many have died in {place}? What the records show",
        "The price {place} is paying",
        "Hospitals in {place} report <=DK> more fatalities",
    ),
    "total": (
        "The register that {off} keeps had <K> entries under “deceased” {asof}. The count goes back to {since}.",
        "{off} issued its latest count {on}. Dead: <K>. Injured: <I>.",
        "In numbers (source: {off}, {stamp})\n\nKilled: <K>\n\nInjured: <I>",
        "By {wday} the war had taken <K> lives in {place}, on the evidence of records held by {off}.",
        "Deaths in {place} since {since} have risen to <K>. The source is {off}, which updated its database {on}.",
        "{spk}, who compiles the register for {off}, said {on} it contained the names of <K {people}> killed.",
        "Every evening {off} publishes a single number. {on}, it was <K>: the dead of {place} since {since}.",
        "Our count follows {off}, and {hour} it was <K> dead.",
        "<K {people}>: that is how many {off} says had been killed in {place} {close}.",
        "Fatalities in {place} went from <OLD> to <K> {on}, the records of {off} show.",
    ),
    "daily": (
        "{on} alone accounted for <DK {people}> killed and <DI> injured, the records of {off} show.",
        "{off} entered <DK deaths> in its register {on}, and the cumulative figure is therefore <K>.",
        "For the day to {wday} evening {off} lists <DK {people}> killed and <DI> hurt.",
        "{off} attributes <DK deaths> to the fighting of the past day. Its statement came {on}.",
        "The daily count of deaths, issued by {off} {on}, was <DK>. The one before it was <ODK>.",
        "{now} the mortuaries took in <DK {people}>, {off} said {on}. Its total moved up to <K>.",
    ),
    "more": (
        "One day accounts for <DK> of these deaths.",
        "The difference from the day before is <DK deaths>.",
        "<DK {people}> among them died {now}.",
        "{again} put the number of new deaths {now} at <DK>.",
    ),
    "injured": (
        "The same register has <I {people}> as injured since {since}.",
        "Injuries logged by {off} since {since} came to <I> {asof}.",
        "{off} had also logged <I injuries> since {since}, it said {on}.",
        "Beds are short: <I {people}> have been injured since {since}, on the figures {off} gave {on}.",
    ),
    "parts": (
        (
            "Broken down by age and sex, the register of {off} has <KID children> and <WOM women> among the dead"
            " ({stamp})."
        ),
        "By {wday}, <KID> of the entries were for children, {off} said, and <WOM> for women who had been killed.",
        "Since {since} the war has killed <KID children>, on the figures {off} gave {on}.",
        "{off} said {on} that women accounted for <WOM> of all deaths since {since}, and children for <KID>.",
    ),
    "others": (
        "A separate list that {off} keeps of medics killed since {since} had <MED> names on it {asof}.",
        "Journalists killed since {since}: <PRE> ({off}, {stamp}).",
        "{off} counted <MED health workers> and <PRE journalists> among those killed since {since}, it said {on}.",
        "Records of {off} show that <PRE members of the press> had been killed {asof}.",
    ),
    "revision": (
        (
            "Correction, {stamp}: an earlier figure of <=WAS> dead was wrong because some hospitals had counted twice."
            " The figure, according to {off}, is <=REV>."
        ),
        "{off} struck names from its register {on} that had been entered in error. The dead now number <=REV>.",
        (
            "This article was amended {on}. It had given the death toll, on the authority of {off}, as <=WAS>; that"
            " should have read <=REV>."
        ),
        "The number of those killed stands at <=REV>, {off} said {on} - <=WAS> earlier reported.",
        "Killed: <=REV> (previously <=WAS>). Source: {off}, {stamp}.",
        (
            "{off} has put its death toll back to <=REV>. The <=WAS> that it announced {on} had included patients who"
            " died before {since}."
        ),
        "Footnote: for {was}, {off} now gives <=OREV> killed. It gave <=OLD> at the time.",
        "{off} withdrew its death toll of <=WAS> {on} without giving another.",
        (
            "An audit by {off} found deaths that had gone unrecorded, and {on} the cumulative figure was restated as"
            " <=UP>. Before the audit it was <=WAS>."
        ),
        "{off} said {on} that <=DREV {people}> had been killed {now}, not <=DWAS> as first given.",
        "Injured: <=IREV>, {off} said {on}, after it took <=IWAS> for a clerical error.",
    ),
    "rival": (
        "A second register, that of {riv}, had <RK> names of people killed {asof}.",
        "Registers differ: that of {riv} ran to <RK deaths> {hour}.",
        "The estimate of {riv}, published {on}, is that <RK {people}> have been killed.",
        "{riv} works from burial records, and {on} these gave a death toll of <RK>.",
        "Compare {riv}: <RK> killed, by the list it issued {on}.",
    ),
    "relay": (
        "{rel} does not count. The <K deaths> in its report of {stamp} are those of {off}.",
        "The <K deaths> given by {rel} {on} were taken from {off}.",
        "{rel} reported <K deaths> {asof}. Source: {off}.",
        "A paper by {rel}, dated {stamp}, uses the death toll of {off}, <K>.",
    ),
    "background": (
        "{eve} the same register had <OLD> dead, {off} said.",
        "The last edition of this page, on {was}, carried a toll of <OLD>, as given by {off}.",
        "The records of {off} passed <=ROLD> deaths some time ago.",
        "On {was}, {off} had it at <OLD> dead.",
    ),
    "identified": (
        "Of the <=K> dead in the register of {off}, <ID> have been identified, it said {on}.",
        "Entries with a full name and number: <ID> of <=K killed> ({off}, {stamp}). The others await identification.",
        "{off} said {on} it had identified <ID> of the <=K people> killed.",
    ),
    "elsewhere": (
        "{else} is counted apart: there {off} had <WB> dead {asof}.",
        "In {else}, the register has <WB {people}> killed since {since}, {off} said {on}.",
        "Killed in {else} since {since}: <WB> ({off}, {stamp}).",
    ),
    "filler": (
        "A note on method: we do not add up figures from different sources.",
        "Three crossings were open this week, for 40 lorries a day.",
        "The cost of rebuilding has been put at 2.4 billion dollars.",
        "Schools have been shut for most of the year.",
        "Write to us if you think a number on this page is wrong.",
    ),
}
