"""Batches of new contracts in a watch's first read, each of which is stored in one transaction.

A transaction costs more than a contract, and a first read is nothing but new contracts. These can wait:
nobody is told of them one by one, and a process that is killed reads them again, since the watch has no
baseline yet. News of later reads is stored as it comes.
"""

from dataclasses import dataclass

from bot.contracts.model import Record

MAX_BATCH = 25  # contracts stored in one transaction: signatures wait for it for some milliseconds
MAX_BATCH_ROWS = 1000  # actions and subcontracts of them, unless one contract alone has more
MAX_BATCH_SIZE = 4 * 1024 * 1024  # bytes of their answers in memory


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record of a contract that is not followed yet, and why it will be: see ``Ingestor.take_in``."""

    record: Record
    matched: bool | None


class Batch:
    """Records of contracts that are not followed yet, until they are stored in one transaction."""

    def __init__(self) -> None:
        self._records: dict[str, NewRecord] = {}
        self._numbers: set[str] = set()
        self._rows = 0
        self._sizes: dict[int, int] = {}  # of the answers, which records may share

    def __contains__(self, source_id: str) -> bool:
        return source_id in self._records

    def accepts(self, record: Record) -> bool:
        """True unless the batch has what may be the same contract, which has to be stored first."""
        return record.source_id not in self and record.number not in self._numbers

    def add(self, record: Record, matched: bool) -> None:
        self._records[record.source_id] = NewRecord(record, matched)
        self._numbers.add(record.number)
        self._rows += len(record.actions) + len(record.subcontracts or ())
        self._sizes |= {id(answer.content): len(answer.content) for answer in record.answers}

    def is_full(self) -> bool:
        is_long = len(self._records) >= MAX_BATCH or self._rows >= MAX_BATCH_ROWS
        return is_long or sum(self._sizes.values()) >= MAX_BATCH_SIZE

    def take(self) -> list[NewRecord]:
        """Empty the batch; return its records in their order."""
        taken = list(self._records.values())
        for part in (self._records, self._numbers, self._sizes):
            part.clear()
        self._rows = 0
        return taken
