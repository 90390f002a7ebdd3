"""The transcript in docs/agents.md: ``python tests/agents/transcript.py`` writes it anew."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "agents.md"
ASKED = (
    ("who_said_first", {"quote": "we oppose a higher Orrin dam"}),
    ("get_positions", {"story": 7, "as_of": "2031-03-04"}),
    ("get_tally", {"words": "killed", "place": "Orrin", "points": 1}),
)
_BETWEEN = re.compile(r"(?<=<!-- transcript -->\n).*(?=<!-- end -->)", re.DOTALL)


def transcript() -> str:
    """Return what an agent asks and is told about the invented story of a broken dam."""
    from asker import Agent  # noqa: PLC0415 - the path to it is made below where this is run as a program

    from dam import keep_story  # noqa: PLC0415 - as above
    from onrecord.serve.mcp.door import Door  # noqa: PLC0415 - as above
    from onrecord.serve.mcp.quoting import NOTICE  # noqa: PLC0415 - as above
    from onrecord.store.store import Store  # noqa: PLC0415 - as above

    parts = []
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "dam.db") as store:
        keep_story(store)
        agent = Agent(Door(store))
        for tool, arguments in ASKED:
            told = agent.call(tool, **arguments).content[0].text.removeprefix(NOTICE).strip()
            parts.append(f"**{tool}** `{json.dumps(arguments)}`\n\n```text\n{told}\n```\n")
    return "\n".join(["", *parts, ""])


def on_the_page(text: str) -> str:
    """Return the transcript that stands in a page's text."""
    found = _BETWEEN.search(text)
    assert found is not None
    return found[0]


if __name__ == "__main__":
    sys.path[:0] = [str(REPOSITORY / "tests"), str(REPOSITORY / "tests" / "agents"), str(REPOSITORY / "src")]
    new = transcript()
    PAGE.write_text(_BETWEEN.sub(lambda _: new, PAGE.read_text("utf-8")), "utf-8")
