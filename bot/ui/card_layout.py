"""Layout engine for cards: fits their parts to the lines of a phone and to Discord's limits.

What is marked to be kept stands on every card: corrections with both values, words of the watch, who sees
what, consent, source. If that alone is too long, the card grows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import discord

from bot.ui.layout import MAX_CHARACTERS, Card
from bot.ui.phone import MAX_BUTTONS, ROW_LINES, phone_lines

_RESERVE = 100  # characters for the signs between parts, and for the line that mentions roles


@dataclass(frozen=True)
class Item:
    """Item of a list, or a part of a card: its ``versions``, the longest first. Of one that is kept, the
    shortest version is always shown; of the others, what has the highest ``rank`` leaves first."""

    versions: tuple[str, ...]
    rank: int = 1
    keep: bool = False


def item(*versions: str, rank: int = 1, keep: bool = False) -> Item:
    """Return an item of a list."""
    return Item(versions, rank, keep)


@dataclass
class _Piece:
    """Piece of a card while it is fitted: ``level`` is the version shown, its number of versions for none."""

    versions: Sequence[str]
    order: tuple[int, int, int]  # the greatest leaves first: rank of the part, of the item, place
    keep: bool
    level: int = 0

    @property
    def shown(self) -> str:
        return self.versions[self.level] if self.level < len(self.versions) else ""

    @property
    def last(self) -> int:
        """Level at which it can be made no shorter."""
        return len(self.versions) - 1 if self.keep else len(self.versions)


@dataclass
class _Block:
    """Block of a card: a part, or a list with the number of items that it leaves out."""

    pieces: list[_Piece] = field(default_factory=list)
    rest: Callable[[int], str] | None = None
    is_list: bool = False

    def texts(self) -> list[str]:
        shown = [piece.shown for piece in self.pieces if piece.shown]
        if self.rest is not None and len(shown) < len(self.pieces):
            shown.append(self.rest(len(self.pieces) - len(shown)))
        return shown


class CardLayout:
    """Builder of a card of at most ``lines`` lines on a phone; the order of the calls is the order on the
    card."""

    def __init__(self, lines: int, *, colour: discord.Colour | None = None) -> None:
        self._lines = lines
        self._colour = colour
        self._blocks: list[_Block | discord.ui.ActionRow[Card] | None] = []  # None is a rule
        self._measured: dict[str, int] = {}

    def title(self, text: str) -> "CardLayout":
        """Add the headline, which is kept."""
        return self.part(f"## {text}", keep=True)

    def part(self, *versions: str, rank: int = 1, keep: bool = False) -> "CardLayout":
        """Add a part in the longest of its versions that fits, none if the shortest does not."""
        wanted = [version for version in dict.fromkeys(versions) if version]
        if wanted:
            self._blocks.append(_Block([_Piece(wanted, (rank, 0, len(self._blocks)), keep)]))
        return self

    def items(
        self,
        items: Iterable[Item | str],
        *,
        rest: Callable[[int], str] | None,
        rank: int = 1,
        sign: str = "- ",
    ) -> "CardLayout":
        """Add as many items of a list as fit, those that are kept in any case, and with ``rest`` the number
        of the others."""
        block = _Block(rest=rest, is_list=bool(sign))
        for place, one in enumerate(items):
            given = Item((one,)) if isinstance(one, str) else one
            versions = [f"{sign}{version}" for version in given.versions]
            block.pieces.append(_Piece(versions, (rank, given.rank, place), given.keep))
        if block.pieces:
            self._blocks.append(block)
        return self

    def small(self, text: str, *, rank: int = 1, keep: bool = False) -> "CardLayout":
        """Add small print."""
        return self.part("\n".join(f"-# {line}" for line in text.splitlines() if line), rank=rank, keep=keep)

    def foot(self, source: str) -> "CardLayout":
        """Add the source in small print, which is kept."""
        return self.small(source, keep=True)

    def rule(self) -> "CardLayout":
        """Add a rule; none is drawn where nothing follows."""
        self._blocks.append(None)
        return self

    def actions(self, *buttons: "discord.ui.Button[Card]") -> "CardLayout":
        """Add one row of at most three buttons."""
        if len(buttons) > MAX_BUTTONS:
            raise ValueError(f"a row has at most {MAX_BUTTONS} buttons, not {len(buttons)}")
        if buttons:
            self._blocks.append(discord.ui.ActionRow(*buttons))
        return self

    def menu(self, menu: "discord.ui.Select[Card]") -> "CardLayout":
        """Add a menu in a row of its own."""
        self._blocks.append(discord.ui.ActionRow(menu))
        return self

    def card(self) -> Card:
        """Return the fitted card."""
        pieces = [piece for block in self._texts() for piece in block.pieces]
        leaving = sorted(pieces, key=lambda piece: piece.order, reverse=True)
        for piece in leaving:
            while not self._fits() and piece.level < piece.last:
                piece.level += 1
        for piece in reversed(leaving):  # what left, or was shortened, before something longer did
            self._lengthen(piece)
        for piece in leaving:  # a message cannot hold it: it is counted, never cut
            while not self._is_short() and self._is_counted(piece) and piece.level < len(piece.versions):
                piece.level += 1
        return self._drawn()

    def lines(self) -> int:
        """Return the lines that the card takes as it is fitted now."""
        rows = sum(1 for block in self._blocks if isinstance(block, discord.ui.ActionRow))
        rules = sum(1 for block in self._blocks if block is None)
        return sum(map(self._lines_of, self._texts())) + rows * ROW_LINES + rules

    def _lines_of(self, block: _Block) -> int:
        lines = 0
        for text in block.texts():
            if text not in self._measured:
                self._measured[text] = phone_lines(text)
            lines += self._measured[text]
        return lines

    def _lengthen(self, piece: _Piece) -> None:
        now = piece.level
        for level in range(now):
            piece.level = level
            if self._fits():
                return
        piece.level = now

    def _texts(self) -> list[_Block]:
        return [block for block in self._blocks if isinstance(block, _Block)]

    def _is_counted(self, piece: _Piece) -> bool:
        return any(block.rest is not None and piece in block.pieces for block in self._texts())

    def _is_short(self) -> bool:
        texts = (text for block in self._texts() for text in block.texts())
        return sum(len(text) + 1 for text in texts) <= MAX_CHARACTERS - _RESERVE

    def _fits(self) -> bool:
        return self.lines() <= self._lines and self._is_short()

    def _drawn(self) -> Card:
        card = Card(colour=self._colour)
        together: list[str] = []
        is_ruled = False
        for block in self._blocks:
            texts = block.texts() if isinstance(block, _Block) else []
            if isinstance(block, _Block) and not texts:
                continue
            if not isinstance(block, _Block) or block.is_list:
                _flush(card, together)
            if block is None:
                is_ruled = not card.is_empty
                continue
            if is_ruled:
                card.rule()
                is_ruled = False
            if isinstance(block, _Block):
                together += texts
                if block.is_list:
                    _flush(card, together)
            else:
                card.row(block)
        _flush(card, together)
        return card


def _flush(card: Card, together: list[str]) -> None:
    """Add the texts so far as one, so that a phone shows no gap between them."""
    if together:
        card.text("\n".join(together))
        together.clear()
