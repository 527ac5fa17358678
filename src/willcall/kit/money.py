"""Money: integer minor units and an ISO 4217 currency. Never a float.

Knows nothing of exchange rates: amounts of two currencies do not add, compare or convert.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from willcall.kit.errors import Invalid

# ISO 4217 minor units that are not 2 (list one, 2024), and the signs people write.
_EXPONENTS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}
_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CAD": "CA$",
    "AUD": "A$",
    "NZD": "NZ$",
    "CHF": "CHF ",
    "INR": "₹",
}


_MONTH_FIRST = frozenset({"USD", "CAD", "PHP"})


def month_first(currency: str) -> bool:
    """Whether people who pay in it write the month before the day, in English: 12/4 and Dec 4, not 4/12 and 4 Dec."""
    return currency in _MONTH_FIRST


def exponent(currency: str) -> int:
    """How many decimal digits a currency's minor unit has: 2 for USD, 0 for JPY."""
    return _EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of a currency; negative means paid back.

    Args:
        amount: Minor units, e.g. 12050 for $120.50.
        currency: Three capital letters (ISO 4217).

    Raises:
        Invalid: If the amount is not an integer or the currency not three capital letters.
    """

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise Invalid(f"An amount of money is an integer of minor units, not {self.amount!r}.", field="amount")
        if len(self.currency) != 3 or not (
            self.currency.isascii() and self.currency.isalpha() and self.currency.isupper()
        ):
            raise Invalid(f"A currency is three capital letters such as USD, not {self.currency!r}.", field="currency")

    @property
    def text(self) -> str:
        """How a person reads it: `$1,120.50`, `-€5.00`, `¥1,200`, `SEK 90.00`."""
        digits = exponent(self.currency)
        sign = _SIGNS.get(self.currency, self.currency + " ")
        whole, part = divmod(abs(self.amount), 10**digits)
        body = f"{whole:,}" + (f".{part:0{digits}d}" if digits else "")
        return ("-" if self.amount < 0 else "") + sign + body

    def __str__(self) -> str:
        return self.text

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise Invalid(f"{self.currency} and {other.currency} do not mix.", field="currency")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __mul__(self, count: int) -> "Money":
        return Money(self.amount * count, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount <= other.amount

    def percent(self, per_ten_thousand: int) -> "Money":
        """A share in basis points, rounded half up (away from zero): `Money(999, "USD").percent(1000)` is 100."""
        product = abs(self.amount) * per_ten_thousand
        share = (product + 5000) // 10000
        return Money(share if self.amount >= 0 else -share, self.currency)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @classmethod
    def total(cls, parts: Iterable["Money"], currency: str) -> "Money":
        """The sum of `parts`, which may be empty."""
        result = cls(0, currency)
        for part in parts:
            result = result + part
        return result

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        fields = core_schema.typed_dict_schema(
            {
                "amount": core_schema.typed_dict_field(core_schema.int_schema(strict=True)),
                "currency": core_schema.typed_dict_field(core_schema.str_schema(pattern="^[A-Z]{3}$")),
                "text": core_schema.typed_dict_field(core_schema.str_schema(), required=False),
            }
        )
        from_json = core_schema.no_info_after_validator_function(lambda d: cls(d["amount"], d["currency"]), fields)
        return core_schema.union_schema(
            [core_schema.is_instance_schema(cls), from_json],
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda m: {"amount": m.amount, "currency": m.currency, "text": m.text}, return_schema=fields
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: Any) -> dict[str, Any]:
        return {
            "title": "Money",
            "type": "object",
            "properties": {
                "amount": {"type": "integer", "description": "minor units, e.g. 12050 for $120.50"},
                "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
                "text": {"type": "string", "description": "for people; ignored on input"},
            },
            "required": ["amount", "currency"],
        }
