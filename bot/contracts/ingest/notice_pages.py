"""Store of the notice pages that all watches of a source share, and of the progress of reading them.

The progress is one row, locked while it is changed, so two processes cannot count the same request, and a
page is stored in the same transaction as its progress.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.sources.sam.progress import Progress, Step, StoredPage
from bot.storage import Database
from bot.storage.models import Note, NoticePage
from bot.storage.upsert import insert_ignore

NOTE = "sam-progress"


class StoredNoticePages:
    """The protocol ``NoticePages`` over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def progress(self) -> Progress:
        """Return the progress as it is stored."""
        async with self._database.read() as session:
            note = await session.get(Note, NOTE)
            return Progress() if note is None else Progress.from_stored(note.value)

    async def change(
        self, change: Callable[[Progress], Progress], page: StoredPage | None = None
    ) -> Progress:
        """Change the progress, and store a page under its new number. If ``change`` raises, nothing is
        stored."""
        empty = Progress().stored()
        async with self._database.write() as session:
            await session.execute(insert_ignore(self._database, Note).values(name=NOTE, value=empty))
            wanted = select(Note).where(Note.name == NOTE).with_for_update()
            note = (await session.execute(wanted)).scalar_one()
            changed = change(Progress.from_stored(note.value))
            note.value = changed.stored()
            if page is not None:
                await _store(session, replace(page, number=changed.pages))
            return changed

    async def after(self, number: int) -> AsyncIterator[StoredPage]:
        """Yield the pages with a higher number, in order. Only one of them is in memory at a time."""
        while True:
            async with self._database.read() as session:
                wanted = select(NoticePage).where(NoticePage.number > number)
                row = await session.scalar(wanted.order_by(NoticePage.number).limit(1))
            if row is None:
                return
            number = row.number
            yield _page(row)

    async def of_window(self, first: date, last: date) -> list[StoredPage]:
        """Return the pages of a window."""
        async with self._database.read() as session:
            wanted = select(NoticePage).where(NoticePage.first_day == first, NoticePage.last_day == last)
            return [_page(row) for row in await session.scalars(wanted)]

    async def forget(self, before: date) -> None:
        """Delete the pages of windows that ended before a day."""
        async with self._database.write() as session:
            await session.execute(delete(NoticePage).where(NoticePage.last_day < before))


async def _store(session: AsyncSession, page: StoredPage) -> None:
    step = page.step
    earlier = NoticePage.first_day == step.first, NoticePage.last_day == step.last
    await session.execute(delete(NoticePage).where(*earlier, NoticePage.page == step.page))
    session.add(
        NoticePage(
            number=page.number,
            first_day=step.first,
            last_day=step.last,
            page=step.page,
            read_at=page.read_at,
            content=page.content,
        )
    )


def _page(row: NoticePage) -> StoredPage:
    step = Step(row.first_day, row.last_day, row.page)
    return StoredPage(row.number, step, row.read_at, row.content)
