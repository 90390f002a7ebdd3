"""Pictures of answers: Vega-Lite definitions made with Altair, drawn by vl-convert without a browser or a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import ExtraError, UsageError

if TYPE_CHECKING:
    import altair as alt

_SCALE = 2  # pixels of a PNG for each of the definition: sharp on screens of today


def drawn(chart: alt.TopLevelMixin, suffix: str) -> bytes:
    """Return a chart as a picture.

    Args:
        suffix: ``.svg`` or ``.png``.

    Raises:
        UsageError: the suffix names another kind of picture.
        ExtraError: the libraries for pictures are not installed.
    """
    kind = suffix.casefold()
    if kind not in (".svg", ".png"):
        raise UsageError(f"a picture is a file .svg or .png, not {suffix or 'without a suffix'}; name one of them")
    try:
        import vl_convert  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise ExtraError("a picture", "plots") from error
    definition = chart.to_dict()
    if kind == ".svg":
        return str(vl_convert.vegalite_to_svg(definition)).encode()
    return bytes(vl_convert.vegalite_to_png(definition, scale=_SCALE))
