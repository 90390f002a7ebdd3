"""Places and sources that the articles of bench/tallies.py speak of; the rest of them is invented."""

from __future__ import annotations

import datetime as dt

from bench.tally_articles import World

GAZA = World(
    place="Gaza",
    places=("Gaza", "the Gaza Strip", "the territory", "the enclave", "Gaza"),
    official="Gaza health ministry",
    officials=(
        "Gaza's health ministry",
        "the health ministry in Gaza",
        "the Gaza Health Ministry",
        "the health ministry in Hamas-run Gaza",
        "the territory's health ministry",
        "the Ministry of Health in Gaza",
        "the Hamas-run health ministry in Gaza",
        "Gaza's Ministry of Health",
        "the enclave's health ministry",
    ),
    rival="Gaza government media office",
    rivals=(
        "the government media office in Gaza",
        "Gaza's Government Media Office",
        "the Gaza Government Media Office",
    ),
    relays=("the UN humanitarian office", "the United Nations", "OCHA", "the World Health Organization"),
    since=("October 7", "Oct. 7", "7 October", "the war began on October 7", "the start of the war on October 7"),
    begun=dt.date(2023, 10, 7),
    elsewhere="the occupied West Bank",
    people=("people", "Palestinians", "people"),
)
SUDAN = World(
    place="Khartoum",
    places=("Khartoum", "the Sudanese capital", "Khartoum state", "the city"),
    official="Sudan Doctors' Committee",
    officials=(
        "the Sudan Doctors' Committee",
        "Sudan's doctors' committee",
        "the doctors' committee",
        "the Sudan Doctors’ Committee",
    ),
    rival="Sudanese Red Crescent",
    rivals=("the Sudanese Red Crescent", "the Red Crescent"),
    relays=("the UN human rights office", "the World Health Organization", "UNICEF"),
    since=("the fighting began on October 7", "October 7", "the battle for the city began on 7 October"),
    begun=dt.date(2023, 10, 7),
    elsewhere="Darfur",
    people=("people", "residents", "people"),
)
QUAKE = World(
    place="Nepal",
    places=("Nepal", "the country", "Nepal"),
    official="Nepal interior ministry",
    officials=(
        "Nepal's interior ministry",
        "the interior ministry",
        "the Interior Ministry of Nepal",
        "the Nepalese interior ministry",
    ),
    rival="Nepal Red Cross Society",
    rivals=("the Nepal Red Cross Society", "the Nepal Red Cross"),
    relays=("the United Nations", "the UN humanitarian office", "OCHA"),
    since=("the earthquake of October 7", "the October 7 earthquake", "October 7"),
    begun=dt.date(2023, 10, 7),
    elsewhere="northern India",
    people=("people", "villagers", "people"),
)
WORLDS = (GAZA, GAZA, SUDAN, QUAKE)
OUTLETS = (
    "Harbour Post",
    "Northern Courier",
    "Daily Meridian",
    "The Fairwater Times",
    "Eastgate News",
    "Metro Observer",
    "Inland Tribune",
    "The Lantern",
)
STRIP = World(
    place="Gaza",
    places=("Gaza", "the Gaza Strip", "the strip", "the coastal enclave", "the besieged territory"),
    official="Gaza health ministry",
    officials=(
        "Palestinian health authorities",
        "Gaza health authorities",
        "the Palestinian health ministry",
        "Gaza's Hamas-run Health Ministry",
        "health authorities in Gaza",
        "the Hamas-controlled health ministry",
        "the Ministry of Health in the Gaza Strip",
        "the strip's health ministry",
        "the Gaza-based Health Ministry",
    ),
    rival="Palestinian Red Crescent",
    rivals=("the Palestinian Red Crescent Society", "the Palestinian Red Crescent"),
    relays=("UNRWA", "the WHO", "UN OCHA", "Save the Children", "the UN's humanitarian coordination office"),
    since=("Oct. 7", "7 October 2023", "October 7, 2023", "the war erupted on October 7", "early October"),
    begun=dt.date(2023, 10, 7),
    elsewhere="the West Bank",
    people=("people", "Palestinians", "Gazans"),
)
LEBANON = World(
    place="Lebanon",
    places=("Lebanon", "the country", "Lebanon"),
    official="Lebanon health ministry",
    officials=(
        "Lebanon's health ministry",
        "the Lebanese health ministry",
        "the Lebanese Ministry of Public Health",
        "Lebanon's Public Health Ministry",
        "the health ministry in Beirut",
    ),
    rival="Disaster Risk Management Unit",
    rivals=("the Disaster Risk Management Unit", "Lebanon's Disaster Risk Management Unit"),
    relays=("UNICEF", "the International Organization for Migration", "the UN refugee agency"),
    since=("hostilities broke out on 8 October", "October 8", "8 October", "cross-border fire began on October 8"),
    begun=dt.date(2023, 10, 8),
    elsewhere="northern Israel",
    people=("people", "Lebanese", "civilians"),
)
DERNA = World(
    place="Derna",
    places=("Derna", "the port city", "Derna", "the flood-hit city"),
    official="Libya interior ministry",
    officials=(
        "Libya's interior ministry",
        "the Libyan interior ministry",
        "the interior ministry",
        "the interior ministry in Tripoli",
    ),
    rival="Libyan Red Crescent",
    rivals=("the Libyan Red Crescent", "the Red Crescent in Libya"),
    relays=("the International Organization for Migration", "the WHO", "the UN mission"),
    since=("the dams burst on October 7", "the storm", "October 7", "the floods of October 7"),
    begun=dt.date(2023, 10, 7),
    elsewhere="Benghazi",
    people=("people", "residents", "people"),
)
SYRIA = World(
    place="Syria",
    places=("Syria", "the country", "Syria"),
    official="Syrian Observatory for Human Rights",
    officials=(
        "the Syrian Observatory for Human Rights",
        "the Britain-based Syrian Observatory for Human Rights",
        "the Syrian Observatory",
        "the Observatory",
    ),
    rival="White Helmets",
    rivals=("the White Helmets", "the White Helmets rescue group"),
    relays=("AFP", "the UN Commission of Inquiry", "the United Nations"),
    since=("the offensive began on October 7", "October 7", "the start of the offensive on 7 October"),
    begun=dt.date(2023, 10, 7),
    elsewhere="northern Iraq",
    people=("people", "Syrians", "civilians"),
)
LATER = (STRIP, LEBANON, STRIP, SYRIA, STRIP, DERNA)
KHAN = World(
    place="Gaza",
    places=("Gaza", "the Gaza Strip", "the Palestinian territory", "the enclave", "the war-torn territory"),
    official="Gaza health ministry",
    officials=(
        "Gaza's health ministry",
        "the Palestinian Ministry of Health",
        "the health ministry in the Hamas-run territory",
        "Palestinian health officials",
        "the Health Ministry in Gaza",
        "Gaza health officials",
        "the Gaza Ministry of Health (MoH)",
    ),
    rival="Euro-Med Human Rights Monitor",
    rivals=("Euro-Med Human Rights Monitor", "Euro-Med Monitor", "the Euro-Med Human Rights Monitor"),
    relays=("the United Nations", "Doctors Without Borders", "Al Jazeera", "the ICRC"),
    since=("October 7", "the start of the war on 7 October", "Oct 7, 2023", "the outbreak of hostilities on October 7"),
    begun=dt.date(2023, 10, 7),
    elsewhere="the occupied West Bank",
    people=("people", "Palestinians", "civilians"),
)
MYANMAR = World(
    place="Myanmar",
    places=("Myanmar", "the country", "Myanmar"),
    official="Myanmar junta",
    officials=("Myanmar's junta", "the junta", "the military junta", "the ruling junta"),
    rival="National Unity Government",
    rivals=("the National Unity Government", "Myanmar's National Unity Government"),
    relays=("the AHA Centre", "the United Nations", "the World Food Programme"),
    since=("the earthquake struck on October 7", "October 7", "the 7 October earthquake"),
    begun=dt.date(2023, 10, 7),
    elsewhere="northern Thailand",
    people=("people", "residents", "people"),
)
UKRAINE = World(
    place="Kharkiv",
    places=("Kharkiv", "the city", "Kharkiv region", "Kharkiv"),
    official="Kharkiv prosecutors",
    officials=(
        "the Kharkiv regional prosecutor's office",
        "the regional prosecutor's office",
        "Kharkiv prosecutors",
        "the prosecutor's office",
    ),
    rival="State Emergency Service",
    rivals=("the State Emergency Service", "Ukraine's State Emergency Service"),
    relays=("the UN human rights mission", "Interfax-Ukraine", "the governor"),
    since=("the offensive began on October 7", "October 7", "7 October"),
    begun=dt.date(2023, 10, 7),
    elsewhere="Donetsk",
    people=("people", "civilians", "residents"),
)
LATEST = (KHAN, MYANMAR, KHAN, UKRAINE, KHAN, LEBANON)
