"""All quantities of a text, each with its exact span: the layer below the figures of a record."""

from onrecord.text.quantities.money import money
from onrecord.text.quantities.ranges import ranges
from onrecord.text.quantities.reading import Found, Quantity, QuantityKind, Text, numbers, ordinals
from onrecord.text.quantities.sizes import ages, dimensions, percents

__all__ = [
    "Found",
    "Quantity",
    "QuantityKind",
    "Text",
    "ages",
    "dimensions",
    "money",
    "numbers",
    "ordinals",
    "percents",
    "ranges",
]
