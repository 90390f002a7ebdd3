"""docs/agents.md says what the program does."""

from __future__ import annotations

import json
import re

import msgspec
from transcript import PAGE, on_the_page, transcript

from onrecord.serve.mcp.citing import Citation
from onrecord.serve.mcp.prompts import PROMPTS
from onrecord.serve.mcp.resources import TEMPLATES
from onrecord.serve.mcp.tools import TOOLS

TEXT = PAGE.read_text("utf-8")


def test_the_transcript_is_what_the_program_says() -> None:
    assert on_the_page(TEXT) == transcript()


def test_every_tool_prompt_and_resource_has_its_place() -> None:
    assert re.findall(r"^\| `(\w+)` \| ", TEXT.partition("## Citations")[0], re.MULTILINE) == [
        one.name for one in TOOLS
    ]
    for name in [prompt.name for prompt in PROMPTS] + [template[0] for template in TEMPLATES]:
        assert f"`{name}`" in TEXT


def test_every_field_of_a_citation_is_explained() -> None:
    table = TEXT.partition("## Citations")[2].partition("##")[0]
    assert {field.name for field in msgspec.structs.fields(Citation)} <= set(re.findall(r"`(\w+)`", table))


def test_the_client_s_configuration_is_json_that_starts_the_command() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    server = json.loads(block)["mcpServers"]["onrecord"]
    assert [server["command"], *server["args"][:2]] == ["onrecord", "mcp", "--store"]
