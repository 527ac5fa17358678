"""Willcall: the ticketing agent that sells, supports and learns."""

__version__ = "0.1.0"
