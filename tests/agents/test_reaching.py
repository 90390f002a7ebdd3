"""How clients reach the server: as a process of their own, over HTTP; and what it refuses."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters
from typer.testing import CliRunner

from dam import STORY
from onrecord.serve.cli import app
from onrecord.serve.mcp.overhttp import Binding

PROGRAM = [sys.executable, "-c", "from onrecord.serve.cli import main; main()", "mcp"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "ONRECORD_MCP_TOKEN"}


def asked_over(server: Any, mode: str = "auto") -> list[Any]:
    async def run() -> list[Any]:
        async with Client(server, mode=mode) as client:
            tools = await client.list_tools()
            statements = await client.call_tool("search_statements", {"words": "dam"})
            refused = await client.call_tool("get_story", {"story": 99})
            prompt = await client.get_prompt("brief_on_story", {"story": str(STORY)})
            return [tools, statements, refused, prompt]

    return asyncio.run(asyncio.wait_for(run(), 120))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_starts_it_and_asks_over_stdio(dam_file: Path, mode: str) -> None:
    parameters = StdioServerParameters(
        command=PROGRAM[0], args=[*PROGRAM[1:], "--store", str(dam_file)], env=dict(ENVIRONMENT)
    )
    tools, statements, refused, prompt = asked_over(parameters, mode)
    assert "search_statements" in {tool.name for tool in tools.tools}
    assert statements.structured_content["statements"]
    assert refused.is_error
    assert "get_background" in prompt.messages[0].content.text


def lines_of(dam_file: Path, *messages: dict[str, Any]) -> tuple[list[dict[str, Any]], str, int]:
    """Send messages by hand; return the lines that come back, what it says on standard error, and its status."""
    sent = "".join(json.dumps({"jsonrpc": "2.0", **message}) + "\n" for message in messages)
    with subprocess.Popen(
        [*PROGRAM, "--store", str(dam_file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(sent)
        process.stdin.flush()
        wanted = sum("id" in message for message in messages)
        found = [json.loads(process.stdout.readline()) for _ in range(wanted)]
        rest, errors = process.communicate(timeout=60)
    assert rest == ""
    return found, errors, process.returncode


HELLO = {
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "by-hand", "version": "1"},
    },
}
READY = {"method": "notifications/initialized"}


def test_standard_output_is_the_protocol_alone_even_where_a_page_is_read(dam_file: Path) -> None:
    text = "Mayor speaks\n\nMayor Ada Brenn said the bridge is closed for ten days."
    called = {"id": 2, "method": "tools/call", "params": {"name": "read_page", "arguments": {"text": text}}}
    found, _, status = lines_of(dam_file, HELLO, READY, called)
    hello, page = sorted(found, key=lambda one: one["id"])
    assert hello["result"]["serverInfo"]["name"] == "onrecord"
    assert "untrusted" in hello["result"]["instructions"]
    statement = page["result"]["structuredContent"]["items"][0]
    assert statement["speaker"]["name"] == "Ada Brenn"
    assert statement["citations"][0]["quote"] == "the bridge is closed for ten days"
    assert status == 0


def test_what_is_no_message_does_not_end_it(dam_file: Path) -> None:
    odd = {"id": 2, "method": "tools/call", "params": {"name": "get_story", "arguments": {"story": [1]}}}
    found, errors, status = lines_of(dam_file, HELLO, READY, odd)
    told = next(one for one in found if one["id"] == 2)
    assert told["result"]["isError"]
    assert "Traceback" not in errors
    assert status == 0


def test_ctrl_c_ends_it_while_it_waits_for_its_client(dam_file: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "--store", str(dam_file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps({"jsonrpc": "2.0", **HELLO}) + "\n")
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) != 0
        assert process.stderr.read() == ""


def test_a_store_that_is_not_there_is_told_before_anything_is_served(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["mcp", "--store", str(tmp_path / "none.db")])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "onrecord init" in done.stderr


def test_without_the_sdk_it_names_the_extra(dam_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("onrecord.serve.mcp.")]:
        monkeypatch.delitem(sys.modules, module)
    for name in [one for one in sys.modules if one == "mcp" or one.startswith("mcp.")]:
        monkeypatch.setitem(sys.modules, name, None)
    done = CliRunner().invoke(app, ["mcp", "--store", str(dam_file)])
    assert done.exit_code == 2
    assert "onrecord[agents]" in done.stderr


def test_neither_the_program_nor_reading_loads_the_sdk() -> None:
    code = (
        "import sys, onrecord, onrecord.reader, onrecord.serve.cli; "
        "print([m for m in sys.modules if m.split('.')[0] in ('mcp', 'mcp_types', 'pydantic', 'uvicorn')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert "mcp" not in done.stdout
    assert "uvicorn" not in done.stdout


# ---- HTTP -----------------------------------------------------------------------------------------------------------


@contextmanager
def serving(dam_file: Path, *options: str, token: str | None = None) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**ENVIRONMENT, **({"ONRECORD_MCP_TOKEN": token} if token else {})}
    command = [*PROGRAM, "--store", str(dam_file), "--http", "--port", str(port), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            for _ in range(600):
                if process.poll() is not None:
                    break
                with socket.socket() as one:
                    if one.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
            assert process.stderr is not None
            assert "Traceback" not in process.stderr.read()


TOKEN = "open-sesame"  # noqa: S105 - opens nothing but what this test starts
EVERYWHERE = "0.0.0.0"  # noqa: S104 - refused before anything is bound
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}


def test_over_http_pages_of_other_sites_are_refused(dam_file: Path) -> None:
    with serving(dam_file) as url:
        _, statements, refused, _ = asked_over(url)
        assert statements.structured_content["statements"]
        assert refused.is_error
        assert httpx.post(url, json=CALL, headers=HEADERS).status_code == 200
        for foreign in ({"Host": "rebound.example"}, {"Origin": "https://evil.example"}):
            assert httpx.post(url, json=CALL, headers=HEADERS | foreign).status_code in (403, 421)


def test_a_token_is_asked_for_where_one_is_set(dam_file: Path) -> None:
    with serving(dam_file, token=TOKEN) as url:
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Basic {TOKEN}"}):
            answer = httpx.post(url, json=CALL, headers=HEADERS | headers)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
        answer = httpx.post(url, json=CALL, headers=HEADERS | {"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        assert answer.json()["result"]["tools"]


@pytest.mark.parametrize(
    ("options", "token", "message"),
    [
        (["--host", "192.0.2.7"], None, "ONRECORD_MCP_TOKEN"),
        (["--host", EVERYWHERE], None, "ONRECORD_MCP_TOKEN"),
        (["--host", EVERYWHERE], "x", "--name"),
    ],
)
def test_it_is_not_open_to_others_without_a_token(
    dam_file: Path, options: list[str], token: str | None, message: str
) -> None:
    environment = {"ONRECORD_MCP_TOKEN": token}
    done = CliRunner().invoke(app, ["mcp", "--store", str(dam_file), "--http", *options], env=environment)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_only_the_names_it_was_given_are_answered() -> None:
    security = Binding(EVERYWHERE, 8321, ("news.example",), "x").security()
    assert security.allowed_hosts == ["news.example", "news.example:*"]
    assert "[::1]:*" in Binding().security().allowed_hosts


def test_a_port_that_is_taken_is_told(dam_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*PROGRAM, "--store", str(dam_file), "--http", "--port", str(port)],
            capture_output=True, text=True, check=False, timeout=120, env=ENVIRONMENT,
        )  # fmt: skip
    assert done.returncode == 1
    assert "cannot be had" in done.stderr
    assert "Traceback" not in done.stderr
