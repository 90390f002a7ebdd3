"""Every regular expression of onrecord, and the strings that each would take longest on.

Patterns are caught as they are compiled while all modules are imported, and found in the source where a function calls
`re` with words of its own. `hostile` builds strings from a pattern's own parse: what leads to a point in it, repeated,
with an end that fails.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined] # what `re` itself is made of
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SRC = Path(__file__).resolve().parents[1] / "src"
CALLS = frozenset("match fullmatch search split findall finditer sub subn".split())
ANCHORED = frozenset({"match", "fullmatch"})
DRAWS, MOST_POINTS = 2, 40  # strings drawn for each point of a pattern, and points of one
LONG_REPEAT = 16  # times; a repetition of fewer costs a factor, and no more
MOST_FEW = 2  # times that a repetition is drawn
ENDS = ("", "\x00", "!", " ", "a", "0", "\n", "<", '"')
_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern as it is compiled.

    Args:
        where: the module and line that compiles it.
        pattern: its source; latin-1 for one of bytes.
        whole: it is only ever tried at one place, by ``match`` or ``fullmatch``.
    """

    where: str
    pattern: str
    flags: int
    is_bytes: bool
    whole: bool

    @property
    def compiled(self) -> re.Pattern[Any]:
        """The pattern itself."""
        return re.compile(self.pattern.encode("latin-1") if self.is_bytes else self.pattern, self.flags)


def written() -> list[Written]:
    """Return every pattern of the package, found by a fresh process."""
    command = [sys.executable, "-c", "from bench.patterns import caught; caught()"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [Written(**json.loads(line)) for line in lines]


def caught() -> None:
    """Import all of onrecord and print each pattern that it compiles or may compile, a line each."""
    seen: dict[tuple[str, int, bool], str] = {}
    compiled = re._compile  # type: ignore[attr-defined] # noqa: SLF001 - every way into `re` goes through it

    def catch(pattern: Any, flags: Any) -> Any:  # noqa: ANN401 - as re has it
        at = _frame()
        if at and isinstance(pattern, str | bytes):
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            seen.setdefault((text, int(flags), isinstance(pattern, bytes)), at)
        return compiled(pattern, flags)

    re._compile = catch  # type: ignore[attr-defined] # noqa: SLF001 - see above
    package = importlib.import_module("onrecord")
    for module in pkgutil.walk_packages(package.__path__, "onrecord."):
        if not module.name.endswith(("__main__", ".env")):  # alembic runs env.py itself
            importlib.import_module(module.name)
    trees = _trees()
    uses = _uses(trees)
    for where, text, flags, once in _in_functions(trees):
        seen.setdefault((text, flags, False), where)
        uses.setdefault(where, once)
    for (text, flags, is_bytes), at in seen.items():
        told = {"where": at, "pattern": text, "flags": flags, "is_bytes": is_bytes, "whole": uses.get(at, False)}
        print(json.dumps(told))


def _frame() -> str | None:
    """The line of ours that compiles a pattern; None where a library does."""
    frame: Any = sys._getframe(2)  # noqa: SLF001 - who compiles
    while frame is not None and Path(frame.f_code.co_filename).parent.name == "re":
        frame = frame.f_back
    file = Path(frame.f_code.co_filename) if frame is not None else Path()
    return f"{file.relative_to(SRC)}:{frame.f_lineno}" if file.is_relative_to(SRC) else None


def _trees() -> list[tuple[str, ast.Module]]:
    return [(str(file.relative_to(SRC)), ast.parse(file.read_text("utf-8"))) for file in sorted(SRC.rglob("*.py"))]


def _uses(trees: list[tuple[str, ast.Module]]) -> dict[str, bool]:
    """For each line that compiles a pattern under a name: is it only ever tried at one place of a text?"""
    homes: dict[tuple[str, str], tuple[str, str]] = {}  # file and name there, to file and name where it is made
    lines: dict[tuple[str, str], range] = {}
    for file, tree in trees:
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _is_re(node.value.func):
                for name in (target.id for target in node.targets if isinstance(target, ast.Name)):
                    lines[file, name] = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onrecord"):
                made = (node.module or "").replace(".", "/") + ".py"
                homes |= {(file, one.asname or one.name): (made, one.name) for one in node.names}
    often: set[tuple[str, str]] = set()
    for file, tree in trees:
        often |= {homes.get((file, name), (file, name)) for name in _searched(tree)}
    return {f"{file}:{line}": (file, name) not in often for (file, name), found in lines.items() for line in found}


def _searched(tree: ast.Module) -> set[str]:
    """Names of a module that are used otherwise than by ``match`` or ``fullmatch`` with a text alone."""
    once = {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ANCHORED
        if len(node.args) == 1 and not node.keywords
    }
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    return {name.id for name in names if id(name) not in once}


def _is_re(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"


def _in_functions(trees: list[tuple[str, ast.Module]]) -> Iterator[tuple[str, str, int, bool]]:
    """Patterns that stand in calls of `re` with a text: where, the pattern, its flags, whether tried at one place."""
    for file, tree in trees:
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_re(node.func)):
                continue
            first = node.args[0] if node.args else None
            if node.func.attr in CALLS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                named = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
                total = sum(re.RegexFlag[flag] for flag in named & set(re.RegexFlag.__members__))
                yield f"{file}:{node.lineno}", first.value, int(total), node.func.attr in ANCHORED


# -- strings ----------------------------------------------------------------------------------------------------------


def hostile(pattern: Written, chance: random.Random) -> list[tuple[str, str, str]]:
    """Return heads, pumps and ends: ``head + pump * n + end`` is what the pattern may take long on."""
    tree = parser.parse(pattern.pattern.encode("latin-1") if pattern.is_bytes else pattern.pattern, pattern.flags)
    found: dict[tuple[str, str], None] = {}
    points = list(_points(list(tree)))
    for point in points if len(points) <= MOST_POINTS else chance.sample(points, MOST_POINTS):
        for _ in range(DRAWS):
            head, pump = point(chance)
            for pair in ((head, pump), ("", pump), ("", pump + chance.choice(" a0,."))):
                if pair[1]:
                    found.setdefault(pair)
    found.setdefault(("", drawn(list(tree), chance) or "a"))
    return [(head, pump, end) for head, pump in found for end in (chance.choice(ENDS), "\x00")]


_LETTERS: dict[Any, Callable[[Any, random.Random], str]] = {
    constants.LITERAL: lambda value, _: chr(value),
    constants.NOT_LITERAL: lambda value, chance: chance.choice([c for c in "a 0,x" if ord(c) != value]),
    constants.ANY: lambda _, chance: chance.choice("a <0"),
    constants.IN: lambda value, chance: _of_class(list(value), chance),
}
Point = Callable[[random.Random], tuple[str, str]]


def _points(nodes: list[Any], before: Callable[[random.Random], str] = lambda _: "") -> Iterator[Point]:
    """Points of a pattern at which something may be repeated: each long repetition, and each place behind one."""
    for number, (kind, value) in enumerate(nodes):

        def lead(chance: random.Random, upto: int = number) -> str:
            return before(chance) + drawn(nodes[:upto], chance)

        if kind in _REPEATS:
            body = list(value[2])
            if int(value[1]) >= LONG_REPEAT:
                yield lambda chance, lead=lead, body=body: (lead(chance), drawn(body, chance))  # type: ignore[misc]
                yield lambda chance, lead=lead, body=body: ("", lead(chance) + drawn(body, chance))  # type: ignore[misc]
            yield from _points(body, lead)
        for inner in _inner(kind, value):
            if _repeats(inner):
                yield from _points(inner, lead)
        if number and _repeats([nodes[number - 1]]):
            yield lambda chance, lead=lead: ("", lead(chance))  # type: ignore[misc]


def _repeats(nodes: list[Any]) -> bool:
    """Whether something in some nodes may be repeated often."""
    for kind, value in nodes:
        if kind in _REPEATS and (int(value[1]) >= LONG_REPEAT or _repeats(list(value[2]))):
            return True
        if any(_repeats(inner) for inner in _inner(kind, value)):
            return True
    return False


def _inner(kind: Any, value: Any) -> list[list[Any]]:  # noqa: ANN401 - as the parser gives it
    if kind is constants.SUBPATTERN:
        return [list(value[3])]
    if kind is constants.ATOMIC_GROUP:
        return [list(value)]
    if kind is constants.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind in (constants.ASSERT, constants.ASSERT_NOT):
        return [list(value[1])]
    return []


def drawn(nodes: list[Any], chance: random.Random) -> str:
    """Return a string that some nodes of a pattern match, drawn by chance; anchors and looks are left out."""
    return "".join(_one(kind, value, chance) for kind, value in nodes)


def _one(kind: Any, value: Any, chance: random.Random) -> str:  # noqa: ANN401 - as the parser gives it
    if kind in _LETTERS:
        return _LETTERS[kind](value, chance)
    if kind is constants.BRANCH:
        return drawn(list(chance.choice(value[1])), chance)
    if kind in _REPEATS:
        least, most, body = value
        times = chance.randint(least, max(least, min(int(most), least + MOST_FEW)))
        return "".join(drawn(list(body), chance) for _ in range(times))
    return "".join(drawn(inner, chance) for inner in _inner(kind, value)[:1]) if "ASSERT" not in str(kind) else ""


_SETS = {
    constants.CATEGORY_DIGIT: "09", constants.CATEGORY_NOT_DIGIT: "a ,", constants.CATEGORY_SPACE: " \n",
    constants.CATEGORY_NOT_SPACE: "a0,", constants.CATEGORY_WORD: "a0Z", constants.CATEGORY_NOT_WORD: " ,\x00",
}  # fmt: skip
_TRIED = "aZ0 ,.-\n<>\"'(=\u00e9\u201c"


def _of_class(parts: list[Any], chance: random.Random) -> str:
    if parts and parts[0][0] is constants.NEGATE:
        fits = [c for c in _TRIED if not any(_holds(part, c) for part in parts[1:])]
        return chance.choice(fits or ["\u4e00"])
    kind, value = chance.choice(parts)
    if kind is constants.LITERAL:
        return chr(value)
    return chr(chance.choice(value)) if kind is constants.RANGE else chance.choice(_SETS.get(value, "a"))


def _holds(part: Any, c: str) -> bool:  # noqa: ANN401 - as the parser gives it
    kind, value = part
    if kind is constants.LITERAL:
        return ord(c) == value
    if kind is constants.RANGE:
        return bool(value[0] <= ord(c) <= value[1])
    return c in _SETS.get(value, "") or (value is constants.CATEGORY_WORD and c.isalnum())
