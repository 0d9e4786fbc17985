"""Audit: the record of organisers' acts, sealed entries in an HMAC chain under a key of its own.

May import: ``keystore``, ``texts``, ``storage`` and what is below. Every service may import it.
Never: holds anything about a member.
"""

from bot.audit.service import UNRECORDED, Act, Audit, Detail, Recorder, shown_proposal
from bot.audit.verification import KEY, Break

__all__ = ["KEY", "UNRECORDED", "Act", "Audit", "Break", "Detail", "Recorder", "shown_proposal"]
