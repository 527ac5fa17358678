"""Each channel against a server that speaks its protocol; what they refuse, and what is never sent."""

import base64
import email
import hashlib
import hmac
import json
from datetime import UTC, datetime

import jsonschema
import pytest
from tests.alerts.servers import Hook, Mail, certificate, running

from willcall.insights.alerts.channels import channels_of
from willcall.insights.alerts.config import AlertsSection
from willcall.insights.alerts.notifiers import slack, teams
from willcall.insights.alerts.notifiers.email import EmailNotifier, MailServer
from willcall.insights.alerts.notifiers.ports import Notice, NotTold
from willcall.insights.alerts.notifiers.slack import SlackNotifier
from willcall.insights.alerts.notifiers.teams import TeamsNotifier
from willcall.insights.alerts.notifiers.webhook import BadSecret, WebhookNotifier, key_of
from willcall.kit.errors import Invalid
from willcall.kit.outward import Outward, is_public

NOW = datetime(2026, 3, 4, 18, 5, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
NOTICE = Notice(
    "fired", "alt_1", "success", "Turns <fail> & *how*", "warning", "Turns without error: 50.0 % of 40 turns", 0.5, 0.85, 0,
    "2026-03-04T18:05:00+00:00", "2026-03-04T18:05:00+00:00", link="https://box.example.org/console#/alerts",
)  # fmt: skip
TOLD = ("fired", "escalated", "acknowledged", "resolved")


def notice(told="fired", **changed):
    return Notice(**{**NOTICE.as_data(), "told": told, **changed})


@pytest.fixture
def hook():
    with running(Hook()) as server:
        yield server


@pytest.fixture
def outward():
    return Outward(["hooks.example.org"], resolve=lambda *_: ["127.0.0.1"])


def test_a_webhook_is_signed_as_standard_webhooks_has_it(hook, outward):
    WebhookNotifier(hook.url, SECRET, outward=outward).send(NOTICE, delivery_id="dlv_1", now=NOW)
    [(path, headers, body)] = hook.got
    assert path == "/services/secret"
    assert headers["host"].startswith("hooks.example.org")
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("dlv_1", str(int(NOW.timestamp())))
    signed = f"dlv_1.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(bytes(range(32)), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"
    told = json.loads(body)
    assert (told["type"], told["timestamp"], told["data"]["alert_id"]) == ("alert.fired", NOTICE.at, "alt_1")


def test_the_signature_is_the_one_of_the_specification_s_example():
    """https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"""
    from willcall.insights.alerts.notifiers.webhook import signature

    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = signature(key, webhook_id="msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp=1614265330, body=b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64!"])
def test_a_secret_that_signs_nothing_is_refused(secret):
    with pytest.raises(BadSecret):
        key_of(secret)
    with pytest.raises(ValueError, match="whsec_"):
        AlertsSection(webhook_secret=secret)


@pytest.mark.parametrize(
    ("answer", "again", "after"),
    [
        ((500, {}, "oh"), True, None),
        ((429, {"retry-after": "30"}, "slow down"), True, 30.0),
        ((404, {}, "no_team"), False, None),
        ((302, {"location": "http://169.254.169.254/"}, ""), False, None),
    ],
)
def test_what_an_answer_means(hook, outward, answer, again, after):
    hook.answers = [answer]
    with pytest.raises(NotTold) as refused:
        SlackNotifier(hook.url, outward=outward).send(NOTICE, delivery_id="dlv_1", now=NOW)
    assert (refused.value.again, refused.value.after_s) == (again, after)
    assert "secret" not in refused.value.detail, "the address is the secret"
    assert len(hook.got) == 1, "no redirect is followed"


def test_nobody_there_is_tried_again(outward):
    notifier = TeamsNotifier("http://hooks.example.org:9/", outward=outward)
    with pytest.raises(NotTold) as refused:
        notifier.send(NOTICE, delivery_id="dlv_1", now=NOW)
    assert refused.value.again


@pytest.mark.parametrize(
    ("url", "addresses"),
    [
        ("https://metadata.example.org/", ["169.254.169.254"]),
        ("https://inside.example.org/", ["93.184.216.34", "10.0.0.8"]),
        ("https://six.example.org/", ["::ffff:127.0.0.1"]),
        ("http://plain.example.org/", ["93.184.216.34"]),
        ("https://user:pass@elsewhere.example.org/", ["93.184.216.34"]),
        ("file:///etc/passwd", []),
        ("https://[::1", []),
    ],
)
def test_nothing_is_sent_into_a_private_network_or_in_the_clear(url, addresses):
    outward = Outward(resolve=lambda *_: addresses)
    with pytest.raises(NotTold) as refused:
        SlackNotifier(url, outward=outward).send(NOTICE, delivery_id="dlv_1", now=NOW)
    assert not refused.value.again
    assert not all(map(is_public, addresses)) or not url.startswith("https://e")


SLACK_TEXT = {
    "type": "object",
    "required": ["type", "text"],
    "additionalProperties": False,
    "properties": {"type": {"enum": ["plain_text", "mrkdwn"]}, "text": {"type": "string", "minLength": 1, "maxLength": 3000}, "emoji": {"type": "boolean"}},
}  # fmt: skip
SLACK = {
    "type": "object",
    "required": ["text", "blocks"],
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string", "minLength": 1},
        "blocks": {
            "type": "array",
            "maxItems": 50,
            "items": {
                "oneOf": [
                    {"required": ["text"], "properties": {"type": {"const": "header"}, "text": {"allOf": [SLACK_TEXT, {"properties": {"type": {"const": "plain_text"}, "text": {"maxLength": 150}}}]}}},
                    {"required": ["text"], "properties": {"type": {"const": "section"}, "text": SLACK_TEXT}},
                    {"required": ["elements"], "properties": {"type": {"const": "context"}, "elements": {"maxItems": 10, "items": SLACK_TEXT}}},
                    {"required": ["elements"], "properties": {"type": {"const": "actions"}, "elements": {"maxItems": 25, "items": {"required": ["type", "text", "url"], "properties": {"type": {"const": "button"}, "url": {"maxLength": 3000}}}}}},
                ]
            },
        },
    },
}  # fmt: skip
"""The limits of Block Kit that our message may meet (docs.slack.dev/reference/block-kit)."""

TEAMS = {
    "type": "object",
    "required": ["type", "attachments"],
    "properties": {
        "type": {"const": "message"},
        "attachments": {
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "required": ["contentType", "content"],
                "properties": {
                    "contentType": {"const": "application/vnd.microsoft.card.adaptive"},
                    "content": {
                        "required": ["type", "version", "body"],
                        "additionalProperties": False,
                        "properties": {
                            "$schema": {"type": "string"},
                            "type": {"const": "AdaptiveCard"},
                            "version": {"enum": ["1.0", "1.2", "1.4"]},
                            "body": {"items": {"properties": {"type": {"enum": ["TextBlock", "FactSet"]}, "color": {"enum": ["Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"]}, "facts": {"items": {"required": ["title", "value"], "additionalProperties": False, "properties": {"title": {"type": "string"}, "value": {"type": "string"}}}}}}},
                            "actions": {"items": {"required": ["type", "title", "url"], "properties": {"type": {"const": "Action.OpenUrl"}}}},
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip
"""What a Teams workflow posts (learn.microsoft.com, "Create incoming webhooks with Workflows"; adaptivecards.io, schema 1.4)."""


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("more", [{}, {"note": "n" * 9000, "title": "t" * 400, "said": "s" * 9000, "link": None}])
def test_messages_have_the_shape_that_slack_and_teams_take(told, more):
    made = notice(told, **more)
    jsonschema.validate(slack.message(made), SLACK)
    jsonschema.validate(teams.message(made), TEAMS)


def test_slack_makes_no_links_or_mentions_of_what_is_said():
    made = slack.message(notice(said="<!channel> & <https://evil.example.org|here>"))
    said = [block["text"]["text"] for block in made["blocks"] if block["type"] == "section"]
    assert said == ["&lt;!channel&gt; &amp; &lt;https://evil.example.org|here&gt;"]


def test_slack_and_teams_are_told_over_http(hook, outward):
    hook.answers = [(200, {}, "ok"), (202, {}, "1")]
    SlackNotifier(hook.url, outward=outward).send(NOTICE, delivery_id="dlv_1", now=NOW)
    TeamsNotifier(hook.url, outward=outward).send(NOTICE, delivery_id="dlv_2", now=NOW)
    bodies = [json.loads(body) for _, _, body in hook.got]
    assert bodies == [slack.message(NOTICE), teams.message(NOTICE)]
    assert all(headers["content-type"] == "application/json" for _, headers, _ in hook.got)


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_mail_is_taken_by_a_real_server(tmp_path, security):
    proof = None if security == "none" else certificate(tmp_path / "proof.pem")
    with running(Mail(certificate=proof, at_once=security == "tls")) as server:
        at = MailServer(
            "localhost", server.server_address[1], security, "box", "office", None if proof is None else server.trust()
        )
        notifier = EmailNotifier(at, sender="alerts@box.example.org", to=["a@example.org", "b@example.org"])
        notifier.send(NOTICE, delivery_id="dlv_1", now=NOW)
        notifier.send(notice("resolved", title="two\nlines"), delivery_id="dlv_2", now=NOW)
    first, second = (email.message_from_bytes(body) for _, _, body, _ in server.got)
    sender, recipients, _, secure = server.got[0]
    assert (sender, recipients) == ("alerts@box.example.org", ["a@example.org", "b@example.org"])
    assert secure == (security != "none")
    assert server.users[0].startswith("PLAIN ")
    assert first["Subject"] == NOTICE.headline
    assert first["Message-ID"] == "<dlv_1@box.example.org>"
    assert second["In-Reply-To"] == first["References"] == "<alt_1@box.example.org>"
    assert second["Subject"] == "Resolved: two lines"
    assert NOTICE.said in first.get_payload()


def test_a_mail_server_without_a_good_certificate_gets_no_password(tmp_path):
    with running(Mail(certificate=certificate(tmp_path / "proof.pem"))) as server:
        at = MailServer("localhost", server.server_address[1], "starttls", "box", "office")
        with pytest.raises(NotTold):
            EmailNotifier(at, sender="a@example.org", to=["b@example.org"]).send(NOTICE, delivery_id="d", now=NOW)
    assert server.users == server.got == []


@pytest.mark.parametrize(
    ("refuse", "again", "taken"),
    [
        ({"a@example.org": "550 nobody", "b@example.org": "550 nobody"}, False, 0),
        ({"a@example.org": "451 later", "b@example.org": "550 nobody"}, True, 0),
        ({"a@example.org": "550 nobody"}, False, 1),
    ],
)
def test_addresses_that_are_not_taken(refuse, again, taken):
    with running(Mail()) as server:
        server.refuse = refuse
        at = MailServer("localhost", server.server_address[1], "none")
        notifier = EmailNotifier(at, sender="c@example.org", to=["a@example.org", "b@example.org"])
        with pytest.raises(NotTold) as refused:
            notifier.send(NOTICE, delivery_id="d", now=NOW)
    assert refused.value.again is again
    assert len(server.got) == taken


def test_channels_are_made_of_the_settings():
    section = AlertsSection(
        webhook_url="https://a.example.org", webhook_secret=SECRET, slack_url="https://b.example.org", teams_url="https://c.example.org",
        email_to="a@example.org, b@example.org", email_from="w@example.org", smtp_host="mail.example.org", page_channels="email",
    )  # fmt: skip
    made = channels_of(section)
    assert list(made.notifiers) == ["console", "webhook", "slack", "teams", "email"]
    assert made.hearing("warning", 0) == ["console", "webhook", "slack", "teams"]
    assert "email" in made.hearing("danger", 0)
    assert list(channels_of(AlertsSection()).notifiers) == ["console"]


@pytest.mark.parametrize(
    "given", [{"webhook_url": "https://a.example.org"}, {"email_to": "a@example.org"}, {"page_channels": "pager"}]
)
def test_a_channel_that_is_half_set_up_is_refused(given):
    with pytest.raises(Invalid):
        channels_of(AlertsSection(**given))
