"""The desk of gaps, wired."""

from collections.abc import Callable, Sequence

from willcall.conversations.log.reading import LogReader
from willcall.insights.figures import Figures
from willcall.insights.gaps.desk import Adding, GapDesk
from willcall.insights.gaps.store import GapStore
from willcall.kit.clock import Clock
from willcall.kit.database import Database
from willcall.knowledge.ports import Knowledge, Listed


def open_gaps(
    *,
    database: Database,
    log: LogReader,
    clock: Clock,
    ingestion: Adding,
    documents: Callable[[], Sequence[Listed]],
    knowledge: Knowledge,
) -> GapDesk:
    """The desk over this database, log and knowledge base."""
    return GapDesk(
        Figures(log, clock=clock),
        GapStore(database),
        ingestion=ingestion,
        documents=documents,
        knowledge=knowledge,
        clock=clock,
    )
