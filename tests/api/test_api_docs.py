"""Every example of docs/api.md is asked of a server of the invented story, and every address has one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from onrecord.serve.api.router import description

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
HERE = "http://localhost:8000"
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


class Example(msgspec.Struct, frozen=True):
    """A call of curl."""

    address: str
    headers: dict[str, str]
    body: bytes | None
    line: str

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"


def examples() -> Iterator[Example]:
    for block in _BLOCK.findall(DOCS.read_text(encoding="utf-8")):
        for line in block.replace("|\n", "| ").splitlines():
            if "curl" in line:
                yield _example(line)


def _example(line: str) -> Example:
    before, _, call = line.rpartition("| ") if "printf" in line else ("", "", line)
    sent = shlex.split(before)[1].encode().decode("unicode_escape").encode() if before else None
    words = iter(shlex.split(call, comments=True)[1:])
    headers: dict[str, str] = {}
    address = ""
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word in ("-d", "--data-binary"):
            given = next(words)
            sent = sent if given == "@-" else given.encode()
        elif not word.startswith("-"):
            address = word
    return Example(address.removeprefix(HERE), headers, sent, line)


EXAMPLES = list(examples())


def test_every_example_is_answered(own_server: str) -> None:
    for example in EXAMPLES:
        where = own_server + example.address
        sent: Any = {"headers": example.headers, "content": example.body, "timeout": 30}
        with httpx.stream(example.method, where, **sent) as answer:
            assert answer.status_code in (200, 201), example.line
            if example.headers.get("Accept") != "text/event-stream":
                answer.read()
                assert answer.content, example.line
            else:
                assert next(answer.iter_lines()).startswith("retry")


def test_examples_find_something(own_server: str) -> None:
    for example in EXAMPLES:
        if (
            example.method == "GET"
            and "event-stream" not in str(example.headers)
            and "corrections" not in example.address
            and "alerts" not in example.address
        ):
            answer = httpx.get(own_server + example.address, timeout=30)
            told = answer.json() if answer.headers["content-type"] == "application/json" else {}
            if "items" in told and not example.address.endswith(("corrected", "since=0")):
                assert told["items"], example.line


@pytest.mark.parametrize(
    ("method", "path"),
    sorted(
        (method.upper(), path)
        for path, asked in msgspec.json.decode(description())["paths"].items()
        for method in asked
    ),
)
def test_every_address_has_an_example(method: str, path: str) -> None:
    like = re.compile(re.sub(r"\{\w+\}", r"\\d+", path))
    assert any(one.method == method and like.fullmatch(one.address.partition("?")[0]) for one in EXAMPLES)
