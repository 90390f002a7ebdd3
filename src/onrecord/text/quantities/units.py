"""Units of measure: what they are called, what they measure, and how our records name them."""

from __future__ import annotations

import re

LENGTHS = {
    "km": "km kms kilometer kilometre kmh",
    "metres": "meter metre mtr",
    "cm": "cm cms centimeter centimetre",
    "mm": "mm mms millimeter millimetre",
    "dm": "dm decimeter decimetre",
    "µm": "micrometer micrometre micron",
    "nm": "nanometer nanometre",
    "pm": "picometer picometre",
    "miles": "mile mi",
    "feet": "foot feet ft",
    "inches": "inch inches",
    "yards": "yard yd yds",
    "light years": "light-year",
    "nautical miles": "nautical-mile",
}
AREAS = {"acres": "acre", "hectares": "hectare ha", "km²": "sqkm sq-km", "sq ft": "sqft sq-ft", "square metres": "sqm"}
VOLUMES = {
    "ml": "ml millilitre milliliter",
    "cl": "cl centilitre centiliter",
    "litres": "litre liter ltr",
    "barrels": "barrel bbl",
    "gallons": "gallon gal",
    "pints": "pint",
    "quarts": "quart",
    "cups": "cup",
    "tablespoons": "tablespoon tbsp",
    "teaspoons": "teaspoon tsp",
    "bushels": "bushel",
    "fluid ounces": "fluid-ounce",
    "acre feet": "acre-foot acre-feet",
}
WEIGHTS = {
    "kg": "kg kgs kilogram kilogramme kilo",
    "grams": "gram gramme gms",
    "mg": "mg milligram milligramme",
    "µg": "mcg μg µg microgram microgramme",
    "tonnes": "tonne metric-ton",
    "tons": "ton",
    "pounds": "pound lb lbs",
    "ounces": "ounce oz",
    "stone": "stone",
    "drachmas": "drachma dram",
    "carats": "carat",
}
INFORMATION = {
    "bits": "bit",
    "bytes": "byte",
    "KB": "kb kilobyte kilobit",
    "MB": "mb megabyte megabit",
    "GB": "gb gigabyte gigabit",
    "TB": "tb terabyte",
    "PB": "pb petabyte",
}
ANGLES = {"degrees": "degree", "radians": "rad radian", "turns": "turn"}
OTHERS = {
    "power": {
        "W": "watt",
        "kW": "kilowatt kw",
        "MW": "megawatt mw",
        "GW": "gigawatt gw",
        "horsepower": "horsepower hp bhp",
    },
    "energy": {"kWh": "kwh kilowatt-hour", "MWh": "mwh megawatt-hour", "GWh": "gwh gigawatt-hour", "TWh": "twh"},
    "speed": {"mph": "mph", "km/h": "kph kmph kmh", "knots": "knot"},
    "frequency": {"Hz": "hz hertz", "MHz": "mhz megahertz", "GHz": "ghz gigahertz"},
    "pressure": {"psi": "psi", "hPa": "hpa millibar"},
}


def _flat(group: dict[str, str], measure: str) -> dict[str, tuple[str, str]]:
    return {form: (measure, unit) for unit, forms in group.items() for form in forms.split()}


# By what they are called, in the singular and lower case, words joined by hyphens: measure and our name.
DIMENSIONS: dict[str, tuple[str, str]] = {
    **_flat(LENGTHS, "distance"),
    **_flat(AREAS, "area"),
    **_flat(VOLUMES, "volume"),
    **_flat(WEIGHTS, "weight"),
    **_flat(INFORMATION, "information"),
    **_flat(ANGLES, "angle"),
    **{form: found for measure, group in OTHERS.items() for form, found in _flat(group, measure).items()},
}
# Letters that are units right behind digits, as printed.
LETTERS = {"m": ("distance", "metres"), "t": ("weight", "tonnes"), "g": ("weight", "grams"), "l": ("volume", "litres")}
PER_TIME = re.compile(
    r"(?: ?/ ?| per | an? )(?P<time>hours?|hr|h|minutes?|min|seconds?|sec|s|milliseconds?|ms|days?)(?![\w])",
    re.IGNORECASE,
)
POWER = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
POWERED = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}


def dimension(word: str) -> tuple[str, str] | None:
    """Return measure and unit of a word, singular or plural; None where it is no unit."""
    word = word.lower()
    found = DIMENSIONS.get(word)
    if found is None and word.endswith("s") and len(word) > 3:  # noqa: PLR2004 - "ms", "gs" are other words
        found = DIMENSIONS.get(word[:-1])
    return found
