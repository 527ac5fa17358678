"""A season that was never played: venues, teams and artists of pure invention, always around today."""

from willcall.boxoffice.sample.season import sample_season

__all__ = ["sample_season"]
