"""Audit log of what organisers do: a hash chain of encrypted entries under a key of its own.

Every service may import it; it imports keys, storage and clock. It never contains anything about members.
"""

from bot.audit.service import UNRECORDED, Act, Audit, Detail, Recorder
from bot.audit.verification import KEY, Break

__all__ = ["KEY", "UNRECORDED", "Act", "Audit", "Break", "Detail", "Recorder"]
