"""The tables. One class a table; what a column means is said where its name does not.

Contracts, actions, changes and snapshots belong to no server: two servers that watch the same contract
share them. Watches, announcements, facts and demands belong to one server.
"""

from bot.storage.tables.announcements import Announcement, DigestEntry
from bot.storage.tables.base import Base
from bot.storage.tables.contracts import (
    NEVER,
    Action,
    Change,
    Contract,
    ContractIdentifier,
    ContractSnapshot,
    ContractValues,
    Snapshot,
    WatchedContract,
)
from bot.storage.tables.petitions import Consent, Demand, Publication, Signature
from bot.storage.tables.servers import Fact, Observation, Server, Watch, WatchDraft
from bot.storage.tables.upkeep import KeyFingerprint, Lease, Note

__all__ = [
    "NEVER",
    "Action",
    "Announcement",
    "Base",
    "Change",
    "Consent",
    "Contract",
    "ContractIdentifier",
    "ContractSnapshot",
    "ContractValues",
    "Demand",
    "DigestEntry",
    "Fact",
    "KeyFingerprint",
    "Lease",
    "Note",
    "Observation",
    "Publication",
    "Server",
    "Signature",
    "Snapshot",
    "Watch",
    "WatchDraft",
    "WatchedContract",
]
