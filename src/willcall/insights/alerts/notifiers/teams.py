"""Alerts to Microsoft Teams, by a workflow that posts what a webhook gets ("Post to a channel when a webhook request is received").

The workflow takes a message with one Adaptive Card (schema 1.4, https://adaptivecards.io). Teams does not deduplicate.
"""

from datetime import datetime
from typing import Any

from willcall.insights.alerts.notifiers.ports import Notice
from willcall.insights.alerts.notifiers.posting import post_json
from willcall.kit.outward import Outward

_COLOUR = {"fired": "Attention", "escalated": "Attention", "acknowledged": "Warning", "resolved": "Good"}


def message(notice: Notice) -> dict[str, Any]:
    """The payload the workflow takes."""
    facts = [
        {"title": "Severity", "value": notice.severity},
        {"title": "Since", "value": notice.fired_at},
        {"title": "Rule", "value": notice.rule},
        {"title": "Alert", "value": notice.alert_id},
    ]
    body: list[dict[str, Any]] = [
        {"type": "TextBlock", "size": "Medium", "weight": "Bolder", "wrap": True, "color": _COLOUR[notice.told], "text": notice.headline},
        {"type": "TextBlock", "wrap": True, "text": notice.said},
    ]  # fmt: skip
    if notice.note:
        body.append({"type": "TextBlock", "wrap": True, "isSubtle": True, "text": notice.note})
    body.append({"type": "FactSet", "facts": facts})
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    if notice.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": "Open the console", "url": notice.link}]
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


class TeamsNotifier:
    """Args: url: The workflow's webhook; it is a secret. outward: Sends."""

    def __init__(self, url: str, *, outward: Outward) -> None:
        self._url, self._outward = url, outward

    def send(self, notice: Notice, *, delivery_id: str, now: datetime) -> None:  # noqa: ARG002 - Teams has no place for them
        post_json(self._outward, self._url, message(notice))
