"""Recorder: the interface through which services record what organisers do."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

Detail = Mapping[str, Any]


class Recorder:
    """Base of ``Audit``. By itself it records nothing, for tests and benchmarks."""

    async def record(
        self,
        session: AsyncSession,
        server_id: int,
        by: int | None,
        act: str,
        subject: str,
        *,
        before: Detail | None = None,
        after: Detail | None = None,
    ) -> None:
        """Record an act; see ``Audit.record``."""

    async def forget(self, session: AsyncSession, server_id: int) -> None:
        """Delete a server's record; see ``Audit.forget``."""


UNRECORDED = Recorder()
