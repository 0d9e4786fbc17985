"""Models: one class a table. Columns whose name does not say it are explained.

Contracts, actions, changes and snapshots belong to no server: two servers that watch the same contract
share them. Watches, announcements, facts and demands belong to one server. A partial index has its condition
for SQLite alone: naming PostgreSQL's would import its dialect at every start. There the migration has it.

May import: ``storage.types``.
Never: holds behaviour.
"""

from bot.storage.models.announcements import Announcement, DigestEntry, PostStep
from bot.storage.models.audit import AccessRequest, AuditActor, AuditEntry
from bot.storage.models.base import Base
from bot.storage.models.box import BoxDemand, BoxVersion, PublishedRow, UnpublishedRow
from bot.storage.models.contracts import (
    NEVER,
    Action,
    Change,
    Contract,
    ContractEnquiry,
    ContractIdentifier,
    ContractLink,
    ContractSnapshot,
    ContractValues,
    FormerContract,
    HeldChange,
    RegisterAnswer,
    Snapshot,
    WatchedContract,
)
from bot.storage.models.petitions import (
    Consent,
    Demand,
    DemandVersion,
    Invalidation,
    Milestone,
    PageDemand,
    PageRows,
    PaperBatch,
    Publication,
    RosterLink,
    RosterMember,
    Signature,
    Unit,
)
from bot.storage.models.registrar import IssuedPlace, IssuingKey, IssuingRound, MemberCard
from bot.storage.models.servers import (
    Fact,
    FactContract,
    FactDraft,
    GlossaryEntry,
    Observation,
    Server,
    ShortName,
    Watch,
    WatchDraft,
    WatchGroup,
)
from bot.storage.models.story import ContractOwner, PurchaseOrder
from bot.storage.models.subcontracts import (
    QueryEnquiry,
    Subcontract,
    SubcontractColumns,
    SubcontractList,
    SubcontractUnder,
)
from bot.storage.models.timestamps import TimestampDay, TimestampPart, TimestampProof
from bot.storage.models.upkeep import KeyFingerprint, LastBackup, Note, NoticePage, Term

__all__ = [
    "NEVER",
    "AccessRequest",
    "Action",
    "Announcement",
    "AuditActor",
    "AuditEntry",
    "Base",
    "BoxDemand",
    "BoxVersion",
    "Change",
    "Consent",
    "Contract",
    "ContractEnquiry",
    "ContractIdentifier",
    "ContractLink",
    "ContractOwner",
    "ContractSnapshot",
    "ContractValues",
    "Demand",
    "DemandVersion",
    "DigestEntry",
    "Fact",
    "FactContract",
    "FactDraft",
    "FormerContract",
    "GlossaryEntry",
    "HeldChange",
    "Invalidation",
    "IssuedPlace",
    "IssuingKey",
    "IssuingRound",
    "KeyFingerprint",
    "LastBackup",
    "MemberCard",
    "Milestone",
    "Note",
    "NoticePage",
    "Observation",
    "PageDemand",
    "PageRows",
    "PaperBatch",
    "PostStep",
    "Publication",
    "PublishedRow",
    "PurchaseOrder",
    "QueryEnquiry",
    "RegisterAnswer",
    "RosterLink",
    "RosterMember",
    "Server",
    "ShortName",
    "Signature",
    "Snapshot",
    "Subcontract",
    "SubcontractColumns",
    "SubcontractList",
    "SubcontractUnder",
    "Term",
    "TimestampDay",
    "TimestampPart",
    "TimestampProof",
    "Unit",
    "UnpublishedRow",
    "Watch",
    "WatchDraft",
    "WatchGroup",
    "WatchedContract",
]
