"""Words that describe actors: which take up somebody named before, and whom."""

from __future__ import annotations

import re

# Any body may be called so where it is the one that is talked of.
LOOSE = frozenset(
    "company firm group agency organization organisation party bank union airline newspaper carrier supplier maker "
    "manufacturer giant chain retailer lender carmaker automaker chipmaker drugmaker producer operator bureau body "
    "club team watchdog college magazine paper website broadcaster startup business unit junta".split()
)
# Nouns of those who trade and print, and of those who govern, judge and teach: no body is both.
TRADING = frozenset(
    "company airline newspaper carrier supplier maker manufacturer giant chain retailer lender carmaker automaker "
    "chipmaker drugmaker producer operator paper broadcaster startup business firm party club".split()
)
# Those who join of their own will, and those of the state that nobody would call so.
JOINED = frozenset({"group", "movement", "charity", "nonprofit", "network", "collective"})
STATELY = frozenset(
    "ministry department court tribunal parliament senate congress police army navy embassy government".split()
)
# Those that say which trade; any firm may be "the company".
TRADES = TRADING - {"company", "firm", "business", "giant", "chain", "party", "club", "group"}
PUBLIC = frozenset(
    "ministry department authority court tribunal committee council commission parliament senate congress police "
    "university college government assembly army navy embassy".split()
)
# What a newspaper calls a person whom it has named, instead of the name: no post that one alone holds.
EPITHETS = frozenset(
    "professor engineer expert analyst economist researcher scientist lawyer attorney banker billionaire democrat "
    "republican socialist businessman businesswoman candidate author activist actor actress singer doctor politician "
    "strategist veteran lawmaker senator congressman congresswoman legislator official executive diplomat tycoon mogul "
    "nominee historian critic farmer player star officer detainee lady prosecutor conservative liberal libertarian "
    "hopeful contender frontrunner pastor writer journalist teacher student physician surgeon entrepreneur investor "
    "novelist filmmaker director musician rapper comedian golfer striker midfielder defender boxer veteran "
    "newcomer old".split()
)
# Adjectives beside a post that do not tell it from another of its kind.
PLAIN = frozenset("former then top senior chief new current own first long-time late young old longtime mr".split())
# Words that tell one minister, secretary or chief from another.
TELLING = frozenset(
    "prime foreign finance defence defense interior home justice health education energy trade transport agriculture "
    "environment labour labor treasury state economy deputy vice police army press security culture attorney".split()
)
MANY = frozenset("people police media staff public family crowd everyone everybody many some most".split())
# Whoever is behind a paper that nobody has been named for spoke just before.
PAPERS = frozenset("statement letter lawsuit suit complaint missive tweet email memo readout release".split())
POSTS = frozenset(
    "spokesman spokeswoman spokesperson minister president premier secretary governor mayor chancellor ambassador "
    "prosecutor judge lawyer attorney chief head director leader chairman chairwoman ceo king queen prince".split()
)
# What may be said of persons by form alone: "the forecaster", "the cyclist".
PERSONAL = re.compile(r"(?:er|or|ist|ian|man|woman|eer|ee|ess)$")
# Bodies that the news names in full once ("the Springfield police") and then, or before, by one word.
SHORTENED = frozenset("police government army military parliament prosecutor authority ministry court tribunal".split())
# Plural papers speak for a body; whoever is close to a matter stays unnamed.
RECORDS = frozenset("record document filing datum data statistic figure poll finding result excerpt minute".split())
UNNAMED_BY = frozenset({"familiar", "close"})
# Words that end a company's full name and are left out of its short one.
COMPANY = frozenset(
    "cos cos. co co. ltd ltd. inc inc. corp corp. plc group holdings llc lp ag sa se nv spa llp".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
