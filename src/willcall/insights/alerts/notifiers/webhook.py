"""Alerts to any address, signed as Standard Webhooks has it (https://www.standardwebhooks.com, specification 1.0).

A receiver checks the signature and the time, and deduplicates by `webhook-id`, which is the same at every attempt.
"""

import base64
import binascii
import hashlib
import hmac
import json
from datetime import datetime

from willcall.insights.alerts.notifiers.ports import Notice
from willcall.insights.alerts.notifiers.posting import post
from willcall.kit.errors import Invalid
from willcall.kit.outward import Outward

PREFIX = "whsec_"


class BadSecret(Invalid, ValueError):
    """A secret that signs nothing."""


def key_of(secret: str) -> bytes:
    """The key in a secret. Raises: BadSecret."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not 24 <= len(key) <= 64:
        raise BadSecret("must be whsec_ and 24 to 64 bytes in base64", field="alerts.webhook_secret")
    return key


def signature(key: bytes, *, webhook_id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`: version 1, HMAC-SHA256 of `id.timestamp.body`."""
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


class WebhookNotifier:
    """Args:
    url: Where to.
    secret: `whsec_` and base64.
    outward: Sends.
    """

    def __init__(self, url: str, secret: str, *, outward: Outward) -> None:
        self._url, self._key, self._outward = url, key_of(secret), outward

    def send(self, notice: Notice, *, delivery_id: str, now: datetime) -> None:
        payload = {"type": f"alert.{notice.told}", "timestamp": notice.at, "data": notice.as_data()}
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        stamp = int(now.timestamp())
        headers = {
            "content-type": "application/json",
            "webhook-id": delivery_id,
            "webhook-timestamp": str(stamp),
            "webhook-signature": signature(self._key, webhook_id=delivery_id, timestamp=stamp, body=body),
        }
        post(self._outward, self._url, body, headers)
