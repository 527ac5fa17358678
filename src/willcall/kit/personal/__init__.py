"""What is personal in a text: found, and taken out."""

from willcall.kit.personal.names import FULL, name_within
from willcall.kit.personal.redactor import Redactor
from willcall.kit.personal.spans import Recogniser, Span, by_pattern

__all__ = ["FULL", "Recogniser", "Redactor", "Span", "by_pattern", "name_within"]
