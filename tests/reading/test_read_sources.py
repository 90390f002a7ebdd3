"""On whose word a figure stands, and through whom."""

from __future__ import annotations

import pytest

from onrecord.extract.linear import load


def told(record):
    """The figures by their number: name of the source, names of the chain behind it."""
    names = {actor.id: actor.name for actor in record.actors}
    return {f.low: (names.get(f.source), [names[a] for a in f.chain][1:]) for f in record.figures}


def test_attribution_does_not_leak_into_the_next_sentence(read):
    found = told(read("The flood killed 34 people, the coast guard said. The storm passed over 20 villages on Sunday."))
    assert found[34][0] == "coast guard"
    assert found[20][0] is None


def test_two_sources_of_one_sentence_keep_their_own_numbers(read):
    found = told(read("Organisers said 1,200 people marched, while police said 600 people took part."))
    assert found[1200][0] == "Organisers"
    assert found[600][0] == "police"


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor of Tunsby denied taking bribes worth $14 million.",
        "Marta Kovacs, 52, said the harbour would open again.",
        "The union opposes the $3 billion merger.",
    ],
)
def test_numbers_that_nobody_vouches_for_are_the_articles_own(read, sentence):
    assert all(figure.source is None for figure in read(sentence).figures)


def test_a_number_inside_a_reported_statement_is_the_reporters(read):
    record = read('"We counted 48 boats in the bay," Ana Lopez told reporters in Tunsby.')
    assert told(record)[48][0] == "Ana Lopez"


def test_the_statement_behind_a_figure_is_its_sources(read):
    record = read("According to the Tunsby Port Authority, 250 ships were delayed. Ana Lopez said 12 of them sank.")
    speakers = {s.id: s.speaker for s in record.statements}
    assert record.figures
    for figure in record.figures:
        assert figure.source is not None
        assert speakers[figure.statement] == figure.source


def test_a_tally_of_somebody_elses_figures_has_both_in_its_chain(read):
    record = read(
        "The fire killed 31 people, according to a Tunsby Herald tally of health ministry figures.\n\n"
        "The flood killed 40 people, according to a Kestrel News tally of Vardian official figures.\n\nVardia said so."
    )
    assert told(record)[31] == ("Tunsby Herald", ["health ministry"])
    assert told(record)[40] == ("Kestrel News", ["Vardia"])


def test_a_spokesman_who_relays_is_in_the_chain(read):
    record = read("Ana Lopez told the council that 48 boats were lost, her spokesman Jon Berg said.")
    source, behind = told(record)[48]
    assert source == "Ana Lopez"
    assert behind == ["Jon Berg"]


def test_a_quotation_that_goes_on_without_its_speaker_is_still_somebodys(read):
    record = read(
        "Ana Lopez, the harbour master, spoke on Monday.\n\n“We lost a good many ships,” Lopez said.\n\n"
        "“There were 48 boats in the bay that night.”"
    )
    assert told(record)[48][0] == "Ana Lopez"


def test_a_thing_that_was_announced_announces_nothing(read):
    record = read("The ferry line in the plan announced by city leaders was set to cost more than $40 million.")
    assert told(record)[40_000_000][0] != "plan"


def test_many_equal_numbers_are_no_burden(read):
    record = read("\n\n".join(["Prices rose 5 percent, the bank said."] * 400))
    assert len(record.figures) == 400
    assert len({figure.source for figure in record.figures}) == 1


def test_the_table_weighs_every_place_that_a_statement_can_have():
    weights = load("onrecord.assembly", "on_whose_word.tsv").weights
    places = {"holds", "inner", "outer", "headline", "beside", "before", "after"}
    assert places <= {name.split()[0] for name in weights}


@pytest.mark.parametrize(
    ("sentence", "number", "source"),
    [
        ("The storm passed. A tally of deaths by the National Rail Board stood at 55.", 55, "National Rail Board"),
        ("The storm passed. The health ministry raised its own toll to 47.", 47, "health ministry"),
        ("The storm passed. The coast guard gave a toll of 22.", 22, "coast guard"),
        ("The storm passed. The toll rose to 31.", 31, None),
        ("The storm passed. The bank raised its fee to 47 dollars.", 47, None),
    ],
)
def test_a_count_is_whoevers_made_it_though_nothing_is_said(read, sentence, number, source):
    assert told(read(sentence))[number][0] == source
