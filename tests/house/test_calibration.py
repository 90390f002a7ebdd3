"""The measure and the picture of what a confidence means."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.calibration import bins_of, calibration_error
from bench.reliability import picture


def test_a_confidence_that_comes_true_has_no_error():
    judged = [(0.75, n < 3) for n in range(4)] + [(1.0, True)] * 5
    assert calibration_error(bins_of(judged)) == pytest.approx(0)


def test_the_error_is_the_mean_gap_weighted_by_statements():
    judged = [(0.95, False)] * 1 + [(0.55, True)] * 3
    assert calibration_error(bins_of(judged)) == pytest.approx((0.95 + 3 * 0.45) / 4)


def test_a_confidence_of_one_is_in_the_last_bin():
    assert [b.count for b in bins_of([(1.0, True), (0.9, True), (0.0, False)])] == [1, 2]


def test_the_picture_has_a_dot_for_each_bin():
    root = ET.fromstring(picture({"a < b": [(0.5, 0.4, 3), (0.9, 0.9, 7)], "empty": []}))  # noqa: S314 - our own SVG
    assert len(root.findall(".//{http://www.w3.org/2000/svg}circle")) == 2
