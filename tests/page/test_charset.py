"""Bytes to text: what is believed when declarations and bytes disagree."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.page.charset import declared_charset, decode, utf16_without_mark
from onrecord.page.reading import RawPage

RUSSIAN = "Министр сказал в понедельник, что мост закрыт до весны, а паром ходит по расписанию."
JAPANESE = "大臣は月曜日、橋は春まで閉鎖されると述べた。フェリーは運航している。"
GERMAN = "Die Brücke über den Fluß bleibt bis zum Frühjahr gesperrt, sagte die Ministerin."


def read(body: bytes, charset: str | None = None) -> tuple[str, list[str]]:
    text, notes = decode(RawPage("page", body, charset=charset))
    return text, [note.code for note in notes]


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (GERMAN.encode(), None),
        (GERMAN.encode(), "utf-8"),
        (GERMAN.encode("latin-1"), "iso-8859-1"),
        (RUSSIAN.encode("cp1251"), "windows-1251"),
        (RUSSIAN.encode("koi8-r"), "KOI8-R"),
        (JAPANESE.encode("shift_jis"), "x-sjis"),
        (JAPANESE.encode("iso2022_jp"), "iso-2022-jp"),
        (JAPANESE.encode("euc_jp"), " EUC-JP "),
        (codecs.BOM_UTF8 + GERMAN.encode(), "windows-1251"),
        (codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), None),
        (codecs.BOM_UTF16_BE + JAPANESE.encode("utf-16-be"), None),
        (codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"), None),
    ],
)
def test_declared_or_marked_charsets_are_read_without_a_note(body: bytes, charset: str | None) -> None:
    text, notes = read(body, charset)
    assert text in {GERMAN, RUSSIAN, JAPANESE}
    assert notes == []


def test_a_page_declares_its_charset_in_meta_or_xml() -> None:
    assert declared_charset(b"<html><head><meta charset=windows-1251>") == "windows-1251"
    assert declared_charset(b'<META content="text/html; charset=KOI8-R" http-equiv="x">') == "koi8-r"
    assert declared_charset(b"<?xml version='1.0' encoding='ISO-8859-2'?><html>") == "iso-8859-2"
    assert declared_charset(b'<!-- <meta charset="big5"> --><meta charset="euc-kr">') == "euc-kr"
    assert declared_charset(b"<p>charset=latin1</p>") is None


def test_valid_utf8_is_utf8_whatever_is_declared() -> None:
    assert read(GERMAN.encode(), "iso-8859-1") == (GERMAN, ["charset-declared-wrong"])


def test_bytes_that_are_not_the_declared_charset_are_guessed() -> None:
    text, notes = read(RUSSIAN.encode("cp1251"), "utf-8")
    assert text == RUSSIAN
    assert notes == ["charset-declared-wrong", "charset-guessed"]


def test_the_page_is_believed_where_the_server_is_wrong() -> None:
    body = b"<meta charset=euc-jp>" + JAPANESE.encode("euc_jp")
    text, notes = read(body, "utf-8")
    assert JAPANESE in text
    assert notes == ["charset-declared-wrong"]


def test_without_any_declaration_the_bytes_decide() -> None:
    assert read(RUSSIAN.encode("cp1251")) == (RUSSIAN, ["charset-guessed"])
    assert read(GERMAN.encode("utf-16-le")) == (GERMAN, ["charset-guessed"])
    assert read(b"caf\xe9 au lait")[0] == "café au lait"


def test_one_damaged_byte_does_not_make_a_page_another_charset() -> None:
    text, notes = read(GERMAN.encode() + b" \xff " + GERMAN.encode() * 3, "utf-8")
    assert text.count("\ufffd") == 1
    assert notes == ["charset-damaged"]


@pytest.mark.parametrize("label", ["", "bogus", "replacement", "hz-gb-2312", "utf-16le", "x\x00y", "ü", "a" * 999])
def test_labels_that_mean_nothing_are_passed_over(label: str) -> None:
    assert read(b"plain words", label)[0] == "plain words"


def test_a_page_with_stray_nul_bytes_is_not_utf16() -> None:
    assert utf16_without_mark(b"<p>A\x00 page with\x00 zeros</p>") is None
    assert read(b"<p>A\x00 page</p>")[0] == "<p>A\x00 page</p>"


@given(
    st.binary(max_size=300), st.one_of(st.none(), st.sampled_from(["utf-8", "gbk", "big5", "utf-16be", "latin1", "?"]))
)
def test_no_bytes_make_it_fail(body: bytes, charset: str | None) -> None:
    text, _ = decode(RawPage("page", body, charset=charset))
    assert not text.startswith("\ufeff") or body.count(b"\xfe") > 0 or body.count(b"\xef") > 1
    text.encode("utf-8")


@given(st.text(max_size=80))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    plain = text.replace("\x00", "").replace("\x1b", "").lstrip("\ufeff\ufffe")
    assert decode(RawPage("page", plain.encode()))[0] == plain
