"""Addresses of a public board: where each page is, which never changes, and which pages there are."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bot.contracts.following import told_ids
from bot.contracts.sources.registry import public_id
from bot.storage import Database
from bot.storage.models import Contract, Demand, Fact, Server
from bot.storage.ttl_cache import TtlCache
from bot.texts import Texts

HOME, CONTRACTS, UPDATES = "index.html", "contracts/index.html", "updates/index.html"
"""Pages that every board has, in each of its languages."""

SIGNING = "sign.html"
"""Page on which demands are signed without an account, in each language of the program once a server has
begun a round."""

RESERVED = "board:"
"""Prefix of the notes of reserved names."""

_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def reserved_note(name: str) -> str:
    """Return the name of the note that reserves a board's name after its server was deleted: by a hash, since
    the name may be the server's."""
    return f"{RESERVED}{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def demand_page(slug: str) -> str:
    """Return the path of a demand's page."""
    return f"demands/{slug}.html"


def counter_picture(slug: str) -> str:
    """Return the path of the picture of a demand's count, which other sites show."""
    return f"demands/{slug}.svg"


def fact_page(slug: str) -> str:
    """Return the path of a fact's page."""
    return f"facts/{slug}.html"


def contract_page(source: str, source_id: str) -> str:
    """Return the path of a contract's page: by the source, and its own id there, with a hash if not all of
    that can be in a file name."""
    given = public_id(source, source_id)
    name = _UNSAFE_IN_NAME.sub("-", given).strip(".-")
    if name != given or len(name) > 100:
        name = f"{name[:80]}-{hashlib.sha256(given.encode()).hexdigest()[:8]}"
    return f"contracts/{source}/{name}.html"


def page_address(site: str, board: str, language: str, page: str) -> str:
    """Return the address of a page; empty if the ``site``, which ends with a slash, has none."""
    return f"{site}{board}/{language}/{page}" if site else ""


def board_languages(own: str, texts: Iterable[Mapping[str, Any]], known: Iterable[str]) -> list[str]:
    """Return the languages of a board: the server's own, then those of the program in which a demand or a
    fact is written."""
    written = {language for each in texts for language in each} & set(known)
    return [own, *sorted(written - {own})]


@dataclass(frozen=True, slots=True)
class Board:
    """A server's public board: its folder on the ``site``, and its languages, the server's own first."""

    site: str
    name: str
    languages: tuple[str, ...]

    def address(self, page: str, language: str) -> str:
        """Return the address of a page in the reader's language, else in the board's first."""
        chosen = language if language in self.languages else self.languages[0]
        return page_address(self.site, self.name, chosen, page)


class Boards:
    """Finds the addresses of pages for links. ``site`` is the public address, empty if it is not known: then
    there are no links, and the database is not asked."""

    def __init__(self, database: Database, texts: Texts, site: str) -> None:
        self._database = database
        self._texts = texts
        self._recent: TtlCache[int, Board | None] = TtlCache(database)
        self.site = site

    def address_of(self, name: str, language: str) -> str:
        """Return the address that a board of this name would have; empty if the site has none."""
        return page_address(self.site, name, language, HOME)

    async def of(self, server_id: int | None) -> Board | None:
        """Return a server's board; ``None`` if it has none, or the site no address."""
        if not self.site or server_id is None:
            return None
        return await self._recent.get(server_id, lambda: self._read(server_id))

    async def address(self, server_id: int | None, page: str, language: str) -> str:
        """Return the address of a page of a server's board; empty without one."""
        board = await self.of(server_id)
        return "" if board is None else board.address(page, language)

    async def signing(self, server_id: int | None, language: str) -> str:
        """Return the address of a server's signing page, which is in every language of the program, unlike
        the rest of its board; empty without a board. The page is there once a round has begun."""
        board = await self.of(server_id)
        return "" if board is None else page_address(board.site, board.name, language, SIGNING)

    async def contract(self, server_id: int, contract_id: int, language: str) -> str:
        """Return the address of a contract's page; empty if it is not on the board."""
        board = await self.of(server_id)
        if board is None:
            return ""
        wanted = select(Contract.source, Contract.source_id).where(
            Contract.id == contract_id, Contract.id.in_(told_ids(server_id))
        )
        async with self._database.read() as session:
            found = (await session.execute(wanted)).one_or_none()
        return "" if found is None else board.address(contract_page(*found), language)

    async def _read(self, server_id: int) -> Board | None:
        demands = select(Demand.texts).where(Demand.server_id == server_id, Demand.state != "draft")
        facts = select(Fact.texts).where(Fact.server_id == server_id, Fact.retired_at.is_(None))
        async with self._database.read() as session:
            server = await session.get(Server, server_id)
            if server is None or server.board is None or server.removed_at is not None:
                return None
            texts = [*await session.scalars(demands), *await session.scalars(facts)]
        languages = board_languages(server.language, texts, self._texts.languages)
        return Board(self.site, server.board, tuple(languages))
