"""Tables, one class each; a comment explains a column if its name does not.

Contracts, actions, changes and snapshots belong to no server: two servers that watch the same contract share
them. Watches, announcements, facts and demands belong to one server.
"""

from bot.storage.tables.announcements import Announcement, DigestEntry
from bot.storage.tables.audit import AccessRequest, AuditActor, AuditEntry
from bot.storage.tables.base import Base
from bot.storage.tables.contracts import (
    NEVER,
    Action,
    Change,
    Contract,
    ContractIdentifier,
    ContractSnapshot,
    ContractValues,
    HeldChange,
    Snapshot,
    WatchedContract,
)
from bot.storage.tables.petitions import (
    Consent,
    Demand,
    DemandVersion,
    Invalidation,
    Milestone,
    PaperBatch,
    Publication,
    RosterLink,
    RosterMember,
    Signature,
    Unit,
)
from bot.storage.tables.servers import Fact, Observation, Server, Watch, WatchDraft
from bot.storage.tables.upkeep import KeyFingerprint, Lease, Note

__all__ = [
    "NEVER",
    "AccessRequest",
    "Action",
    "Announcement",
    "AuditActor",
    "AuditEntry",
    "Base",
    "Change",
    "Consent",
    "Contract",
    "ContractIdentifier",
    "ContractSnapshot",
    "ContractValues",
    "Demand",
    "DemandVersion",
    "DigestEntry",
    "Fact",
    "HeldChange",
    "Invalidation",
    "KeyFingerprint",
    "Lease",
    "Milestone",
    "Note",
    "Observation",
    "PaperBatch",
    "Publication",
    "RosterLink",
    "RosterMember",
    "Server",
    "Signature",
    "Snapshot",
    "Unit",
    "Watch",
    "WatchDraft",
    "WatchedContract",
]
