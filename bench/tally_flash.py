"""An aid agency's flash update: headings, passives, cut-off hours, sources in brackets; the reader not looked at."""

from __future__ import annotations

FLASH: dict[str, tuple[str, ...]] = {
    "title": (
        "Flash Update | {place}",
        "{place}: reported fatalities reach <=K>",
        "Humanitarian Snapshot: {place}",
        "Situation overview and response",
        "Daily impact update: <=DK> killed in {place}",
        "{place}: needs, gaps and response to date",
    ),
    "total": (
        (
            "As per {off}, <K {people}> have been killed and <I> have been injured in {place} since {since}. Data as"
            " of {stamp}."
        ),
        "OVERVIEW - The cumulative death toll stands at <K>, {off} reported {issue}.",
        "{close}, <K fatalities> had been reported by {off}; figures are subject to verification.",
        "Casualties. {off} has confirmed the death of <K {people}> in {place} {hour}.",
        "Deaths reported since {since}: <K>. Injuries: <I>. Source: {off}, {stamp}.",
        (
            "{off} revised its reporting method last week and now includes deaths that occurred during evacuation; on"
            " this basis, it reported a cumulative total of <K fatalities> {asof}."
        ),
        "The number of fatalities has increased from <OLD> {eve} to <K> {on}, according to {off}.",
        "Human impact: <K {people}> killed and <I> injured since {since} ({off}, {stamp}).",
        "The latest figures from {off}, shared with partners {on}, indicate that <K {people}> have died since {since}.",
        "{hour}, the death toll in {place} was <K>, and the number of people injured <I>, according to {off}.",
    ),
    "daily": (
        "{window}, {off} recorded <DK fatalities> and <DI injuries>.",
        "{off} reported <DK more {people}> killed and <DI> injured {window}.",
        (
            "The deaths of <DK {people}> in the past day were reported by {off} {on}, which brings total fatalities"
            " to <K>."
        ),
        "{off} reported {issue} that <DK {people}> had been killed {now}, compared with <ODK> {oday}.",
        "New casualties in the 24-hour reporting period that closed on {stamp}: <DK> killed and <DI> injured ({off}).",
        "{off} received reports of <DK deaths> and <DI injuries> {to}, it said.",
    ),
    "more": (
        "Of the cumulative figure, {again} recorded <DK deaths> {window}.",
        "The cumulative death toll has increased by <DK> {now}.",
        "The total includes <DK fatalities> recorded {now}, {again} said.",
        "The deaths reported to date include those of <DK {people}> killed {window}.",
        "This represents an increase in fatalities of <DK> compared with the previous day.",
    ),
    "injured": (
        "Cumulative injuries since {since}: <I> ({off}, {stamp}).",
        "The number of people injured since {since} now totals <I>, {again} reported.",
        "Overall, <I {people}> had been injured {close}, according to {off}.",
        (
            "Since {since}, {off} has reported <I injuries> in total, of which one in four will require long-term"
            " rehabilitation. The figure was issued {on}."
        ),
        "{again} further reported that a total of <I {people}> had been injured since {since}.",
    ),
    "parts": (
        "Fatalities since {since} include <KID children> and <WOM women>, {again} reported.",
        "Cumulative fatalities by group ({off}, {stamp}): children <KID>, women <WOM>.",
        "Of those killed since {since}, {off} reported {on}, <KID> were children.",
        "{off} indicates that the cumulative death toll comprises <WOM women> and <KID children>, as reported {on}.",
        "{again} has recorded the deaths of <KID children> since {since}.",
    ),
    "others": (
        "Health: <MED health workers> had been killed in {place} {hour}, according to {off}.",
        "Protection of media: <PRE journalists> have been killed since {since} ({off}, {stamp}).",
        "{off} reported {issue} that <MED medical personnel> had lost their lives since {since}.",
        "Attacks and other incidents have cost the lives of <PRE media workers> {close}, as recorded by {off}.",
        "{off} had recorded, {asof}, <MED deaths among health workers> and <PRE among journalists>.",
    ),
    "revision": (
        (
            "Corrigendum: the cumulative death toll for {stamp} is <=REV>. The figure of <=WAS> issued earlier by"
            " {off} is withdrawn."
        ),
        (
            "Note: {off} has revised the number of fatalities from <=WAS> to <=REV> {asof} after duplicate entries"
            " were removed."
        ),
        (
            "{off} informed partners {on} that <=WAS> fatalities had been reported in error and that the verified"
            " total is <=REV>."
        ),
        (
            "Due to late submissions from district hospitals, {off} {on} revised cumulative fatalities upwards, from"
            " <=WAS> to <=UP>."
        ),
        (
            "Data note. {off} has reclassified a number of deaths as unrelated to the emergency. Total fatalities"
            " {asof} are therefore <=REV>, instead of <=WAS>."
        ),
        (
            "Cumulative fatalities by the end of {was} amounted to <=OREV>, and not <=OLD> as published at the time,"
            " {off} clarified {on}."
        ),
        "The death toll has been adjusted by {off} to <=REV> (earlier on {stamp}: <=WAS>).",
        (
            "{off} advised {on} that its earlier total of <=WAS> fatalities should be disregarded. The corrected"
            " total is <=REV>."
        ),
    ),
    "rival": (
        (
            "{riv}, which only counts deaths it has verified through two sources, put the number of people killed at"
            " <RK> {asof}."
        ),
        "By comparison, {riv} had documented <RK fatalities> {close}; the methodologies differ.",
        "{riv} reported {on} that <RK {people}> had been killed over the same period.",
        "Figures vary by source: {riv} lists <RK deaths> {hour}.",
        "A separate assessment by {riv}, released {on}, found that <RK {people}> had been killed since {since}.",
    ),
    "relay": (
        "{rel} reported {on}, on the basis of data from {off}, that <K {people}> had been killed since {since}.",
        "{off} had reported <K fatalities> {asof}, as quoted by {rel}.",
        "In its update of {stamp}, {rel} put cumulative fatalities at <K>, citing {off}.",
        "According to {rel}, which relays the figures of {off}, <K fatalities> had been recorded {close}.",
        "{rel} noted {on} that {off} had confirmed <K deaths> to date.",
    ),
    "background": (
        "{eve}, {off} had reported a cumulative total of <OLD fatalities>.",
        "The previous flash update gave the death toll as <OLD> {eve}, based on figures of {off}.",
        "Context: more than <=ROLD {people}> have been killed in {place} since {since}, according to {off}.",
        "For reference, <OLD fatalities> had been recorded by {off} {eve}.",
        "The previous toll, reported by {off} {eve}, was <OLD>.",
    ),
    "identified": (
        "Of the <=K fatalities> reported by {off} {asof}, <ID> have been identified.",
        "{off} said {on} that the identity of <ID> of the <=K {people} killed> had been established.",
        "Forensics: <ID> of the <=K> dead had been identified {close}, according to {off}.",
        "{off} reported {issue} that identification was complete for <ID> of <=K fatalities>.",
        "Among the <=K {people}> killed, <ID> have been identified to date ({off}, {stamp}).",
    ),
    "elsewhere": (
        "{else}: <WB {people}> have been killed since {since}, {again} reported.",
        "In {else}, {off} had recorded <WB fatalities> {close}.",
        "Separately, {off} reported {on} that <WB {people}> had been killed in {else}.",
        "Casualties have also been reported in {else}, where <WB deaths> had been recorded {asof}, according to {off}.",
        "For {else}, the number of fatalities since {since} is <WB> ({off}, {stamp}).",
    ),
    "filler": (
        "Access: the main road remains impassable for heavy vehicles.",
        "Partners have pre-positioned 1,400 shelter kits and 22 water bladders.",
        "The appeal is 31 per cent funded.",
        "Tens of thousands of people are estimated to be displaced, many for the second time.",
        "Priority needs include clean water, trauma kits and fuel for generators.",
        "The next update will be issued on Friday or when new information becomes available.",
    ),
}
