from __future__ import annotations

import pytest
import stub


@pytest.fixture
def web():
    running = stub.Web()
    yield running
    running.close()
