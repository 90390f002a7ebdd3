from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser

import invented
import msgspec
import pytest

from onrecord import Record
from onrecord.serve.annotated import AnnotatedPage, fragment, standalone
from onrecord.serve.layout import lay_out

LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "xlink:href"}
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """Every tag of a page, its scripts and its visible words."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts, self.words, self.open, self.ids = [], [], [], [], []
        self.paragraphs = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.ids += [value for name, value in attributes if name == "id"]
        if tag not in VOID:
            self.open.append((tag, dict(attributes)))
        if "words" in (dict(attributes).get("class") or "").split():
            self.paragraphs.append("")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "script":
            self.scripts.append(data)
        classes = [c for _, a in self.open for c in (a.get("class") or "").split()]
        if "words" in classes and "tip" not in classes:
            self.paragraphs[-1] += data


def read(record):
    return Page(standalone(record))


def test_the_article_stands_there_word_for_word():
    assert "\n\n".join(read(invented.record()).paragraphs) == invented.TEXT


def test_who_said_what_is_marked_in_place():
    html = standalone(invented.record())
    assert '<span class="who" data-s="p1-s2" id="p1-s2" data-n="2"' in html
    assert '<span class="c c1" data-s="p1-s2">that the crews “will sail' in html
    assert '<span class="c c3" data-s="p1-s3 p1-s4 p1-s5">to cut </span>' in html
    assert '<p class="chain">Sorrel → Penney → Tidewire → The Marle Courant</p>' in html


def test_figures_show_their_source_to_pointer_and_keyboard():
    page = read(invented.record())
    facts = [a for _, a in page.tags if a.get("class") == "fact"]
    assert [f["tabindex"] for f in facts] == ["0"] * 5
    assert all(f["aria-describedby"] in page.ids for f in facts)


def test_everything_that_is_pointed_to_exists_once():
    page = read(invented.record())
    assert len(page.ids) == len(set(page.ids))
    for _, attributes in page.tags:
        if (attributes.get("href") or "").startswith("#"):
            assert attributes["href"][1:] in page.ids
        for described in (attributes.get("aria-describedby") or "").split():
            assert described in page.ids


def test_nothing_is_loaded_from_anywhere():
    text = standalone(invented.record())
    page = Page(text)
    for tag, attributes in page.tags:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base", "form", "audio", "video"}
        assert not LOADING & set(attributes)
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        if "href" in attributes:
            assert tag == "a"
            assert attributes["href"].startswith(("#", invented.URL))
    assert "url(" not in text
    assert "@import" not in text


def test_the_policy_allows_our_own_script_and_style_and_nothing_else():
    text = standalone(invented.record())
    policy = next(a["content"] for t, a in Page(text).tags if a.get("http-equiv") == "Content-Security-Policy")
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    for tag, allowed in (("style", parts["style-src"]), ("script", parts["script-src"])):
        (own,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert allowed == f"'sha256-{base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()}'"


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}'</style>]]><!--\x00\x1b[2J\u202e"


def hostile(value, depth=0):
    """Return a record's tree with hostile words wherever words stand."""
    if isinstance(value, dict):
        kept = {"record_version", "kind", "type", "grade", "mode", "act", "level", "stance", "change", "status", "from",
                "text", "id", "within", "speaker", "statement", "part_of", "source", "of", "holder"}  # fmt: skip
        return {k: v if k in kept and isinstance(v, str) else hostile(v, depth + 1) for k, v in value.items()}
    if isinstance(value, list):
        return [hostile(v, depth + 1) for v in value]
    return HOSTILE if isinstance(value, str) else value


def test_words_of_a_page_stay_words():
    tree = msgspec.to_builtins(invented.record())
    tree = hostile(msgspec.json.decode(msgspec.json.encode(tree)))
    tree["article"]["text"] = (HOSTILE * 20)[: len(invented.TEXT)]
    for item in (*tree["statements"], *tree["figures"], *tree["actors"]):
        item["id"] = item["id"] + HOSTILE
    record = Record.from_json(msgspec.json.encode(tree))
    text = standalone(record)
    page = Page(text)
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(tag == "img" for tag, _ in page.tags)
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "49" not in re.findall(r"<title>(.*?)</title>", text, re.DOTALL)[0]
    assert not set("\x00\x1b\u202e") & set(text)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<script>", "https://x.example/\"onclick='x'"])
def test_addresses_that_are_no_web_pages_are_no_links(url):
    page = read(invented.record(url))
    for _, attributes in page.tags:
        assert not attributes.get("href", "#").startswith(("javascript:", "data:"))
        assert "onclick" not in attributes


def test_several_articles_share_a_page_without_sharing_ids():
    with AnnotatedPage() as page:
        for _ in range(3):
            page.add(fragment(invented.record()))
        text = b"".join(page.parts()).decode()
    found = Page(text)
    assert len(found.ids) == len(set(found.ids))
    assert {"p1", "p2", "p3"} <= set(found.ids)
    assert "3 articles on record" in text


def test_a_statement_is_numbered_where_it_begins_the_outer_one_first():
    notes = [note for block in lay_out(invented.record()).blocks for note in block.notes]
    assert [note.number for note in notes] == list(range(1, 10))
    assert [(note.id, note.depth) for note in notes][2:5] == [("s3", 0), ("s4", 1), ("s5", 2)]


def test_the_same_record_gives_the_same_bytes():
    assert standalone(invented.record()) == standalone(invented.record())


def test_a_notebook_shows_the_page_in_a_frame_that_keeps_to_itself():
    html = invented.record()._repr_html_()
    page = Page(html)
    ((tag, attributes),) = page.tags
    assert tag == "iframe"
    assert "allow-same-origin" not in attributes["sandbox"]
    assert attributes["srcdoc"] == standalone(invented.record())
    assert unescape(html).count("<article ") == 1
