"""Still more places and sources for the articles of bench/tallies.py; who counts there is invented."""

from __future__ import annotations

from bench.tally_articles import World
from bench.tally_provinces import BEGUN, CHATTY, ESTIMATES, FORMAL, LOOSE, MORE

TRIPOLI = World(
    place="Tripoli",
    places=("Tripoli", "the Libyan capital", "Tripoli"),
    official="Tripoli ambulance service",
    officials=("the Tripoli ambulance service", "Tripoli's ambulance service", "the ambulance service in Tripoli"),
    rival="Libyan Crimes Watch",
    rivals=("Libyan Crimes Watch", "the monitoring group Libyan Crimes Watch"),
    relays=("the UN mission in Libya", "the Arab League", "Reuters"),
    since=("the militias clashed on October 7", "October 7", "7 October"),
    begun=BEGUN,
    elsewhere="Zawiya",
    people=("people", "people", "residents"),
    again=("the service", "it"),
    speaker="Osama Jaber",
    least=MORE,
)
GAZA_RECORDS = World(
    place="Gaza",
    places=("Gaza", "the Gaza Strip", "the territory"),
    official="Gaza health ministry",
    officials=(
        "Gaza's health ministry",
        "the health ministry in Gaza",
        "the Gaza health ministry",
        "the territory's health ministry",
        "the Ministry of Health in Gaza",
    ),
    rival="Palestinian Centre for Human Rights",
    rivals=("the Palestinian Centre for Human Rights", "the Gaza-based Palestinian Centre for Human Rights"),
    relays=("the World Health Organization", "UN Women", "the Associated Press", "OCHA"),
    since=("October 7", "the war began on 7 October", "7 October 2023"),
    begun=BEGUN,
    elsewhere="the West Bank",
    people=("people", "Palestinians", "people"),
    again=("the ministry", "it"),
    speaker="Zaher Nassar",
    least=FORMAL,
    about=ESTIMATES,
)
MAYOTTE = World(
    place="Mayotte",
    places=("Mayotte", "the island", "the island of Mayotte"),
    official="Mayotte prefecture",
    officials=("the Mayotte prefecture", "the prefecture of Mayotte", "the prefecture on Mayotte"),
    rival="French Red Cross",
    rivals=("the French Red Cross", "the French Red Cross society"),
    relays=("the interior ministry in Paris", "Agence France-Presse", "the European Commission"),
    since=("the cyclone of October 7", "October 7", "the cyclone made landfall on 7 October"),
    begun=BEGUN,
    elsewhere="the Comoros",
    people=("people", "islanders", "people"),
    again=("the prefecture", "it"),
    speaker="Hélène Caradec",
)
BAGO = World(
    place="Bago",
    places=("Bago", "the town of Bago", "Bago"),
    official="Assistance Association for Political Prisoners",
    officials=(
        "the Assistance Association for Political Prisoners",
        "the Assistance Association for Political Prisoners (AAPP)",
        "the Assistance Association for Political Prisoners, a watchdog,",
    ),
    rival="Bago police",
    rivals=("the Bago police", "police in Bago"),
    relays=("Radio Free Asia", "the UN human rights office", "the ASEAN secretariat"),
    since=("the crackdown began on October 7", "October 7", "7 October"),
    begun=BEGUN,
    elsewhere="Mandalay",
    people=("people", "protesters", "people"),
    again=("the association", "it"),
    speaker="Ko Htet Naing",
    least=CHATTY,
    about=LOOSE,
)
ACAPULCO = World(
    place="Acapulco",
    places=("Acapulco", "the Pacific resort of Acapulco", "the resort"),
    official="Guerrero state government",
    officials=("the Guerrero state government", "Guerrero's state government", "the government of Guerrero state"),
    rival="Mexican Navy",
    rivals=("the Mexican Navy", "Mexico's navy"),
    relays=("the newspaper El Sur", "the Red Cross", "the UN disaster office"),
    since=("the hurricane of October 7", "the hurricane came ashore on October 7", "October 7"),
    begun=BEGUN,
    elsewhere="Oaxaca",
    people=("people", "residents", "people"),
    again=("the state government", "it"),
    speaker="Evaristo Luna",
    least=FORMAL,
)
BANNU = World(
    place="Bannu",
    places=("Bannu", "Bannu district", "the district of Bannu"),
    official="Bannu district administration",
    officials=("the Bannu district administration", "the district administration in Bannu", "Bannu's administration"),
    rival="Edhi Foundation",
    rivals=("the Edhi Foundation", "the charity Edhi Foundation"),
    relays=("the chief minister's office in Peshawar", "the Associated Press of Pakistan", "the UN refugee agency"),
    since=("the monsoon floods of October 7", "October 7", "7 October"),
    begun=BEGUN,
    elsewhere="Kohat",
    people=("people", "villagers", "people"),
    again=("the administration", "it"),
    speaker="Shahid Wazir",
    least=FORMAL,
    about=ESTIMATES,
)
REGISTERS = (GAZA_RECORDS, ACAPULCO, MAYOTTE)
POSTS = (GAZA_RECORDS, TRIPOLI, BAGO)
RETURNS = (BANNU, GAZA_RECORDS, TRIPOLI, MAYOTTE)
