"""The records of the sample pages: ``python tests/goldens.py`` writes them again; review the change as a diff."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.page.opening import open_page
from onrecord.reader import read_page

PAGES = Path(__file__).parent / "pages"
GOLDENS = Path(__file__).parent / "goldens"
SUFFIXES = (".html", ".html.gz", ".txt")


def pages() -> list[Path]:
    """Return the sample pages in order."""
    return sorted(path for path in PAGES.rglob("*") if path.name.endswith(SUFFIXES))


def golden_of(page: Path) -> Path:
    """Return where a page's record lies."""
    return GOLDENS / page.relative_to(PAGES).parent / (page.name.split(".", 1)[0] + ".json")


def record_of(page: Path) -> str:
    """Read a page; return its record indented, with the words of each span beside it so that a diff can be read."""
    record = json.loads(read_page(open_page(page)).record.to_json())
    return json.dumps(_with_words(record, record["article"]["text"]), ensure_ascii=False, indent=1) + "\n"


def _with_words(part: object, text: str) -> object:
    if isinstance(part, list):
        return [_with_words(item, text) for item in part]
    if isinstance(part, dict):
        words = {key: _with_words(value, text) for key, value in part.items()}
        if isinstance(part.get("start"), int) and "kind" not in part:
            words["words"] = text[part["start"] : part["end"]]
        return words
    return part


def main() -> None:
    """Write every golden."""
    for page in pages():
        path = golden_of(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record_of(page), encoding="utf-8")


if __name__ == "__main__":
    main()
