"""Prometheus's text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Kind = Literal["counter", "gauge", "histogram"]
Labels = tuple[tuple[str, str], ...]
_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


@dataclass(frozen=True, slots=True)
class Sample:
    """One line: a value under its labels.

    Args:
        suffix: behind the family's name, as ``_bucket``.
    """

    value: float
    labels: Labels = ()
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """What is measured, and its samples.

    Args:
        about: one line.
    """

    name: str
    kind: Kind
    about: str
    samples: Sequence[Sample]


@dataclass
class Buckets:
    """How often a value stayed below each bound.

    Args:
        bounds: upper bounds, growing.
    """

    bounds: Sequence[float]
    total: float = 0.0
    _counts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._counts = [0] * (len(self.bounds) + 1)

    def observe(self, value: float) -> None:
        """Count a value."""
        self._counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    def samples(self, labels: Labels) -> list[Sample]:
        """Return its lines, each bucket with all below it."""
        found, below = [], 0
        for bound, count in zip((*(repr(b) for b in self.bounds), "+Inf"), self._counts, strict=True):
            below += count
            found.append(Sample(below, (*labels, ("le", bound)), "_bucket"))
        return [*found, Sample(self.total, labels, "_sum"), Sample(below, labels, "_count")]


def one(name: str, kind: Kind, about: str, value: float, labels: Mapping[str, str] | None = None) -> Family:
    """Return a family of one sample."""
    return Family(name, kind, about, (Sample(value, tuple((labels or {}).items())),))


def written(families: Iterable[Family]) -> bytes:
    """Return families as Prometheus reads them."""
    lines = []
    for family in families:
        lines += [f"# HELP {family.name} {family.about}", f"# TYPE {family.name} {family.kind}"]
        lines += [f"{family.name}{s.suffix}{_labels(s.labels)} {_number(s.value)}" for s in family.samples]
    return ("\n".join(lines) + "\n").encode()


def _labels(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{value.translate(_ESCAPED)}"' for name, value in labels) + "}" if labels else ""


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
