"""A sixth set of patterns: situation reports, ministry statements, bulletins; measured before mending."""

from __future__ import annotations

SITREP: dict[str, tuple[str, ...]] = {
    "title": (
        "Flash update: {place}",
        "Hostilities in {place} | Reported impact",
        "{place}: humanitarian situation update",
        "Statement on casualties in {place}",
        "Reported casualties: <=K> killed",
    ),
    "total": (
        "According to {off}, between {since} and {date}, <K {people}> were killed in {place} and <I> were injured.",
        "Since {since} and {asat}, <K {people}> were killed and <I> were injured, according to {off}.",
        "{off} announced that, {asat}, the cumulative number of fatalities stands at <K> and that of injuries at <I>.",
        "The total number of fatalities reported by {off} {asat} is <K>.",
        "Reported fatalities: <K> ({off}, {date}).",
        "{off}: <K> killed and <I> injured {asat}.",
        "{asat}, {off} documented <K fatalities> and <I injuries> since {since}.",
        "Cumulative figures released by {off} {on}: <K killed>, <I injured>.",
        "{off} confirms that the number of martyrs has risen to <K> since {since}, it said in a statement {on}.",
    ),
    "daily": (
        "According to {off}, {between}, <DK {people}> were killed and <DI> were injured.",
        "{between}, {off} reported the killing of <DK {people}> and the injury of <DI>.",
        "{off} said in its statistical report {on} that hospitals had received <DK martyrs> and <DI injuries> {now}.",
        "During the reporting period ending {date}, <DK fatalities> and <DI injuries> were recorded by {off}.",
        "{off} reported {on} that <DK {people}> were killed {to}, with the cumulative toll now at <K>.",
    ),
    "more": (
        "This includes <DK fatalities> reported {now}.",
        "Of this number, <DK {people}> were killed {now}.",
        "Casualties {now}: <DK> killed, <DI> injured.",
    ),
    "injured": (
        "Reported injuries stand at <I> {asat}, according to {off}.",
        "In addition, {off} reported <I injuries> {asat}.",
        "{off} put injuries since {since} at <I> {asat}.",
    ),
    "parts": (
        "Of the fatalities, <KID> are children and <WOM> women, according to {off}, {asat}.",
        "{off} noted {on} that fatalities to date include <KID children> and <WOM women>.",
        "The fatalities reported by {off} {asat} include <KID children>.",
    ),
    "others": (
        "According to {off}, <MED health workers> and <PRE journalists> have been killed {asat}.",
        "<MED medical staff> were killed between {since} and {date}, according to {off}.",
    ),
    "revision": (
        "{off} has corrected the cumulative toll for {date} to <=REV> (previously reported: <=WAS>).",
        "Correction: the number of fatalities reported by {off} for {date} should read <=REV>, not <=WAS>.",
        "Following a review, {off} reduced the cumulative number of fatalities {asat} from <=WAS> to <=REV>.",
        "{off} has amended its count of fatalities {asat} to <=REV>; <=WAS> had been reported earlier.",
        "The figure of <=WAS> fatalities previously issued by {off} has been revised to <=REV> {asat}.",
    ),
    "rival": (
        "{riv} recorded <RK fatalities> over the same period, {asat}.",
        "By contrast, {riv} has reported <RK deaths> {asat}.",
        "{riv} estimates that <RK {people}> had been killed {asat}.",
    ),
    "relay": (
        "{rel} notes that, according to {off}, <K fatalities> had been reported {asat}.",
        "Citing {off}, {rel} reported <K fatalities> {asat}.",
        "{rel}: {off} has reported <K deaths> {asat}.",
    ),
    "background": (
        "In its previous report, {off} had put the number of fatalities at <OLD>.",
        "The last update by {off} gave <OLD fatalities>.",
    ),
    "identified": (
        "Of the <=K fatalities> reported, <ID> have been fully identified, according to {off}, {asat}.",
        "{asat}, the full identification details of <ID fatalities> had been documented by {off}.",
    ),
    "elsewhere": ("In {else}, <WB {people}> were killed between {since} and {date}, according to {off}.",),
    "filler": (
        "Humanitarian partners continue to scale up assistance where access allows.",
        "Explosive remnants of war remain a hazard for returnees.",
        "Water production stands at a fraction of pre-crisis levels.",
        "Many casualties are reportedly still under the rubble.",
    ),
}
