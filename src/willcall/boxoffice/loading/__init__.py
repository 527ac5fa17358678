"""Reads a season from an operator's JSON or CSV files, liberal in form and strict in sense, and tells every fault it finds."""

from willcall.boxoffice.loading.faults import BadSeason, Fault
from willcall.boxoffice.loading.read import Reading, read, read_season
from willcall.boxoffice.loading.schema import season_schema

__all__ = ["BadSeason", "Fault", "Reading", "read", "read_season", "season_schema"]
