"""Which channels there are, made of the settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from willcall.insights.alerts.config import AlertsSection
from willcall.insights.alerts.notifiers.console import ConsoleNotifier
from willcall.insights.alerts.notifiers.email import EmailNotifier, MailServer
from willcall.insights.alerts.notifiers.ports import Notifier
from willcall.insights.alerts.notifiers.slack import SlackNotifier
from willcall.insights.alerts.notifiers.teams import TeamsNotifier
from willcall.insights.alerts.notifiers.webhook import WebhookNotifier
from willcall.kit.errors import Invalid
from willcall.kit.outward import Outward


@dataclass(frozen=True, slots=True)
class Channels:
    """Args:
    notifiers: By name.
    pages: Names of those that hear only of danger and of what was escalated.
    """

    notifiers: Mapping[str, Notifier]
    pages: frozenset[str] = frozenset()

    def hearing(self, severity: str, level: int) -> list[str]:
        """Who hears of an alert of this severity that was escalated so often."""
        return [name for name in self.notifiers if name not in self.pages or severity == "danger" or level > 0]


def channels_of(section: AlertsSection) -> Channels:
    """Raises: Invalid, if a channel is only half set up."""
    outward = Outward(section.private_hosts.split(","))
    found: dict[str, Notifier] = {"console": ConsoleNotifier()}
    if section.webhook_url is not None:
        if section.webhook_secret is None:
            raise Invalid(
                "A webhook for alerts needs ALERTS__WEBHOOK_SECRET, which signs them.", field="alerts.webhook_secret"
            )
        secret = section.webhook_secret.get_secret_value()
        found["webhook"] = WebhookNotifier(section.webhook_url.get_secret_value(), secret, outward=outward)
    if section.slack_url is not None:
        found["slack"] = SlackNotifier(section.slack_url.get_secret_value(), outward=outward)
    if section.teams_url is not None:
        found["teams"] = TeamsNotifier(section.teams_url.get_secret_value(), outward=outward)
    if section.email_to:
        if not section.email_from or not section.smtp_host:
            raise Invalid(
                "E-mail for alerts needs ALERTS__EMAIL_FROM and ALERTS__SMTP_HOST too.", field="alerts.email_from"
            )
        password = None if section.smtp_password is None else section.smtp_password.get_secret_value()
        server = MailServer(section.smtp_host, section.smtp_port, section.smtp_security, section.smtp_user, password)
        to = [address.strip() for address in section.email_to.split(",") if address.strip()]
        found["email"] = EmailNotifier(server, sender=section.email_from, to=to)
    pages = frozenset(name.strip() for name in section.page_channels.split(",") if name.strip())
    unknown = sorted(pages - found.keys())
    if unknown:
        raise Invalid(
            f"{unknown[0]!r} is no channel that is set up; there are {', '.join(found)}.", field="alerts.page_channels"
        )
    return Channels(found, pages)
