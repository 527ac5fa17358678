"""Alerts to a Slack channel, by an incoming webhook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).

Slack does not deduplicate: after a crash at the wrong moment a notice may stand there twice, with the same alert id under it.
"""

from datetime import datetime
from typing import Any

from willcall.insights.alerts.notifiers.ports import Notice
from willcall.insights.alerts.notifiers.posting import post_json
from willcall.kit.outward import Outward

LONGEST_HEADER, LONGEST_TEXT = 150, 3_000
_SIGN = {"fired": ":rotating_light:", "escalated": ":sos:", "acknowledged": ":eyes:", "resolved": ":white_check_mark:"}


def _safe(text: str) -> str:
    """Slack's three control characters, escaped: no text of ours makes links or mentions."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def message(notice: Notice) -> dict[str, Any]:
    """The payload: a line for notifications, and blocks for those who look."""
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": notice.headline[:LONGEST_HEADER], "emoji": False}},
        {"type": "section", "text": {"type": "mrkdwn", "text": _safe(notice.said)[:LONGEST_TEXT] or "-"}},
    ]
    if notice.note:
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": _safe(notice.note)[:LONGEST_TEXT]}})
    if notice.link:
        blocks.append(
            {"type": "actions", "elements": [
                {"type": "button", "text": {"type": "plain_text", "text": "Open the console"}, "url": notice.link}]}
        )  # fmt: skip
    about = f"{notice.alert_id} · rule {notice.rule} · since {notice.fired_at}"
    blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": _safe(about)}]})
    return {"text": f"{_SIGN[notice.told]} {_safe(notice.headline)}", "blocks": blocks}


class SlackNotifier:
    """Args: url: The incoming webhook; it is a secret. outward: Sends."""

    def __init__(self, url: str, *, outward: Outward) -> None:
        self._url, self._outward = url, outward

    def send(self, notice: Notice, *, delivery_id: str, now: datetime) -> None:  # noqa: ARG002 - Slack has no place for them
        post_json(self._outward, self._url, message(notice))
