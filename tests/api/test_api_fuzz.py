"""Nothing that can be asked makes the server fail: a short run of what `bench/api_fuzz.py` does for ten minutes."""

from __future__ import annotations

from typing import Any

import hypothesis
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onrecord.serve.api.router import description

SCHEMA = schemathesis.openapi.from_dict(msgspec.json.decode(description()))
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 4  # of each address, as asked for and as not


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda one: one.name.lower())
def test_nothing_that_is_asked_makes_the_server_fail(fuzz_server: str, operation: Any, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck]
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(base_url=fuzz_server, checks=CHECKS, timeout=30)

    ask()
