"""One POST to a channel, and what its answer means: taken, try again, or never."""

import json
from collections.abc import Mapping
from typing import Any

from willcall.insights.alerts.notifiers.ports import NotTold
from willcall.kit.outward import AddressRefused, NoAnswer, Outward

_AGAIN = {408, 409, 425, 429}
_LONGEST_PAUSE_S = 3_600


def post(outward: Outward, url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Sends a body. Raises: NotTold, which never shows the address, for it may be the secret."""
    try:
        answer = outward.post(url, body, headers)
    except AddressRefused as refused:
        raise NotTold(refused.detail, again=False) from None
    except NoAnswer as silent:
        raise NotTold(silent.detail) from None
    if 200 <= answer.status < 300:
        return
    again = answer.status >= 500 or answer.status in _AGAIN
    told = answer.body[:120].decode("utf-8", "replace").strip()
    wait = answer.headers.get("retry-after", "")
    after = min(float(wait), _LONGEST_PAUSE_S) if wait.isdigit() else None
    raise NotTold(f"answered with {answer.status}{f': {told}' if told else ''}", again=again, after_s=after)


def post_json(outward: Outward, url: str, payload: Mapping[str, Any]) -> None:
    """The same for plain JSON. Raises: NotTold."""
    post(outward, url, json.dumps(payload, ensure_ascii=False).encode(), {"content-type": "application/json"})
