"""The record of what organisers do: a chain of sealed entries under the audit's key.

Every service may import it; it imports keys, storage and clock. Nothing of members is ever in it.
"""

from bot.audit.chains import KEY, Break
from bot.audit.service import UNRECORDED, Act, Audit, Detail, Recorder

__all__ = ["KEY", "UNRECORDED", "Act", "Audit", "Break", "Detail", "Recorder"]
