"""Money and times as operators write them.

Money: an integer is minor units; a decimal point, a currency sign or `{"amount", "currency"}` says otherwise. Times: RFC 3339, or local to
the venue. Knows nothing of events.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from willcall.boxoffice.loading.faults import Faults
from willcall.boxoffice.loading.fields import Fields, shown
from willcall.boxoffice.loading.source import Node
from willcall.kit.money import exponent

# ISO 4217, list one: the currencies of countries, without funds and metals.
CURRENCIES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
    CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD
    IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
    MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG
    XOF XPF YER ZAR ZMW ZWG""".split()  # noqa: SIM905 - a list of 155 would be a page
)
_SIGNS = {
    "$": {"USD", "CAD", "AUD", "NZD", "MXN", "SGD", "HKD"},
    "€": {"EUR"},
    "£": {"GBP"},
    "¥": {"JPY", "CNY"},
    "₹": {"INR"},
}
_MONEY = re.compile(r"(?P<before>[A-Za-z]{3}|[$€£¥₹])?\s*(?P<number>-?[\d.,]+)\s*(?P<after>[A-Za-z]{3}|[$€£¥₹])?")
MOST = 10**11


def currency(node: Node, faults: Faults) -> str | None:
    """An ISO 4217 code, or None after noting that it is none."""
    code = str(node.value).strip().upper()
    if code in CURRENCIES:
        return code
    faults.add(node.fault(f"{shown(node.value)} is no currency; use an ISO 4217 code such as USD, EUR or GBP."))
    return None


def money(node: Node, faults: Faults, *, code: str, what: str = "a price") -> int | None:
    """Minor units of `code`, or None after noting what is wrong.

    `8500` is 8500 minor units; `"85.00"`, `85.0`, `"$85"` and `"85 USD"` are major; `{"amount": 8500, "currency": "USD"}` is minor.
    """
    value = node.value
    if isinstance(value, dict):
        return _object(node, faults, code=code, what=what)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        faults.add(node.fault(f"must be {what}, not {shown(value)}."))
        return None
    if isinstance(value, int):
        return _bounded(node, faults, value, what)
    if isinstance(value, Decimal):
        return _major(node, faults, value, code, what)
    match = _MONEY.fullmatch(value.strip())
    if match is None:
        faults.add(node.fault(f'{shown(value)} is not {what}: minor units such as 8500, or major such as "85.00".'))
        return None
    sign = match["before"] or match["after"]
    if sign and not _same_currency(sign, code):
        faults.add(node.fault(f"{shown(value)} is not in {code}, the currency here."))
        return None
    number = match["number"]
    if sign is None and re.fullmatch(r"-?\d+", number):
        return _bounded(node, faults, int(number), what)
    plain = _plain(number)
    if plain is None:
        faults.add(
            node.fault(f"{shown(value)} can be read in two ways; write 1200.00 for major units or 120000 for minor.")
        )
        return None
    return _major(node, faults, plain, code, what)


def _object(node: Node, faults: Faults, *, code: str, what: str) -> int | None:
    fields = Fields(
        node, {"amount": ("value", "price"), "currency": ("code",), "text": ()}, faults, what="an amount of money"
    )
    stated = fields.get("currency")
    if stated is not None and currency(stated, faults) not in {code, None}:
        faults.add(stated.fault(f"is {shown(stated.value)}, but the currency here is {code}."))
        return None
    amount = fields.get("amount")
    if amount is None:
        fields.missing("amount", "is missing: an amount is an integer of minor units.")
        return None
    return money(amount, faults, code=code, what=what) if not isinstance(amount.value, dict) else None


def _same_currency(sign: str, code: str) -> bool:
    return code in _SIGNS[sign] if sign in _SIGNS else sign.upper() == code


def _plain(number: str) -> Decimal | None:
    if re.fullmatch(r"-?\d+(\.\d+)?", number):
        return Decimal(number)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", number):
        return Decimal(number.replace(",", ""))
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})*,\d{1,2}", number):
        return Decimal(number.replace(".", "").replace(",", "."))
    return None


def _major(node: Node, faults: Faults, value: Decimal, code: str, what: str) -> int | None:
    minor = value * 10 ** exponent(code)
    if not minor.is_finite() or abs(minor) > MOST or minor != minor.to_integral_value():
        faults.add(node.fault(f"{shown(node.value)} is not {what} in {code}, which has {exponent(code)} decimals."))
        return None
    return _bounded(node, faults, int(minor), what)


def _bounded(node: Node, faults: Faults, minor: int, what: str) -> int | None:
    if minor < 0:
        faults.add(node.fault(f"{shown(node.value)} is less than nothing; {what} is never negative."))
        return None
    if minor > MOST:
        faults.add(node.fault(f"{shown(node.value)} is beyond reason for {what}."))
        return None
    return minor


def time_zone(node: Node, faults: Faults) -> str | None:
    """The name of a time zone of the IANA database, or None after noting that it is none."""
    name = str(node.value).strip()
    try:
        known = isinstance(node.value, str) and bool(ZoneInfo(name).key)
    except (ValueError, KeyError, OSError):
        known = False
    if not known:
        faults.add(
            node.fault(f"{shown(node.value)} is no time zone; use one such as America/New_York or Europe/Berlin.")
        )
        return None
    return name


@dataclass(frozen=True, slots=True)
class Moment:
    """What was written: an instant, or a time of day that needs its day."""

    at: datetime | None = None
    clock: time | None = None
    day: date | None = None


_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)


def moment(node: Node, faults: Faults, *, zone: ZoneInfo) -> Moment | None:
    """An instant with its offset or local to `zone`, a date, or a time of day; None after noting that it is none of them."""
    text = str(node.value).strip() if isinstance(node.value, str) else ""
    found = _clock(text)
    if found is not None:
        return Moment(clock=found)
    day_part, _, rest = (
        text.replace("T", " ", 1).replace("t", " ", 1).partition(" ") if text[:1].isdigit() else ("", "", "")
    )
    try:
        day = date.fromisoformat(day_part)
        if not rest.strip():
            return Moment(day=day)
        at_clock = _clock(rest.strip())
        if at_clock is not None:
            return Moment(at=datetime.combine(day, at_clock, zone).astimezone(UTC))
        at = datetime.fromisoformat(f"{day_part}T{rest.strip().replace(' ', '')}")
    except ValueError:
        faults.add(
            node.fault(
                f"{shown(node.value)} is not a time; write 2026-12-01T19:30:00-05:00, or 2026-12-01T19:30 local to the venue."
            )
        )
        return None
    return Moment(at=(at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC))


def on_day(clock: time, *, after: datetime, zone: ZoneInfo) -> datetime:
    """The first time the clock shows `clock` after an instant, in a zone."""
    local = after.astimezone(zone)
    candidate = datetime.combine(local.date(), clock, zone)
    if candidate <= local:
        candidate = datetime.combine(local.date() + timedelta(days=1), clock, zone)
    return candidate.astimezone(UTC)


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text)
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
