"""Lines of a fixed width for people at a terminal: calm, no boxes, right at any width, plain where it is piped."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from onrecord.serve.safe import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

# Below this width a label and a text beside it leave fewer than 80 columns to the text.
_WIDE = 120
_RAIL = 34  # columns of the label, gap included, on a wide screen
_LONGEST_LINE = 96  # columns of running text; longer lines are hard to follow back
_NARROWEST = 24


class Page:
    """Lines of a fixed width.

    Args:
        width: columns of the terminal.
        colour: bold and light type for a terminal; without it plain text.
    """

    def __init__(self, width: int, *, colour: bool = False) -> None:
        self.width = max(width, _NARROWEST)
        self.wide = self.width >= _WIDE
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=self.width + 1,
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
            legacy_windows=False,
            _environ={},
        )

    def text(self) -> str:
        """Return all lines so far."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))

    def line(self, text: Text | None = None) -> None:
        """Print one line, however long; an empty one without a text."""
        self._console.print(text or Text(), soft_wrap=True)

    def paragraph(self, text: Text, indent: int = 0, hang: int = 0) -> None:
        """Print a text with all lines set in by ``indent`` columns, those after the first by ``hang`` more."""
        room = max(_NARROWEST // 2, min(self.width - indent - hang, _LONGEST_LINE))
        for number, part in enumerate(self._wrapped(text, room)):
            self.line(Text(" " * (indent + (hang if number else 0))) + part)

    def beside(self, label: Text, texts: Iterable[Text], indent: int = 0) -> None:
        """Print a label and texts side by side, the label in a column of its own.

        Args:
            indent: columns that the label is set in by.
        """
        left = self._wrapped(label, _RAIL - 6 - indent)
        right = [line for text in texts for line in self._wrapped(text, min(self.width - _RAIL, _LONGEST_LINE))]
        for row in range(max(len(left), len(right))):
            cell = Text(" " * (2 + indent + (2 if row else 0))) + (left[row] if row < len(left) else Text())
            cell.pad_right(_RAIL - cell.cell_len)
            self.line(cell + (right[row] if row < len(right) else Text()))

    def row(self, label: Text, text: Text) -> None:
        """Print a label and what is said of it: side by side on a wide screen, on one line on a narrow one."""
        if self.wide:
            self.beside(label, [text])
        else:
            self.paragraph(label + ("  " if text.plain else "") + text, 2, 4)

    def heading(self, title: str) -> None:
        """Print the title of a section, an empty line above it."""
        self.line()
        self.line(t(title, "dim"))

    def _wrapped(self, text: Text, room: int) -> list[Text]:
        lines = list(text.wrap(self._console, room))
        for line in lines:
            line.rstrip()
        return lines or [Text()]


def t(words: str, style: str = "") -> Text:
    """Return words of a page, made harmless, in a style."""
    return Text(harmless(words) if words.strip() else words, style=style)


def joined(parts: Iterable[Text]) -> Text:
    """Return the parts that say something, dots between them."""
    return Text(" · ").join(part for part in parts if part.plain)
