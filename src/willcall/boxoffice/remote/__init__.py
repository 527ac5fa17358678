"""An operator's own box office as ours: the `BoxOffice` port over HTTP (BO8)."""

from willcall.boxoffice.remote.adapter import RemoteBoxOffice

__all__ = ["RemoteBoxOffice"]
