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
