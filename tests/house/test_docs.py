"""Docs are tests: what they say of the program is held against the program."""

from __future__ import annotations

import ast
import re
import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from urllib.parse import unquote

import msgspec
import pytest
from typer.main import get_command

from onrecord import record as nouns
from onrecord.record import Record
from onrecord.serve.cli import app

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        *(REPOSITORY / "docs").rglob("*.md"),
        *(REPOSITORY / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
        REPOSITORY / "tests" / "pages" / "README.md",
    ]
)
STRUCTS = {
    name: kind for name, kind in vars(nouns).items() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
}
RECORD_MD = (REPOSITORY / "docs" / "record.md").read_text("utf-8")
GLOSSARY_MD = (REPOSITORY / "docs" / "glossary.md").read_text("utf-8")
PLOVER_MD = (REPOSITORY / "docs" / "plover.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    return page.relative_to(REPOSITORY).as_posix()


def prose(text: str) -> str:
    return FENCE.sub("", text)


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", prose(page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.replace("`", "").lower()).replace(" ", "-") for head in heads}


# -- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        to = (page.parent / unquote(path)).resolve() if path else page
        if not to.exists() or (anchor and anchor not in anchors(to)):
            broken.append(target)
    assert broken == []


def test_every_page_of_the_docs_is_linked_from_another() -> None:
    linked = set()
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
            linked.add((page.parent / unquote(target)).resolve())
    assert [name_of(page) for page in PAGES if name_of(page).startswith("docs/") and page not in linked] == []


# -- the command line -------------------------------------------------------------------------------------------------


def commands() -> dict[str, Any]:
    return get_command(app).commands  # type: ignore[attr-defined]


def options() -> set[str]:
    """Return all options of all commands, of those in groups too."""
    several = [one for command in commands().values() for one in (command, *getattr(command, "commands", {}).values())]
    return {option for command in several for one in command.params for option in one.opts if option.startswith("-")}


def of_the_commands() -> str:
    """Return the pages that say what each command does: reading and keeping, asking, watching."""
    pages = ("quickstart.md", "asking.md", "alerts.md")
    return "".join((REPOSITORY / "docs" / page).read_text("utf-8") for page in pages)


def test_every_command_is_documented() -> None:
    documented = of_the_commands()
    assert [n for n in commands() if f"onrecord {n}" not in documented and f"`{n} " not in documented] == []


def test_every_option_is_documented() -> None:
    documented = of_the_commands()
    missing = [option for option in sorted(options()) if f"`{option}" not in documented]
    assert missing == []


def test_no_page_shows_an_option_that_the_program_does_not_have() -> None:
    known = options() | {"-h", "--help", "--version"}
    unknown = []
    for page in PAGES:
        for line in re.findall(rf"\bonrecord (?:{'|'.join(commands())})\b([^\n`]*)", page.read_text("utf-8")):
            shown = re.findall(r"(?<!\S)(--?[a-z][a-z-]*)", line.partition("#")[0].partition("|")[0])
            unknown += [f"{name_of(page)}: {option}" for option in shown if option not in known]
    assert unknown == []


# -- the record -------------------------------------------------------------------------------------------------------


def tables() -> dict[str, list[list[str]]]:
    """Return the rows of the field table under each heading of docs/record.md that names a type."""
    found: dict[str, list[list[str]]] = {}
    for part in re.split(r"^##+ ", RECORD_MD, flags=re.MULTILINE)[1:]:
        table = re.search(r"^\| Field \|.*\n\|[-| ]+\n((?:\|.*\n)+)", part, re.MULTILINE)
        if table:
            rows = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in table[1].splitlines()]
            found[part.partition("\n")[0].strip()] = rows
    return found


def test_every_type_of_the_record_has_a_table() -> None:
    assert set(tables()) == set(STRUCTS)


@pytest.mark.parametrize("name", STRUCTS)
def test_a_table_has_every_field_in_order(name: str) -> None:
    assert [row[0].strip("`") for row in tables()[name]] == [
        field.encode_name for field in msgspec.structs.fields(STRUCTS[name])
    ]


@pytest.mark.parametrize("name", STRUCTS)
def test_a_table_says_which_fields_may_be_null_and_which_are_lists(name: str) -> None:
    hints = get_type_hints(STRUCTS[name])
    wrong = []
    for row, field in zip(tables()[name], msgspec.structs.fields(STRUCTS[name]), strict=True):
        hint, said = hints[field.name], row[1]
        if (type(None) in get_args(hint)) != said.endswith("or null") or (get_origin(hint) is tuple) != said.startswith(
            "list of"
        ):
            wrong.append(f"{field.encode_name}: {said}")
        owner = next((kind for kind in (hint, *get_args(hint)) if kind in STRUCTS.values()), None)
        if owner is not None and owner.__name__ not in said:
            wrong.append(f"{field.encode_name}: {said} is a {owner.__name__}")
    assert wrong == []


def literals(hint: Any) -> set[str]:
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    if get_origin(hint) in (Union, types.UnionType, tuple):
        return {value for part in get_args(hint) for value in literals(part)}
    return set()


def words_explained() -> str:
    return RECORD_MD + GLOSSARY_MD + PLOVER_MD


@pytest.mark.parametrize("name", STRUCTS)
def test_every_value_that_the_record_may_hold_is_explained(name: str) -> None:
    values = {value for hint in get_type_hints(STRUCTS[name]).values() for value in literals(hint)}
    assert sorted(value for value in values if f"`{value}`" not in words_explained()) == []


def test_every_act_has_a_row_in_the_glossary() -> None:
    acts = literals(nouns.Act)
    assert sorted(acts) == sorted(
        re.findall(r"^\| `([a-z]+)` \| ", GLOSSARY_MD.partition("| `act` |")[2], re.MULTILINE)
    )


def test_the_page_of_acts_has_every_cue_word() -> None:
    rows = (REPOSITORY / "src/onrecord/extract/acts.tsv").read_text(encoding="utf-8").splitlines()
    page = (REPOSITORY / "docs/acts.md").read_text(encoding="utf-8")
    for act, words in (row.split("\t") for row in rows if row and not row.startswith("#")):
        assert f"**{act}**: {', '.join(words.split())}." in page


@pytest.mark.parametrize(
    "term",
    "source cue content speaker addressee mention coreference span dateline standfirst timex byline caption credit "
    "agency outlet anaphor apposition figure bound tally record gold golden block furniture relay".split(),
)
def test_the_glossary_has_the_terms_of_the_field(term: str) -> None:
    entries = {
        part.strip().lower() for entry in re.findall(r"\*\*(.+?)\.\*\*", GLOSSARY_MD) for part in entry.split(",")
    }
    assert term in entries


def listed(heading: str) -> set[str]:
    """Return the first column of the table of docs/record.md with this heading."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-| ]+\n((?:\|.*\n)+)", RECORD_MD, re.MULTILINE)
    assert table is not None
    return set(re.findall(r"^\| `(.+?)` \|", table[1], re.MULTILINE))


def note_codes() -> dict[str, str]:
    """Return the code of each Note that the program makes, with a file that makes it."""
    found = {}
    for path in sorted((REPOSITORY / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Note":
                given = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "code")]
                found.update({one.value: name_of(path) for one in given if isinstance(one, ast.Constant)})
    return found


def test_every_note_code_is_documented_and_none_that_does_not_exist() -> None:
    assert {code: path for code, path in note_codes().items() if code not in listed("Code")} == {}
    assert listed("Code") - set(note_codes()) == set()


def test_every_measure_in_the_goldens_is_documented() -> None:
    goldens = sorted((REPOSITORY / "tests" / "goldens").rglob("*.json"))
    records = [Record.from_json(path.read_text("utf-8")) for path in goldens]
    measures = {figure.measure for record in records for figure in record.figures}
    assert measures - listed("`measure`") == set()


# -- examples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [page for page in PAGES if "```python" in page.read_text("utf-8")], ids=name_of)
def test_the_python_examples_run(
    page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    text = page.read_text("utf-8")
    names: dict[str, Any] = {"__name__": "example"}
    for language, code in FENCE.findall(text):
        if language == "python" and "https://" not in code:
            exec(compile(code, name_of(page), "exec"), names)  # noqa: S102 - the examples are ours
    assert capsys.readouterr().out


# -- house ------------------------------------------------------------------------------------------------------------


def test_the_readme_s_pictures_are_there_and_need_no_network() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert pictures
    for picture in pictures:
        path = REPOSITORY / picture
        assert path.stat().st_size < 1_000_000
        if path.suffix == ".svg":
            assert "url(" not in path.read_text("utf-8").replace("url(#", "")


def test_nothing_is_left_to_do() -> None:
    marked = "TODO" + "(lead)"
    assert [name_of(page) for page in PAGES if marked in page.read_text("utf-8")] == []
