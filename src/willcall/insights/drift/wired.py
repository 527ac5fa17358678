"""Drift as one thing: the log, the reader that messages are read with, and where reports are kept."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from willcall.conversations.log.reading import LogReader
from willcall.insights.drift.config import DriftSection
from willcall.insights.drift.looking import Looking
from willcall.insights.drift.store import DriftStore
from willcall.kit.database import Database
from willcall.understanding.ports import Reader
from willcall.understanding.reading import Catalogue, Context


class EncodingReader(Reader, Protocol):
    """A reader with an encoder."""

    def encode(self, text: str) -> npt.NDArray[np.float32]: ...


def open_drift(
    section: DriftSection, *, log: LogReader, reader: EncodingReader, database: Database, zone: str
) -> Looking:
    """Args:
    section: What is held against what.
    log: Where messages are.
    reader: Reads and encodes them; labelled ones are read without any catalogue.
    database: Where reports are kept.
    zone: Whose days.
    """

    def read(text: str) -> tuple[str, float]:
        found = reader.read(text, Context(database.clock(), Catalogue("none")))
        return found.intent.value, found.wishes[0].confidence

    return Looking(log, DriftStore(database), section, encode=reader.encode, read=read, clock=database.clock, zone=zone)
