"""An invented story of seven articles over six days in five outlets: a flood below a dam, and who wants it raised.

The third article and the fourth are copies of the second.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, update

from made import arrival, made
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.keep import keep
from onrecord.store.store import Store

STORY = 7
BODY = {"type": "organisation"}


def breach(**fields: Any) -> Record:
    return made(
        """
        Twelve killed as Orrin dam breaks

        The Orrin dam broke [on Saturday]{d=2031-03-01}, flooding four villages. [[At least 12 people]{f1} were killed
        in Orrin]{1}, [the [health ministry]{@ministry}]{1:source} [said]{1:cue}.

        [[Tomas Vael]{@vael}]{2:source}, the prime minister, [said]{2:cue} [on Saturday]{2:on}
        ["[the Orrin dam must be raised]{p1} by four metres"]{2}.
        """,
        outlet="Harbour Post",
        published="2031-03-01",
        actors={"ministry": BODY},
        statements={1: {"grade": "organisation"}, 2: {"kind": "direct", "said_on": "2031-03-01", "event": "REQUEST"}},
        figures={
            1: {
                "low": 12,
                "measure": "killed",
                "what": "people",
                "place": "Orrin",
                "source": "ministry",
                "statement": 1,
                "cumulative": True,
            }
        },
        positions={1: {"holder": "vael", "issue": "the raising of the Orrin dam", "stance": "support", "statement": 2}},
        **fields,
    )


OPPOSED = """
    Sarvia against a higher dam

    [[Ilva Ren]{@ren}]{1:source}, the foreign minister of Sarvia, [said]{1:cue} [on Sunday]{1:on} ["[we oppose a higher
    Orrin dam]{p1} as long as I hold this office"]{1}, and [warned]{2:cue} [of a dry Sarvia within three summers]{2}.
"""


def opposed(**fields: Any) -> Record:
    return made(
        fields.pop("text", OPPOSED),
        **{"outlet": "Lindrava Ledger", "published": "2031-03-02", **fields},
        statements={1: {"kind": "direct", "said_on": "2031-03-02"}, 2: {"speaker": "ren", "act": "warn"}},
        positions={1: {"holder": "ren", "issue": "a higher Orrin dam", "stance": "oppose", "statement": 1}},
    )


def copied(outlet: str, title: str) -> Record:
    return opposed(outlet=outlet, text=OPPOSED.replace("Sarvia against a higher dam", title))


def met(**fields: Any) -> Record:
    return made(
        """
        Ministers meet over dam

        [[Ilva Ren]{@ren} met [Tomas Vael]{@vael}]{e1} in Port Sarn for two hours [on Monday]{d=2031-03-03}.
        [[Lena Dace]{@dace}]{1:source}, her spokeswoman, [said]{1:cue} [[Ren]{2:source} [told]{2:cue} the prime minister
        [that [Sarvia still opposes the raising of the dam at Orrin]{p1}]{2}]{1}.
        """,
        outlet="Daily Beacon",
        published="2031-03-03",
        statements={
            1: {"speaker": "dace"},
            2: {
                "speaker": "ren",
                "within": 1,
                "relayed_by": ["dace"],
                "addressee": ["vael"],
                "reiterates": True,
            },
        },
        encounters={
            1: {"participants": ["ren", "vael"], "place": "Port Sarn", "date": "2031-03-03", "duration": "PT2H"}
        },
        positions={
            1: {
                "holder": "ren",
                "issue": "the raising of the dam at Orrin",
                "stance": "oppose",
                "statement": 2,
                "change": "reiterated",
            }
        },
        **fields,
    )


def counted(**fields: Any) -> Record:
    return made(
        """
        Toll of flood rises

        [[At least 19 people]{f1} have been killed in Orrin]{1}, [the [health ministry]{@ministry}]{1:source}
        [said]{1:cue} [on Tuesday]{1:on}. [[15 people]{f2} were killed there]{2}, [the
        [river police]{@police}]{2:source} [said]{2:cue} [on Tuesday]{2:on}.

        [[Vael]{@vael}]{3:source} [denied]{3:cue} [that a dry Sarvia would follow within three summers]{3}.
        He and [[Ren]{@ren} met in Port Sarn]{e1} [on Monday]{d=2031-03-03}.
        The Orrin dam broke on [1 March 2031]{d=2031-03-01}, flooding four villages.
        """,
        outlet="Harbour Post",
        published="2031-03-04",
        actors={"ministry": BODY, "police": BODY, "vael": {"name": "Tomas Vael"}, "ren": {"name": "Ilva Ren"}},
        statements={
            1: {"grade": "organisation", "said_on": "2031-03-04"},
            2: {"grade": "organisation", "said_on": "2031-03-04"},
            3: {"mode": "deny", "act": "deny"},
        },
        figures={
            1: {
                "low": 19,
                "measure": "killed",
                "what": "people",
                "place": "Orrin",
                "source": "ministry",
                "as_of": "2031-03-04",
                "cumulative": True,
            },
            2: {
                "low": 15,
                "high": 15,
                "measure": "killed",
                "what": "people",
                "place": "Orrin",
                "source": "police",
                "as_of": "2031-03-04",
                "cumulative": True,
            },
        },
        encounters={1: {"participants": ["vael", "ren"], "place": "Port Sarn", "date": "2031-03-03"}},
        **fields,
    )


def turned(**fields: Any) -> Record:
    return made(
        """
        Sarvia gives way on dam

        [[Ilva Ren]{@ren}]{1:source} [said]{1:cue} [on Thursday]{1:on} ["[Sarvia will back raising the Orrin
        dam]{p1}"]{1}. The Orrin dam broke [on Saturday]{d=2031-03-01} and flooded four villages.
        On [2 March]{d=2031-03-02}, [Ren]{@ren} [had said]{2:cue} ["we oppose a higher Orrin dam as long as I hold this
        office"]{2}.
        """,
        outlet="Lindrava Ledger",
        published="2031-03-06",
        actors={"ren": {"name": "Ilva Ren"}},
        statements={
            1: {"kind": "direct", "said_on": "2031-03-06", "event": "AGREE"},
            2: {"kind": "direct", "speaker": "ren"},
        },
        positions={1: {"holder": "ren", "issue": "raising the Orrin dam", "stance": "support", "statement": 1}},
        **fields,
    )


def records() -> list[Record]:
    return [
        breach(),
        opposed(),
        copied("Valley Herald", "Neighbour opposes dam"),
        copied("River Courier", "No to dam, says Ren"),
        met(),
        counted(),
        turned(),
    ]


def keep_story(store: Store) -> list[int]:
    """Keep the articles with what arriving would tell of them: voices, actors, utterances, the story."""
    with store.writing() as connection:
        idents = [_keep(connection, number, record) for number, record in enumerate(records(), 1)]
        _place(connection, idents)
    return idents


def _keep(connection: Connection, number: int, record: Record) -> int:
    published = record.article.published
    seen_at = f"{published.value if published else '2031-03-01'}T18:00:00Z"
    article = keep(connection, arrival(record, f"https://news.example/{number}", seen_at)).article
    if article is None:
        raise AssertionError(number)
    return article


def _place(connection: Connection, idents: list[int]) -> None:
    connection.execute(insert(schema.VOICES), [{"article": i, "voice": idents[1]} for i in idents[2:4]])
    row = {"first_on": "2031-03-01", "last_on": "2031-03-06", "articles": 7, "voices": 5, "closed": False}
    connection.execute(insert(schema.STORIES), {"id": STORY, **row})
    connection.execute(insert(schema.STORY_ARTICLES), [{"article": i, "story": STORY} for i in idents])
    own = schema.ARTICLE_ACTORS.c
    names = sorted(set(connection.execute(select(own.name)).scalars()))
    for number, name in enumerate(names, 1):
        connection.execute(insert(schema.ACTORS), {"id": number, "name": name, "found_name": name, "type": "person"})
        connection.execute(update(schema.ARTICLE_ACTORS).where(own.name == name).values(actor=number))
    said = schema.STATEMENTS.c
    alike = connection.execute(select(said.id, said.article).where(said.content.contains("this office"))).all()
    connection.execute(
        insert(schema.UTTERANCES),
        [{"statement": i, "utterance": min(r.id for r in alike), "article": a} for i, a in alike],
    )
