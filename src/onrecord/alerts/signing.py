"""Signed messages, as https://github.com/standard-webhooks/standard-webhooks has them (version 1.0.0).

The signature is of ``id.timestamp.body`` by HMAC-SHA256, so that a receiver knows who sent it, that nothing was
changed, and, from the time, that it is not an old one sent again. Libraries that check it exist for most languages.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

_PREFIX = "whsec_"
_BYTES = 32  # the standard wants 24 to 64


def new_secret() -> str:
    """Return a secret for a new webhook."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode("ascii")


def headers(secret: str, ident: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the headers that sign a message.

    Args:
        ident: of the message, the same at every attempt.
        timestamp: of this attempt, seconds since 1970.
    """
    return {
        "webhook-id": ident,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": "v1," + signature(secret, ident, timestamp, body),
    }


def signature(secret: str, ident: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a message, base64."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = hmac.new(key, f"{ident}.{timestamp}.".encode() + body, hashlib.sha256)
    return base64.b64encode(signed.digest()).decode("ascii")
