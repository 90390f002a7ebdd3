"""Telling a webhook: one request to a public address, signed, in bounded time; redirects are not followed."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Mapping

from onrecord.errors import FetchError
from onrecord.page.addresses import target_of
from onrecord.page.connecting import FetchPolicy, connect, explained
from onrecord.page.deadline import Deadline
from onrecord.page.fetch import USER_AGENT

# The standard gives receivers 15 to 30 seconds.
SECONDS = 20.0
_SHOWN = 200  # bytes of an answer that are read: it has nothing to say


def post(url: str, body: bytes, headers: Mapping[str, str], policy: FetchPolicy) -> None:
    """Send JSON to an address; whatever it answers with 2xx has taken it.

    Raises:
        FetchError: the address is refused, or did not take it; ``temporary`` where it may later.
    """
    try:
        target = target_of(url)
    except ValueError as error:
        raise FetchError(url, str(error), "give an http:// or https:// address") from error
    deadline = Deadline(policy.seconds)
    sent = {
        "Host": target.authority,
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "Connection": "close",
    }
    try:
        timed = connect(url, target, policy, deadline)
        try:
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.sock = timed
            connection.request("POST", target.path, body, {**sent, **headers})
            answer = connection.getresponse()
            answer.read1(_SHOWN)
        finally:
            timed.shut()
    except (OSError, http.client.HTTPException, zlib.error) as error:
        cause, _ = explained(error, target, policy.seconds)
        raise FetchError(url, cause, "it is tried again", temporary=True) from error
    if not 200 <= answer.status < 300:  # noqa: PLR2004 - the classes of HTTP status codes are what they are
        cause = f"{target.host} answers {answer.status} {answer.reason}".rstrip()
        raise FetchError(url, cause, "it is tried again", answer.status, temporary=True)
