"""A public broadcaster's web text, half sentences and half lists; the reader was not looked at."""

from __future__ import annotations

AGENDA: dict[str, tuple[str, ...]] = {
    "title": (
        "{place}: figures for {wday}",
        "Another <=DK> people die in {place}",
        "More than a number: the <=K> dead of {place}",
        "{place} - what the authorities report",
        "Death toll in {place}: <=K>",
    ),
    "total": (
        "Latest figures, published by {off} {on}: <K> people have died and <I> have been injured.",
        "So far <K {people}> have lost their lives in {place}. {off} confirmed this figure {on}.",
        "The official death toll is <K>. It was published {on} by {off}.",
        "{off} now knows of <K> deaths in {place} ({stamp}).",
        "At its press conference {on}, {off} spoke of <K {people}> killed since {since}.",
        "Since {since}, {off} says, <K {people}> have died. The figure reflects the situation {asof}.",
        "The number of victims has increased again: {off} reported <K> dead {on}, after <OLD> {oday}.",
        "What does {off} say? Its figure {on}: <K> dead.",
        "With <K> dead, {place} has passed another sad mark, data from {off} showed {on}.",
    ),
    "daily": (
        "{on}, {off} registered <DK> new deaths and <DI> new injuries.",
        "Within 24 hours <DK {people}> have died, {off} announced {on}. In total there are now <K> dead.",
        "{off} reported <DK> further deaths {on}; <ODK> had been reported {oday}.",
        "<DK {people}> lost their lives {now}, {off} announced {on}.",
        "New deaths reported by {off} {on}: <DK>. New injuries: <DI>.",
    ),
    "more": (
        "<DK> of these deaths were new.",
        "The figure is <DK> higher than the one of the day before.",
        "Included are <DK {people}> who died {now}.",
    ),
    "injured": (
        "In addition, <I {people}> have been injured since {since}, according to {off} ({stamp}).",
        "{off} puts the number of injured at <I>, as it announced {on}.",
        "Injured since {since}: <I>, {off} announced {on}.",
    ),
    "parts": (
        "Of those who died since {since}, <KID> were children and <WOM> were women, {off} announced {on}.",
        "Children make up <KID> of all deaths since {since}, {off} announced {on}.",
        "{off} gave these figures {on} for the dead since {since}: <KID children>, <WOM women>.",
    ),
    "others": (
        "<MED doctors and nurses> have died since {since}, {off} announced {on}.",
        "{off} announced {on} that <PRE journalists> had been killed since {since}.",
        "Among the dead since {since} are <MED health workers>, {off} said {on}.",
    ),
    "revision": (
        "Correction ({stamp}): We reported <=WAS> dead. {off} has since changed this to <=REV>.",
        (
            "{off} subtracted deaths that had been reported by two hospitals {on}. Instead of <=WAS>, there are <=REV>"
            " dead."
        ),
        (
            "In an earlier version of this text the death toll was given as <=WAS>. According to {off}, it is <=REV>"
            " ({stamp})."
        ),
        "The figure has been adjusted: {off} put the number of dead at <=REV> {on}, after <=WAS> in the morning.",
        "{off} had to correct its figures {on}. There are <=REV> dead and not, as reported, <=WAS>.",
        "Following a data check, {off} {on} reduced the number of deaths from <=WAS> to <=REV>.",
        "Late reports were added for {was}: {off} raised that day's death toll from <=OLD> to <=OUP> {on}.",
        "The total of <=WAS> deaths was a transmission error, {off} announced {on}. <=REV> is right.",
        "{off} reported more deaths than first announced {on}: <=UP>, not <=WAS>.",
        "{off} took down its figure of <=WAS> dead {on} and said it was being checked.",
        "{riv} corrected its figure {on}: it had counted <=RREV> dead, not <=RWAS>.",
    ),
    "rival": (
        "{riv} comes to a different result and puts the number of dead at <RK> ({stamp}).",
        "There are doubts about the official figures. {riv} assumes <RK> dead, it said {on}.",
        "{riv} announced {on} that it had counted <RK {people}> killed.",
    ),
    "relay": (
        "{rel} adopted the figure of {off} in its report {on}: <K> dead.",
        "{rel} reported {on} that <K {people}> had died and named {off} as its source.",
        "According to figures of {off} that {rel} published {on}, <K {people}> have died.",
    ),
    "background": (
        "{eve}, {off} had reported <OLD> dead.",
        "For comparison: {was}'s figure was <OLD> dead, according to {off}.",
        "More than <=ROLD {people}> have died since {since}, {off} says.",
    ),
    "identified": (
        "<ID> of the <=K> dead have been identified, {off} announced {on}.",
        "{off} announced {on} that <ID> of <=K dead> had been identified by name.",
    ),
    "elsewhere": (
        "In {else} the number of dead since {since} is <WB>, {off} announced {on}.",
        "For {else}, {off} reported <WB> dead {on}.",
    ),
    "filler": (
        "The talks are to be continued on Friday.",
        "Schools and offices remain closed.",
        "The airport has reopened for 12 flights a day.",
        "Aid organisations warn of a shortage of drinking water.",
        "All figures can only be verified to a limited extent.",
    ),
}
