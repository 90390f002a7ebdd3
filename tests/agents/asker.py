"""A client that asks a server in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from mcp import Client, MCPError

from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.server import server_of


class Agent:
    """Asks a server in this process, as a client of the SDK does."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def ask(self, what: str, *arguments: Any) -> Any:
        async def run() -> Any:
            # What is raised inside of a client comes out in a group of errors; so it is taken out by hand.
            async with Client(server_of(self.door)) as client:
                try:
                    return await getattr(client, what)(*arguments)
                except MCPError as error:
                    return error

        answer = asyncio.run(run())
        if isinstance(answer, MCPError):
            raise answer
        return answer

    def call(self, tool: str, **arguments: Any) -> Any:
        return self.ask("call_tool", tool, arguments)

    def told(self, tool: str, **arguments: Any) -> dict[str, Any]:
        result = self.call(tool, **arguments)
        assert not result.is_error, result.content[0].text
        return result.structured_content


def citations(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every citation of an answer."""
    if isinstance(node, list):
        for part in node:
            yield from citations(part)
    elif isinstance(node, dict):
        if "quote" in node and "start" in node:
            yield node
        for part in node.values():
            yield from citations(part)
