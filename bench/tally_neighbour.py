"""A chatty regional outlet that explains: questions, lists of what is known, "you"; the reader was not looked at."""

from __future__ import annotations

NEIGHBOUR: dict[str, tuple[str, ...]] = {
    "title": (
        "{place}: what we know, and what we don't",
        "The numbers behind the headlines from {place}",
        "Now <=K> dead in {place}: your questions answered",
        "Explained: how the dead of {place} are counted",
        "<=DK more deaths> in {place} - here is the latest",
        "Morning catch-up: {place}",
    ),
    "total": (
        (
            "Let's start with the number everyone is asking about. {off} said {on} that <K {people}> have died in"
            " {place} since {since}."
        ),
        "How many people have been killed? The short answer, from {off} {on}: <K>.",
        (
            "What we know: <K {people}> have been killed and <I> injured since {since}, going by the figures {off}"
            " gave {on}."
        ),
        "The death toll is up again. {off} had it at <OLD> {oday}, and {on} it went to <K>.",
        "So where do things stand? {hour}, {off} had counted <K {people}> killed in {place}, and <I> injured.",
        "If you went to bed early, here is what you missed: {off} said {late} that the death toll had reached <K>.",
        "{spk}, who speaks for {off}, told our newsroom {on} that <K {people}> had been killed since {since}.",
        (
            "A word on the figures: {off} has started to count people who die within 30 days of being hurt. On that"
            " footing it put the death toll {on} at <K>."
        ),
        (
            "It is hard to take in, but <K {people}> from {place} are no longer with us, according to {off}, which"
            " updated its list {on}."
        ),
        "{off} keeps a running tally on its website. {asof} it showed <K deaths> and <I injuries>.",
    ),
    "daily": (
        "And the last day? {off} said {on} that <DK {people}> had been killed and <DI> injured {now}.",
        "It was another bad day. {off} counted <DK {people}> dead and <DI> injured {window}.",
        "<DK more {people}> didn't make it home, {off} said {on}, and that puts the death toll at <K>.",
        "Here is the day in two numbers, both from {off} {on}: <DK> killed, <DI> injured.",
        "{spk} of {off} told us {on} that <DK {people}> had died {now}, after <ODK> {oday}.",
        "{off} added <DK names> to the list of the dead {on}. The list now has <K>.",
    ),
    "more": (
        "And yes, the deaths of <DK {people}> {now} are in that number.",
        "That's <DK> more dead than when we wrote about this on {was}.",
        "Of that total, <DK> died {now}, {again} said.",
        "The jump in deaths in one day: <DK>.",
        "The dead, {again} told us, include <DK {people}> killed {window}.",
    ),
    "injured": (
        "What about the injured? Since {since}, {again} said, <I {people}> have been hurt.",
        "The number of people injured since {since} is now <I>, going by the same list.",
        "Add to that the injured: {spk}, who speaks for {off}, said {on} there had been <I> of them since {since}.",
        "Since all this began <I {people}> have been injured, {off} said {on}.",
        "{again} said the injured now came to <I> in all. For scale, our local hospital has 300 beds.",
    ),
    "parts": (
        "Who are they? Of everyone killed since {since}, {again} said, <KID> were children and <WOM> were women.",
        "{off} said {on} that its list of all the dead has <KID children> on it.",
        "Too many of them are very young: since {since}, <KID children> have been killed, {again} said {on}.",
        "According to the list {off} put out {on}, <WOM women> and <KID children> have been killed since {since}.",
        "Among all the dead since {since} there are, {again} told us, <KID girls and boys> and <WOM women>.",
    ),
    "others": (
        "Are medics being hit? Yes: {off} said {on} that <MED health workers> had been killed since {since}.",
        "We count colleagues among the dead. {off} said {on} that <PRE journalists> had been killed since {since}.",
        "{spk} of {off} told us {on} that <MED doctors and nurses> and <PRE journalists> had died since {since}.",
        "You asked about ambulance crews and other medics. {asof}, {off} had <MED> of them on its list of the dead.",
        (
            "Reporting from {place} is dangerous work, and {off} said {late} that <PRE reporters> had been killed"
            " doing it."
        ),
    ),
    "revision": (
        (
            "Why did the number go down? {off} said {on} that it had counted some people twice. So: <=REV> dead, not"
            " <=WAS>."
        ),
        "Scratch what you read at lunchtime. {off} has taken back its toll of <=WAS> and {on} made it <=REV>.",
        (
            "{spk} of {off} rang us {on} to put things right: the <=WAS> deaths announced in the morning should have"
            " been <=REV>."
        ),
        (
            "Good news of a sort. People thought dead have been found alive, and {off} {on} lowered its toll to"
            " <=REV>. It had been at <=WAS>."
        ),
        "The number went up after a recount. {off} said {on} that <=UP {people}> had been killed, rather than <=WAS>.",
        (
            "Remember the <=OLD> deaths that {off} reported {eve}? That figure for {was} should have been <=OREV>, it"
            " said {on}."
        ),
        (
            "{off} no longer counts people who died of illness. That is why its toll came down {on}, from <=WAS> to"
            " <=REV>."
        ),
        "We were told <=WAS>. It is <=REV>, {off} said {on}, and the first figure for the dead was a typing error.",
    ),
    "rival": (
        "You may have seen another figure. That's from {riv}, which said {on} that <RK {people}> had been killed.",
        "Does everyone agree? No. {riv} put the death toll at <RK> {on}.",
        (
            "{riv} keeps its own list, which includes people who died on the way to hospital, and had <RK> dead on it"
            " {asof}."
        ),
        "Ask {riv} and you get another answer: <RK> dead {hour}.",
        (
            "Then there is the count of the dead by {riv}, which does not wait for death certificates. It reached"
            " <RK> {on}."
        ),
    ),
    "relay": (
        "{rel} said {on} that <K {people}> had been killed. Where is that from? From {off}.",
        "The number you will have heard from {rel} {on}, <K> dead, was supplied by {off}.",
        "{rel} told the public {on} that, by the count of {off}, <K {people}> had died.",
        "<K {people}> had been killed {asof}. That is according to {off}, by way of {rel}.",
        "{rel} did no counting of its own: the <=K deaths> it spoke of {on} are those listed by {off}.",
    ),
    "background": (
        "In case you have just joined us, {off} had the death toll at <OLD> {eve}.",
        "How did we get here? By {was}, {off} had counted <OLD {people}> killed since {since}.",
        "More than <=ROLD {people}> have been killed since {since}, according to {off}.",
        "The last time we looked, on {was}, the toll kept by {off} stood at <OLD>.",
        "For comparison: {off} counted <OLD> dead {eve}.",
    ),
    "identified": (
        "Do we know their names? {off} said {on} that <ID> of the <=K> dead had been identified.",
        "Of the <=K {people} killed>, <ID> have been identified, {spk} of {off} told us {on}.",
        "There are <=K> dead on the list of {off}, and {asof} <ID> of them had been identified.",
        "{off} said {on} it had worked out who <ID> of the <=K> dead were.",
        "It takes time to put a name to each of the dead. {off} said {late} it had done so for <ID> out of <=K>.",
    ),
    "elsewhere": (
        "And {else}? There, {again} said, <WB {people}> have been killed since {since}.",
        "It isn't only {place}. In {else}, {off} said {on}, <WB {people}> have died.",
        "If you have family in {else}: {off} said {on} that <WB {people}> had been killed there.",
        "{else} has a toll of its own, <WB> {asof}, according to {off}.",
        "{off} also counts for {else}, and said {on} that <WB {people}> had lost their lives there.",
    ),
    "filler": (
        "Want to help? The parish hall on Mill Lane takes blankets until six.",
        "What we don't know is how many people are still missing.",
        "The council meets on Thursday, and we will be there.",
        "Send us your questions and we will do our best to answer them.",
        "Flights are off until at least the weekend, so check before you travel.",
        "Nobody we spoke to expected it to last this long.",
    ),
}
