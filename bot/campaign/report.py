"""Report of an import: numbers of items, and the acts for the audit log."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Detail, Recorder
from bot.errors import Sentence


class Acts:
    """Changes of one kind in a transaction, collected for the audit log, which must be written last."""

    def __init__(self) -> None:
        self._acts: list[tuple[str, str, Detail | None, Detail]] = []

    def note(self, kind: str, which: object, before: Detail | None, after: Detail) -> None:
        """Add a creation, or the changed values of an update."""
        subject = f"{kind}:{which}"
        if before is None:
            new = {name: value for name, value in after.items() if value is not None}
            self._acts.append((_ADDED.get(kind, f"{kind}-add"), subject, None, new))
        elif changed := [name for name in after if after[name] != before[name]]:
            old = {name: before[name] for name in changed}
            self._acts.append((f"{kind}-edit", subject, old, {name: after[name] for name in changed}))

    async def record(self, session: AsyncSession, server_id: int, audit: Recorder) -> None:
        for act, subject, before, after in self._acts:
            await audit.record(session, server_id, None, act, subject, before=before, after=after)


_ADDED = {"demand": "demand-create"}


class Tally:
    """Numbers of added, changed and unchanged items of one kind."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.added = 0
        self.updated = 0
        self.unchanged = 0

    def differs(self, key: str, wanted: object, known: Mapping[str, object]) -> bool:
        """Return whether ``known`` lacks ``wanted`` under ``key``, and count it accordingly."""
        if key not in known:
            self.added += 1
        elif known[key] != wanted:
            self.updated += 1
        else:
            self.unchanged += 1
            return False
        return True

    def lines(self) -> list[Sentence]:
        """Return a summary line, if the file has any of this kind."""
        if not self.added + self.updated + self.unchanged:
            return []
        return [
            Sentence(
                f"terminal-import-{self._kind}",
                added=self.added,
                updated=self.updated,
                unchanged=self.unchanged,
            )
        ]


def no_room(kind: str, slug: str, most: int) -> Sentence:
    """Return the line about an item that was left out, since the server has the most there may be."""
    return Sentence(f"terminal-import-{kind}-no-room", slug=repr(slug), most=most)
