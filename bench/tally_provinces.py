"""More places and sources for the articles of bench/tallies.py: wars, quakes, storms; who counts there is invented."""

from __future__ import annotations

import datetime as dt

from bench.tally_articles import World

BEGUN = dt.date(2023, 10, 7)
MORE = ("at least", "at least", "more than", "upwards of", "no fewer than", "over")
FORMAL = ("at least", "at least", "more than", "over", "no fewer than", "in excess of")
ESTIMATES = ("approximately", "an estimated", "around", "some")
CHATTY = ("at least", "more than", "over", "no less than", "upwards of")
LOOSE = ("about", "around", "roughly", "close to", "nearly", "just about")

GAZA_CITY = World(
    place="Gaza",
    places=("Gaza", "the Gaza Strip", "the blockaded strip", "the Palestinian enclave"),
    official="Gaza health ministry",
    officials=(
        "Gaza's Health Ministry",
        "the Gaza Strip's health ministry",
        "the health ministry of the Hamas government",
        "the Health Ministry in Gaza",
        "the Ministry of Health in Hamas-ruled Gaza",
    ),
    rival="Al-Mezan Center for Human Rights",
    rivals=("the Al-Mezan Center for Human Rights", "Al-Mezan"),
    relays=("the UN aid coordination office", "the World Health Organization", "Agence France-Presse", "UNRWA"),
    since=("October 7, 2023", "the war broke out on October 7", "7 October"),
    begun=BEGUN,
    elsewhere="the West Bank",
    people=("people", "Palestinians", "people"),
    again=("the ministry", "it"),
    speaker="Nabil Qandil",
    least=MORE,
)
HODEIDAH = World(
    place="Hodeidah",
    places=("Hodeidah", "the Red Sea port of Hodeidah", "the besieged port", "the port city"),
    official="Yemen health ministry",
    officials=("Yemen's health ministry", "the Yemeni health ministry", "the health ministry in Sanaa"),
    rival="Yemen Conflict Observatory",
    rivals=("the Yemen Conflict Observatory", "the independent Yemen Conflict Observatory"),
    relays=("the UN mission in Hodeidah", "Save the Children", "the Saba news agency"),
    since=("the siege began on October 7", "October 7", "the truce collapsed on October 7"),
    begun=BEGUN,
    elsewhere="Marib",
    people=("people", "Yemenis", "people"),
    again=("the ministry", "it"),
    speaker="Anwar al-Shami",
    least=MORE,
)
MEKELLE = World(
    place="Mekelle",
    places=("Mekelle", "the northern city of Mekelle", "the regional capital"),
    official="Tigray health bureau",
    officials=("Tigray's health bureau", "the Tigray health bureau", "the regional health bureau in Tigray"),
    rival="Ayder hospital",
    rivals=("Ayder hospital", "the city's Ayder hospital"),
    relays=("the African Union", "Doctors Without Borders", "the UN rights office"),
    since=("fighting resumed on October 7", "7 October", "the October 7 offensive"),
    begun=BEGUN,
    elsewhere="Afar",
    people=("people", "residents", "people"),
    again=("the bureau", "it"),
    speaker="Hagos Tesfay",
    least=MORE,
)
HERAT = World(
    place="Herat",
    places=("Herat", "Herat province", "the province of Herat"),
    official="Afghanistan National Disaster Management Authority",
    officials=(
        "the Afghanistan National Disaster Management Authority",
        "Afghanistan's National Disaster Management Authority",
        "the Afghanistan National Disaster Management Authority (ANDMA)",
    ),
    rival="Afghan Red Crescent Society",
    rivals=("the Afghan Red Crescent Society", "the Afghan Red Crescent Society (ARCS)"),
    relays=("OCHA", "the World Health Organization", "UNAMA"),
    since=("the earthquake of 7 October", "7 October 2023", "the 7 October earthquake"),
    begun=BEGUN,
    elsewhere="Badghis",
    people=("people", "people", "residents"),
    again=("the Authority", "the Authority", "it"),
    speaker="Janan Sayeq",
    least=FORMAL,
    about=ESTIMATES,
)
MALAKAL = World(
    place="Malakal",
    places=("Malakal", "Malakal town", "Malakal County"),
    official="South Sudan Relief and Rehabilitation Commission",
    officials=(
        "South Sudan's Relief and Rehabilitation Commission",
        "the South Sudan Relief and Rehabilitation Commission",
        "the South Sudan Relief and Rehabilitation Commission (RRC)",
    ),
    rival="UN Mission in South Sudan",
    rivals=("the UN Mission in South Sudan", "UNMISS", "the UN Mission in South Sudan (UNMISS)"),
    relays=("OCHA", "the International Organization for Migration", "UNICEF"),
    since=("7 October 2023", "clashes erupted on 7 October", "7 October"),
    begun=BEGUN,
    elsewhere="Bentiu",
    people=("people", "people", "residents"),
    again=("the Commission", "the Commission", "it"),
    speaker="Peter Lual Deng",
    least=FORMAL,
    about=ESTIMATES,
)
STRIP_WIDE = World(
    place="Gaza",
    places=("Gaza", "the Gaza Strip"),
    official="Gaza health ministry",
    officials=(
        "the Ministry of Health (MoH) in Gaza",
        "the Ministry of Health in Gaza",
        "the Gaza Ministry of Health",
        "the Palestinian Ministry of Health in Gaza",
    ),
    rival="UN Human Rights Office",
    rivals=("the UN Human Rights Office", "the UN Human Rights Office (OHCHR)", "OHCHR"),
    relays=("OCHA", "the Health Cluster", "UNRWA", "UNICEF"),
    since=("7 October 2023", "7 October", "hostilities escalated on 7 October 2023"),
    begun=BEGUN,
    elsewhere="the West Bank",
    people=("people", "Palestinians", "Palestinians"),
    again=("the Ministry", "the Ministry", "it"),
    speaker="Nabil Qandil",
    least=FORMAL,
    about=ESTIMATES,
)
DAVAO = World(
    place="Davao",
    places=("Davao", "Davao", "the city of Davao", "the quake-hit city"),
    official="Office of Civil Defense",
    officials=(
        "the Office of Civil Defense",
        "the Philippines' Office of Civil Defense",
        "the Philippine Office of Civil Defense",
    ),
    rival="Philippine National Police",
    rivals=("the Philippine National Police", "the Philippines' national police", "the national police"),
    relays=("the Philippine Red Cross", "the US embassy in Manila", "GMA News", "the World Food Programme"),
    since=("the earthquake struck on October 7", "the October 7 quake", "October 7"),
    begun=BEGUN,
    elsewhere="Cotabato",
    people=("people", "people", "residents"),
    again=("the agency", "it"),
    speaker="Marites Dimaculangan",
)
ODESA = World(
    place="Odesa",
    places=("Odesa", "Odesa", "the Black Sea city", "the Odesa region"),
    official="governor of Odesa",
    officials=(
        "Odesa's governor",
        "the governor of Odesa",
        "the governor of the Odesa region",
        "Odesa governor Petro Savchuk",
    ),
    rival="Odesa police",
    rivals=("Odesa police", "police in Odesa", "the Odesa police"),
    relays=("Suspilne", "the UN human rights monitors in Ukraine", "the president's office in Kyiv"),
    since=("the bombardment began on October 7", "October 7", "7 October"),
    begun=BEGUN,
    elsewhere="Mykolaiv",
    people=("people", "people", "residents"),
    again=("the governor", "he"),
    speaker="Yulia Bondar",
)
KUNDUZ = World(
    place="Kunduz",
    places=("Kunduz", "the northern city of Kunduz", "Kunduz"),
    official="Kunduz hospital officials",
    officials=("hospital officials in Kunduz", "Kunduz hospital officials", "officials at hospitals in Kunduz"),
    rival="Afghanistan Rights Monitor",
    rivals=("the Afghanistan Rights Monitor", "the Kabul-based Afghanistan Rights Monitor"),
    relays=("the Red Cross", "Pajhwok news agency", "the Italian charity Emergency"),
    since=("the assault on the city began on October 7", "October 7", "7 October"),
    begun=BEGUN,
    elsewhere="Baghlan",
    people=("people", "residents", "people"),
    again=("the officials", "they"),
    speaker="Farid Noorzai",
)
AGADIR = World(
    place="Agadir",
    places=("Agadir", "the Agadir region", "the resort city"),
    official="Morocco interior ministry",
    officials=("Morocco's interior ministry", "the Moroccan interior ministry", "the interior ministry in Rabat"),
    rival="Moroccan Red Crescent",
    rivals=("the Moroccan Red Crescent", "Morocco's Red Crescent"),
    relays=("the MAP news agency", "Spain's foreign ministry", "the European Union"),
    since=("the October 7 earthquake", "the ground shook on October 7", "October 7"),
    begun=BEGUN,
    elsewhere="Taroudant",
    people=("people", "people", "residents"),
    again=("the ministry", "it"),
    speaker="Salma Bennis",
)
KERALA = World(
    place="Kerala",
    places=("Kerala", "Kerala", "the state of Kerala"),
    official="Kerala State Disaster Management Authority",
    officials=(
        "the Kerala State Disaster Management Authority",
        "Kerala's State Disaster Management Authority",
        "the State Disaster Management Authority in Kerala",
    ),
    rival="Kerala Police",
    rivals=("the Kerala Police", "Kerala's police", "the police in Kerala"),
    relays=("the Press Trust of India", "the home ministry in Delhi", "the Indian Red Cross"),
    since=("the floods of October 7", "the dam failed on October 7", "7 October"),
    begun=BEGUN,
    elsewhere="Tamil Nadu",
    people=("people", "people", "residents"),
    again=("the authority", "it"),
    speaker="Sheeba Kurian",
    least=CHATTY,
    about=LOOSE,
)
BAMENDA = World(
    place="Bamenda",
    places=("Bamenda", "the city of Bamenda", "Bamenda"),
    official="Bamenda Regional Hospital",
    officials=("Bamenda Regional Hospital", "the Bamenda Regional Hospital", "the regional hospital in Bamenda"),
    rival="Centre for Human Rights in Africa",
    rivals=("the Centre for Human Rights in Africa", "the Buea-based Centre for Human Rights in Africa"),
    relays=("the Catholic archdiocese", "the UN office in Yaounde", "Cameroon's state broadcaster"),
    since=("the fighting started on October 7", "October 7", "7 October"),
    begun=BEGUN,
    elsewhere="Kumba",
    people=("people", "residents", "people"),
    again=("the hospital", "it"),
    speaker="Grace Ngwa",
    least=CHATTY,
    about=LOOSE,
)
GUAYAQUIL = World(
    place="Guayaquil",
    places=("Guayaquil", "the port of Guayaquil", "Guayaquil"),
    official="Ecuador interior ministry",
    officials=("Ecuador's interior ministry", "the Ecuadorian interior ministry", "the interior ministry in Quito"),
    rival="Observatory of Organised Crime",
    rivals=("the Observatory of Organised Crime", "Ecuador's Observatory of Organised Crime"),
    relays=("the newspaper El Litoral", "the Organization of American States", "the UN rights office in Quito"),
    since=("the gang war began on October 7", "October 7", "the prison revolt of October 7"),
    begun=BEGUN,
    elsewhere="Esmeraldas",
    people=("people", "people", "residents"),
    again=("the ministry", "it"),
    speaker="Lucia Paredes",
    least=CHATTY,
    about=LOOSE,
)
FRONTS = (GAZA_CITY, HODEIDAH, GAZA_CITY, MEKELLE)
FIELD = (STRIP_WIDE, HERAT, MALAKAL)
SCENES = (ODESA, DAVAO, AGADIR, KUNDUZ)
NEIGHBOURS = (KERALA, BAMENDA, GUAYAQUIL)
