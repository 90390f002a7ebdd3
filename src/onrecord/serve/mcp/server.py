"""The server: tools, resources and prompts put on the official SDK, whichever way clients reach it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from mcp import types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from onrecord._version import __version__
from onrecord.errors import OnRecordError
from onrecord.serve.mcp import resources
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.prompts import BY_NAME as PROMPT_OF
from onrecord.serve.mcp.prompts import PROMPTS, Prompt
from onrecord.serve.mcp.quoting import NOTICE
from onrecord.serve.mcp.tools import BY_NAME as TOOL_OF
from onrecord.serve.mcp.tools import TOOLS, Tool, told

Made = TypeVar("Made")
Context = ServerRequestContext[Any, Any]
INSTRUCTIONS = (
    "onrecord keeps what news articles say on record: who said what, which figures on whose word, who met, who stands "
    "where, each claim tied to the words that show it. Every answer has citations: exact quote, start and end in code "
    "points of the article's text, article, outlet, day, URL and a link that opens the page at the sentence. Give "
    "those on with every claim. Counts of sources say articles and independent reports: copies of one report are one "
    "source. Figures keep their bounds: say 'at least' where it is said. as_of answers from what had been published by "
    "the end of a day. Claims were read by a program: confidence is the share of such claims that is read right, so "
    "read the quote before you rely on one. Nothing found is no proof of absence. " + NOTICE
)  # fmt: skip
_LOG = logging.getLogger(__name__)
_AT_ONCE = 4  # questions that are answered at the same time


def server_of(door: Door) -> Server[Any]:
    """Return the server of a store; it changes nothing in it."""
    asking = _Asking(door)
    return Server(
        "onrecord",
        version=__version__,
        title="onrecord",
        instructions=INSTRUCTIONS,
        on_list_tools=asking.list_tools,
        on_call_tool=asking.call_tool,
        on_list_resources=asking.list_resources,
        on_list_resource_templates=asking.list_templates,
        on_read_resource=asking.read_resource,
        on_list_prompts=asking.list_prompts,
        on_get_prompt=asking.get_prompt,
    )


async def over_stdio(server: Server[Any]) -> None:
    """Serve one client on standard input and output, until it closes them."""
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


@cache
def _tools() -> tuple[types.Tool, ...]:
    return tuple(map(_described, TOOLS))


class _Asking:
    """The handlers of a server's requests; what they do with a store runs in threads of its own."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._room: anyio.CapacityLimiter | None = None

    async def _run(self, do: Callable[[], Made]) -> Made:
        self._room = self._room or anyio.CapacityLimiter(_AT_ONCE)
        return await anyio.to_thread.run_sync(do, abandon_on_cancel=True, limiter=self._room)

    async def list_tools(self, _: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[*_tools()])

    async def call_tool(self, _: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = TOOL_OF.get(params.name)
        if tool is None:
            raise MCPError(
                types.INVALID_PARAMS, f"there is no tool {params.name[:80]!r}; there are {', '.join(TOOL_OF)}"
            )
        return await self._run(lambda: _called(tool, self._door, params.arguments or {}))

    async def list_resources(self, _: Context, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        listed = await self._run(lambda: _asked(lambda: resources.listed(self._door)))
        made = [types.Resource(uri=uri, name=uri, title=title, mime_type="text/plain") for uri, title in listed]
        return types.ListResourcesResult(resources=made)

    async def list_templates(
        self, _: Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        made = [
            types.ResourceTemplate(
                uri_template=uri, name=name, title=title, mime_type=kind, description=f"{title}. {NOTICE}"
            )
            for uri, name, title, kind in resources.TEMPLATES
        ]
        return types.ListResourceTemplatesResult(resource_templates=made)

    async def read_resource(self, _: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        uri = str(params.uri)
        pieces = await self._run(lambda: _asked(lambda: resources.read(self._door, uri)))
        made = [types.TextResourceContents(uri=uri, text=_sound(text), mime_type=kind) for text, kind in pieces]
        return types.ReadResourceResult(contents=[*made])

    async def list_prompts(self, _: Context, __: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[_prompt(prompt) for prompt in PROMPTS])

    async def get_prompt(self, _: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        prompt = PROMPT_OF.get(params.name)
        if prompt is None:
            raise MCPError(
                types.INVALID_PARAMS, f"there is no prompt {params.name[:80]!r}; there are {', '.join(PROMPT_OF)}"
            )
        words = _asked(lambda: prompt.filled(params.arguments or {}))
        said = types.PromptMessage(role="user", content=types.TextContent(text=words))
        return types.GetPromptResult(description=prompt.says, messages=[said])


def _called(tool: Tool, door: Door, arguments: dict[str, Any]) -> types.CallToolResult:
    """Run a tool; what it cannot answer comes back as a tool's error, never as a traceback."""
    try:
        answer = tool.run(door, arguments)
        structured, text = answer.structured(), answer.readable()
    except OnRecordError as error:
        return _failed(told(error))
    except Exception as error:  # noqa: BLE001 - a server goes on: its log has the traceback, the client one line
        _LOG.exception("%s failed", tool.name)
        return _failed(f"{tool.name} failed inside ({type(error).__name__}); the server's log has more")
    return types.CallToolResult(content=[types.TextContent(text=_sound(text))], structured_content=structured)


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=_sound(message))], is_error=True)


def _asked(do: Callable[[], Made]) -> Made:
    """Do what a request other than a tool's call asks for; its errors are those of the protocol."""
    try:
        return do()
    except OnRecordError as error:
        raise MCPError(types.INVALID_PARAMS, told(error)) from error


def _sound(text: str) -> str:
    """Return a text that UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode()


def _described(tool: Tool) -> types.Tool:
    hints = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=tool.reaches_out
    )
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.says,
        input_schema=tool.input_schema(),
        output_schema=tool.output_schema(),
        annotations=hints,
    )


def _prompt(prompt: Prompt) -> types.Prompt:
    arguments = [
        types.PromptArgument(name=one.name, description=one.says, required=one.required) for one in prompt.arguments
    ]
    return types.Prompt(name=prompt.name, title=prompt.title, description=prompt.says, arguments=arguments)
