"""Every real page of ../shared: each code point of its text stands where the map says, letter by letter."""

from __future__ import annotations

from onrecord.page import read_article
from onrecord.page.opening import open_page
from record_rules import broken_mapping


def test_every_code_point_of_every_real_page_maps_to_its_source(shared):
    pages = sorted((shared / "pages").glob("*/*/*.html.gz"))
    assert len(pages) >= 200
    broken = {page.name: found for page in pages if (found := broken_mapping(read_article(open_page(page))))}
    assert broken == {}
