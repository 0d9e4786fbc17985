"""Look-up of a company in all registers, with one answer for all servers."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from bot.common.text import one_line
from bot.contracts.diff.parties import name_without_form
from bot.contracts.registers.cache import NAMES_LIFETIME, ReadFindings, RegisterCache, name_key
from bot.contracts.registers.company_names import siren_key
from bot.contracts.registers.families import Family, families_of
from bot.contracts.registers.protocol import Candidate, Register, closeness
from bot.contracts.registers.recherche_entreprises import SIRENE, RechercheEntreprises
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

TIMEOUT_S = 60.0
MAX_CONFIRMED = 8  # SIRENs of other registers that are looked up in the French one


@dataclass(frozen=True, slots=True)
class Lookup:
    """Result of a look-up. ``read`` says when each register was read, ``faults`` which could not be, and
    ``more`` which have further entries."""

    families: tuple[Family, ...] = ()
    read: Mapping[str, datetime] = field(default_factory=dict)
    faults: Mapping[str, SourceErrorKind] = field(default_factory=dict)
    more: frozenset[str] = frozenset()


class CompanyRegisters:
    """Service to look a company up, by a name or by an identifier, in ``sirene`` and the ``others``."""

    def __init__(
        self, cache: RegisterCache, sirene: RechercheEntreprises, others: Sequence[Register]
    ) -> None:
        self._cache = cache
        self._sirene = sirene
        self._registers: Sequence[Register] = (*others, sirene)

    async def look_up(self, asked: str) -> Lookup:
        """Ask every register, unless its answer is at most a week old. This takes seconds."""
        asked = one_line(asked).replace("’", "'")
        results = await asyncio.gather(*(self._ask(register, asked) for register in self._registers))
        found: dict[str, ReadFindings] = {}
        faults: dict[str, SourceErrorKind] = {}
        for register, result in zip(self._registers, results, strict=True):
            if isinstance(result, ReadFindings):
                found[register.name] = result
            else:
                faults[register.name] = result
        candidates = [each for one in found.values() for each in one.findings.candidates]
        confirmed = [] if SIRENE in faults else await self._confirm(asked, candidates)
        return Lookup(
            families=tuple(families_of(asked, [*confirmed, *candidates])),
            read={name: one.read_at for name, one in found.items()},
            faults=faults,
            more=frozenset(name for name, one in found.items() if one.findings.more),
        )

    async def _ask(self, register: Register, asked: str) -> ReadFindings | SourceErrorKind:
        """Search a register, and again for the name in one word if it finds none: "Cap Gemini" is
        "Capgemini" there."""
        joined = name_without_form(asked)
        try:
            async with asyncio.timeout(TIMEOUT_S):
                read = await self._read(register, asked)
                if not read.findings.candidates and joined != asked.casefold():
                    read = await self._read(register, joined)
                return read
        except SourceError as error:
            return error.fault
        except TimeoutError:
            return SourceErrorKind.TIMEOUT

    async def _read(self, register: Register, asked: str) -> ReadFindings:
        reading = partial(register.search, asked)
        return await self._cache.get(register.name, name_key(asked), NAMES_LIFETIME, reading)

    async def _confirm(self, asked: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the French entries of the SIRENs that other registers give, as far as they are read."""
        known = {each.key for each in candidates}
        given = sorted((each for each in candidates if each.same_as), key=lambda each: closeness(asked, each))
        keys = [key for each in given for key in each.same_as if key not in known]
        found: list[Candidate] = []
        try:
            async with asyncio.timeout(TIMEOUT_S):
                for key in list(dict.fromkeys(keys))[:MAX_CONFIRMED]:
                    siren = key.partition(":")[2]
                    reading = partial(self._sirene.by_siren, siren)
                    read = await self._cache.get(SIRENE, siren_key(siren), NAMES_LIFETIME, reading)
                    found += read.findings.candidates
        except (SourceError, TimeoutError):  # the SIREN stands, by the register that gives it
            pass
        return found
