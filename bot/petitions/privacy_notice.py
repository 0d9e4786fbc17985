"""Privacy notice of a server: its fields, and the check that they are filled in."""

import re
from dataclasses import dataclass, fields

from bot.storage.models import Server

_PLACEHOLDER = re.compile(r"\[.*\]|\A(EXAMPLE|EXEMPLE)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """Information that a server must give its members before it may ask for signatures (GDPR, articles 7, 9
    and 13).

    ``legal_basis`` is what the organisers add to the explicit consent, which every form names.
    """

    controller: str | None = None
    contact: str | None = None
    legal_basis: str | None = None
    recipients: str | None = None
    retention_months: int | None = None  # from the end of signing until the key is destroyed

    def missing(self) -> list[str]:
        """Return the fields that are empty or still hold a placeholder: ``[…]``, or a text that begins with
        EXAMPLE."""
        values = {name: getattr(self, name) or "" for name in PRIVACY_FIELDS}
        return [
            name
            for name, value in values.items()
            if (not value and name not in OPTIONAL_FIELDS) or _PLACEHOLDER.search(value)
        ]

    def states(self) -> dict[str, str]:
        """Return ``missing`` or ``given`` by field, as arguments of the message that lists what is
        missing."""
        missing = self.missing()
        return {name: "missing" if name in missing else "given" for name in PRIVACY_FIELDS}


PRIVACY_FIELDS = ("controller", "contact", "recipients", "legal_basis")
"""The text settings."""

OPTIONAL_FIELDS = ("legal_basis",)
"""Text settings that may be empty."""


def privacy_of(server: Server) -> Privacy:
    """Return the privacy settings of a stored server."""
    return Privacy(**{field.name: getattr(server, field.name) for field in fields(Privacy)})
