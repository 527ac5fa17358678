"""Alerts by e-mail, over SMTP. What becomes of one alert is one thread; every attempt has the same Message-ID."""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal

from willcall.insights.alerts.notifiers.ports import Notice, NotTold

PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """Args:
    host: That takes mail.
    port: There.
    security: `starttls` and `tls` check the server's certificate; `none` is for a server on this machine.
    user: To sign in with; None: no need to.
    password: The user's.
    trust: What certificates are checked with; the system's by default.
    """

    host: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: str | None = None
    trust: ssl.SSLContext | None = None


def mail(notice: Notice, *, sender: str, to: Sequence[str], delivery_id: str, now: datetime) -> EmailMessage:
    """The message."""
    domain = sender.rpartition("@")[2]
    made = EmailMessage()
    made["Subject"] = notice.headline.replace("\r", " ").replace("\n", " ")
    made["From"] = sender
    made["To"] = ", ".join(to)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{delivery_id}@{domain}>"
    made["References"] = f"<{notice.alert_id}@{domain}>"
    if notice.told != "fired":
        made["In-Reply-To"] = f"<{notice.alert_id}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office reply to this
    lines = [notice.headline, "", notice.said, ""]
    if notice.note:
        lines += [notice.note, ""]
    lines += [f"Since {notice.fired_at}", f"Rule {notice.rule}, alert {notice.alert_id}"]
    if notice.link:
        lines.append(notice.link)
    made.set_content("\n".join(lines) + "\n")
    return made


class EmailNotifier:
    """Args:
    server: That takes mail.
    sender: The address alerts come from.
    to: The addresses they go to.
    """

    def __init__(self, server: MailServer, *, sender: str, to: Sequence[str]) -> None:
        self._server, self._sender, self._to = server, sender, list(to)

    def send(self, notice: Notice, *, delivery_id: str, now: datetime) -> None:
        message = mail(notice, sender=self._sender, to=self._to, delivery_id=delivery_id, now=now)
        server = self._server
        trust = server.trust or ssl.create_default_context()
        try:
            with (
                smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE_S, context=trust)
                if server.security == "tls"
                else smtplib.SMTP(server.host, server.port, timeout=PATIENCE_S)
            ) as smtp:
                if server.security == "starttls":
                    smtp.starttls(context=trust)
                if server.user is not None:
                    smtp.login(server.user, server.password or "")
                refused = smtp.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _ in error.recipients.values()}
            raise NotTold(f"no address was taken ({codes})", again=any(code < 500 for code in codes)) from None
        except smtplib.SMTPResponseException as error:
            raise NotTold(f"the mail server said {error.smtp_code}", again=error.smtp_code < 500) from None
        except (OSError, smtplib.SMTPException) as error:
            raise NotTold(f"the mail server does not answer: {type(error).__name__}") from None
        if refused:  # some took it: sending again would double it for them
            raise NotTold(f"{len(refused)} of {len(self._to)} addresses were not taken", again=False)
