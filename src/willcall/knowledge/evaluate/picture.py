"""A run as a picture: a bar for each arm with its interval, as SVG that stands alone. Knows numbers and names only."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_WIDTH, _LEFT, _BAR, _GAP = 640, 130, 22, 12
_FONT = 'font-family="sans-serif" font-size="13"'
_INK, _FILL, _BEST = "#1f2430", "#9db4d0", "#2f6f4f"


class Bar(NamedTuple):
    """A bar: its name, its value from 0 to 1, and the interval around it."""

    name: str
    value: float
    low: float
    high: float


def bars(title: str, rows: Sequence[Bar]) -> str:
    """An SVG of horizontal bars, the longest in another colour.

    Args:
        title: Stands above.
        rows: From the top down.
    """
    room = _WIDTH - _LEFT - 90
    height = 50 + len(rows) * (_BAR + _GAP)
    best = max((row.value for row in rows), default=0.0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" {_FONT} fill="{_INK}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="26" font-weight="bold">{escape(title)}</text>',
    ]
    for place, row in enumerate(rows):
        top = 42 + place * (_BAR + _GAP)
        middle = top + _BAR / 2
        end, left, right = (_LEFT + room * value for value in (row.value, row.low, row.high))
        fill = _BEST if row.value == best else _FILL
        parts += [
            f'<text x="{_LEFT - 10}" y="{middle + 4:.1f}" text-anchor="end">{escape(row.name)}</text>',
            f'<rect x="{_LEFT}" y="{top}" width="{max(end - _LEFT, 1):.1f}" height="{_BAR}" fill="{fill}"/>',
            f'<path d="M{left:.1f} {middle:.1f}H{right:.1f}" stroke="{_INK}" stroke-width="2"/>',
            f'<text x="{max(end, right) + 8:.1f}" y="{middle + 4:.1f}">{row.value:.3f}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])
