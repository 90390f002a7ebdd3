"""Nouns that describe actors: whether a person, a body or a group, and which pronoun stands for it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

from onrecord.text.states import state_of_adjective

Gender = Literal["m", "f"]

PERSON = frozenset(
    "spokesman spokeswoman spokesperson official minister president prime premier secretary senator congressman "
    "congresswoman lawmaker governor mayor chancellor ambassador envoy diplomat director chief head leader chairman "
    "chairwoman chair chairperson ceo executive founder owner manager coach captain player commander "
    "general colonel officer "
    "soldier prosecutor judge justice lawyer attorney counsel doctor nurse physician professor researcher scientist "
    "analyst economist strategist expert author writer editor reporter journalist correspondent host anchor "
    "candidate nominee politician activist campaigner adviser advisor aide assistant deputy representative delegate "
    "negotiator mediator source witness victim survivor resident neighbor neighbour man woman boy girl father mother "
    "son daughter brother sister wife husband parent child friend relative student teacher worker employee driver "
    "pilot farmer fisherman trader investor broker banker shareholder customer priest "
    "cleric magistrate admiral marshal juror associate colleague counterpart client ally boss kid teen "
    "teenager refugee migrant immigrant archbishop cardinal monk nun guest mom dad uncle aunt cousin nephew niece "
    "veep pm tsar czar user blogger bishop pope imam rabbi pastor "
    "king queen prince princess duke duchess sheikh emir sultan actor actress singer star artist director "
    "billionaire "
    "businessman businesswoman entrepreneur consultant commissioner inspector superintendent sheriff detective agent "
    "suspect defendant plaintiff inmate prisoner veteran mp mep peer lord lady baroness speaker whip treasurer "
    "moderator organizer organiser coordinator specialist historian critic person member insider figure ombudsman "
    "clerk boyfriend girlfriend spouse someone somebody "
    "regulator forecaster meteorologist seismologist premier vice-president undersecretary monarch pontiff".split()
)
BODY = frozenset(
    "ministry department office agency administration government state country nation bureau commission "
    "committee council "
    "board court tribunal company firm corporation bank group party union association federation league club team "
    "organization organisation institute institution university college school hospital church army military navy "
    "police force guard service authority parliament congress senate house assembly cabinet embassy "
    "consulate mission "
    "newspaper paper magazine outlet channel network broadcaster station website site report study survey poll "
    "statement document letter lawsuit complaint filing memo review investigation inquiry panel jury watchdog "
    "regulator charity foundation fund movement militia alliance coalition bloc kremlin palace presidency "
    "secretariat "
    "campaign airline carrier airport manufacturer maker retailer supplier operator exchange tally ruling order "
    "indictment affidavit article book film broadcast bulletin data statistics figures analysis index center centre "
    "think-tank tank city county town province region side administration opposition defense defence industry market "
    "enclave territory capital village municipality kingdom republic island district legislature chamber".split()
)
STATES = frozenset("country nation state kingdom republic island".split())
MALE = frozenset(
    "man boy father son brother husband king prince duke spokesman congressman businessman chairman mr "
    "sir lord "
    "pope bishop imam priest actor uncle grandfather nephew".split()
)
FEMALE = frozenset(
    "woman girl mother daughter sister wife queen princess duchess spokeswoman congresswoman "
    "businesswoman "
    "chairwoman mrs ms miss madam lady dame baroness actress aunt grandmother niece".split()
)
TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady president vice-president minister prime "
    "secretary senator sen sen. rep rep. "
    "gov gov. governor mayor general gen gen. colonel col col. captain capt capt. judge justice professor prof prof. "
    "king queen prince princess pope father sister rev rev. reverend sheikh ayatollah rabbi chancellor premier "
    "spokesman spokeswoman spokesperson congressman congresswoman representative attorney detective sgt sgt. lt lt. "
    "ambassador baroness sheriff officer commissioner chief director chairman ceo coach hon hon. brig brig. "
    "maj maj. cpl cpl. adm. cmdr. insp insp. supt supt. det det. cllr cllr.".split()
)
# What people and bodies write: its words are theirs.
ARTEFACTS = frozenset(
    "statement letter report tally poll survey study data figures analysis tweet post message email memo release "
    "investigation review lawsuit complaint filing account forecast projection estimate count index "
    "website programme program video footage clip recording transcript "
    "speech testimony remarks comment remark article editorial book documentary interview note "
    "announcement attack bulletin advisory filing record page profile cable resolution press-release "
    "ruling op-ed".split()
)
REFLEXIVE = frozenset("himself herself itself themselves myself ourselves yourself".split())
# Nouns that only say what kind of body the name before them is: "the Acme channel" is Acme.
NAMED_BODIES = frozenset(
    "channel newspaper network agency company website magazine group firm airline bank party movement "
    "daily station".split()
)
SHORT_TITLES = {
    "gov": "governor",
    "gov.": "governor",
    "sen": "senator",
    "sen.": "senator",
    "rep": "representative",
    "rep.": "representative",
    "gen": "general",
    "gen.": "general",
    "col.": "colonel",
    "sgt.": "sergeant",
    "lt.": "lieutenant",
    "prof.": "professor",
    "capt.": "captain",
    "premier": "minister",
    "pm": "minister",
    "veep": "president",
}
# What tells that a like post is another one: a prime minister is no diplomat.
OTHER_POST = {"diplomat": frozenset({"prime"})}
# Words that take up a post named in others.
SAME_POST = {
    "diplomat": ("secretary", "minister"),
    "leader": ("president", "minister", "chairman", "chancellor", "head", "chief"),
    "lawmaker": ("senator", "representative", "congressman", "congresswoman", "mp", "legislator"),
    "congressman": ("representative",),
    "congresswoman": ("representative",),
    "executive": ("ceo", "chairman", "director", "president", "officer"),
    "boss": ("ceo", "chief", "director"),
    "head": ("chief", "director", "leader"),
    "chief": ("head", "director"),
    "politician": ("senator", "minister", "governor", "mayor"),
    "newspaper": ("paper",),
    "paper": ("newspaper",),
    "airline": ("carrier",),
    "carrier": ("airline",),
    "attorney": ("lawyer",),
    "lawyer": ("attorney",),
    "spokesperson": ("spokesman", "spokeswoman"),
    "spokesman": ("spokesperson",),
    "spokeswoman": ("spokesperson",),
    "republican": ("senator", "representative"),
    "democrat": ("senator", "representative"),
    "officer": ("captain", "sergeant", "lieutenant"),
    "billionaire": ("ceo", "founder", "businessman"),
    "tycoon": ("founder", "chairman"),
}
MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
PRONOUNS = MASCULINE | FEMININE | PLURAL | NEUTER | SPEAKER


def is_speaker(word: str) -> bool:
    """Tell whether a word, as printed, is "I", "we" and the like: "us" is, "US" is not."""
    return word.lower() in SPEAKER and (len(word) == 1 or not word.isupper())


def is_adjective_of(word: str, state: str) -> bool:
    """Tell whether a word, in lower case, is the adjective of a state's one-word name: "vardian" of "vardia"."""
    if state_of_adjective(word) == state:
        return True
    shared = 0
    while shared < min(len(word), len(state)) and word[shared] == state[shared]:
        shared += 1
    stem = shared >= LEAST_STEM and shared >= len(state) - 3
    return stem and word != state and word.endswith(("an", "ese", "ish", "i", "ic", "nder"))


# Shorter stems name other states too ("Niger", "Nigeria" differ by more than an ending).
LEAST_STEM = 4


def gender_of(words: list[str]) -> Gender | None:
    """Return the gender that titles and nouns tell, None where they tell none."""
    if any(w in MALE for w in words):
        return "m"
    return "f" if any(w in FEMALE for w in words) else None


def gender_of_pronoun(word: str) -> Gender | None:
    """Return the gender that a pronoun, in lower case, tells; None for any other word."""
    return "m" if word in MASCULINE else "f" if word in FEMININE else None


@lru_cache(maxsize=1)
def _first_names() -> dict[str, Gender]:
    table: dict[str, Gender] = {}
    for line in files("onrecord.text").joinpath("firstnames.tsv").read_text(encoding="utf-8").splitlines():
        gender, _, names = line.partition("\t")
        if gender in {"m", "f"}:
            table.update(dict.fromkeys(names.split(), "m" if gender == "m" else "f"))
    return table


def gender_of_name(first_name: str) -> Gender | None:
    """Return the gender that a first name, in lower case, tells; None where it tells none."""
    return _first_names().get(first_name)
