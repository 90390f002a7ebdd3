"""Posts and push messages: no verbs, arrows and brackets; the reader was not looked at."""

from __future__ import annotations

THREAD: dict[str, tuple[str, ...]] = {
    "title": (
        "Thread: {place}, day by day",
        "JUST IN: {place} death toll at <=K>",
        "{place} | <=DK killed> since yesterday's post",
        "Update no. 4 from {place}",
        "NEW: <=K> dead in {place}",
        "Quick summary from {place}",
    ),
    "total": (
        "JUST IN: {off} ups {place} death toll to <K>. Update dated {stamp}.",
        "{place}, {stamp}: <K> killed, <I> wounded ({off})",
        "Latest from {off} {on}: death toll <K>, up from <OLD>",
        "1/ {off} says <K {people}> killed since {since}. That's {asof}.",
        "NEW numbers. {off} now at <K> dead, <I> injured - {on}",
        "Confirmed by {off} {on}: <K> dead in {place}.",
        "Death toll: <OLD> → <K> ({off}, {stamp})",
        "{off}'s {wday} update is out: <K {people}> dead.",
        "For those just joining: <K {people}> killed so far, says {off}. Number is from {wday}.",
        "{spk} of {off}, {on}: “We have <K> dead and <I> injured.”",
    ),
    "daily": (
        "Last 24h per {off}, {stamp}: <DK> killed, <DI> injured.",
        "+<=DK dead> {on}, says {off}. Total: <K>",
        "{off} {on}: <DK> dead and <DI> wounded in one day.",
        "<DK {people}> killed {now}, <ODK> the day before. Both numbers: {off}, {on}.",
        "{off} adds <DK> dead {on}, bringing it to <K> overall.",
        "Another <DK> killed {now}. {off}, {stamp}.",
    ),
    "more": (
        "2/ <DK> of those in the last 24 hours.",
        "That's <DK> more dead than yesterday's number.",
        "In there: <DK {people}> killed {now}.",
        "One-day change in the toll: +<=DK>.",
    ),
    "injured": (
        "Wounded so far: <I> ({off}, {stamp}).",
        "Also from {off} {on}: <I {people}> wounded since {since}.",
        "Injured total now <I>, says {off} {on}.",
        "3/ Wounded since {since}: <I>. Same source, {off}.",
    ),
    "parts": (
        "Children killed since {since}: <KID>. Women: <WOM>. ({off}, {stamp})",
        "Of the dead so far, <KID> are kids and <WOM> women, says {off} {on}.",
        "{off} {on}: <KID children> among all those killed so far.",
        "4/ Dead by group since {since}, {off}: <KID children>, <WOM women>.",
    ),
    "others": (
        "Medics killed since {since}: <MED>, says {off} {on}.",
        "{off} {on}: <PRE journalists> dead since {since}.",
        "Health workers killed so far: <MED>. Reporters: <PRE>. Source: {off}, {stamp}.",
    ),
    "revision": (
        "Deleted an earlier post: {off} has corrected itself {on}. <=REV> dead, not <=WAS>.",
        "UPDATE: {off} revises death toll to <=REV> {on} (was <=WAS>)",
        "<=WAS> <- ignore this. Right number of dead per {off} {on}: <=REV>",
        "{off} backtracks {on}: death toll <=WAS> → <=REV>",
        "Seems the <=WAS> dead this morning were too many. {off} {on}: make that <=REV>.",
        "Correction from {off} {on}: toll for {was} was <=OREV> dead, not <=OLD>.",
        "{off} has pulled its figure of <=WAS> dead. No new one yet, it said {on}.",
        "Higher than first said: {off} now has <=UP> killed for {wday}, earlier post said <=WAS>.",
        "Old: <=WAS> dead. New: <=REV> dead. Reason given by {off} {on}: same people in two lists.",
        "{off} on its daily number {on}: <=DREV> dead in 24 hours, and sorry for the <=DWAS> it sent out before.",
        "Sorry, typo on the part of {off}: death toll {on} is <=REV> and not <=WAS>.",
    ),
    "rival": (
        "{riv} has other numbers: <RK> dead {asof}.",
        "Meanwhile {riv} says <RK {people}> killed. Posted {on}.",
        "Rival count, {riv}, {stamp}: <RK> killed.",
        "And {riv}? <RK> dead, it said {on}.",
    ),
    "relay": (
        "{rel} {on}: <K> dead in {place}, citing {off}.",
        "RT {rel}: {off} reports <K> killed {asof}.",
        "<K {people}> dead, says {rel} {on}, with data of {off}.",
        "Via {rel}: {off} count at <K> dead, {stamp}.",
    ),
    "background": (
        "{was}'s number, for reference: <OLD> dead ({off}).",
        "Reminder: {off} had <OLD> dead {eve}.",
        "Over <=ROLD> killed since {since}, says {off}.",
    ),
    "identified": (
        "{off} {on}: <ID> of <=K> dead identified.",
        "Identified so far: <ID> of <=K killed>, says {off} {on}.",
    ),
    "elsewhere": (
        "{else}: <WB> killed since {since}, says {off} {on}.",
        "And in {else}, {off} counts <WB> dead {asof}.",
    ),
    "filler": (
        "More on this when we have it.",
        "Power is out in half of the city again.",
        "Talks go on, 3 rounds so far.",
        "Photos in the next post.",
        "Roads north are blocked, 12 lorries waiting.",
    ),
}
