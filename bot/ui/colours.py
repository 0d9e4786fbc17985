"""Colours of cards: one for each kind of change, for demands, and for the state of watches and facts. Words
say the same, so that nobody needs to see the colour."""

from collections.abc import Iterable

import discord

from bot.contracts.model import ChangeKind as Kind

CALM = discord.Colour(0x1565C0)  # blue: new, or in order; a fact on somebody's word
MORE = discord.Colour(0xB3261E)  # red: money, time or work added
LESS = discord.Colour(0x2E7D32)  # green: money or time removed, or ended; a fact that is confirmed
SOON = discord.Colour(0xF9A825)  # yellow: an end that is near or past
GONE = discord.Colour(0x6A1B9A)  # violet: no longer there, or changed hands
WARNING = discord.Colour(0xEF6C00)  # orange: corrected, failing, disputed, or for organisers to act on
QUIET = discord.Colour(0x546E7A)  # grey: the rest
DEMAND = discord.Colour(0x00796B)  # teal: a demand, to sign or to read

_KINDS: tuple[tuple[discord.Colour, Iterable[Kind]], ...] = (
    (
        CALM,
        (
            Kind.NEW_VEHICLE,
            Kind.NEW_ORDER,
            Kind.NEW_ORDER_UNDER_VEHICLE,
            Kind.NEW_CONTRACT,
            Kind.NEW_NOTICE,
            Kind.NEW_ARTICLE,
            Kind.NEW_PAGE,
        ),
    ),
    (
        MORE,
        (
            Kind.MONEY_ADDED,
            Kind.CEILING_RAISED,
            Kind.OPTION_EXERCISED,
            Kind.EXTENDED,
            Kind.SCOPE_CHANGED,
            Kind.IN_FORCE,
        ),
    ),
    (
        LESS,
        (
            Kind.MONEY_REMOVED,
            Kind.CEILING_LOWERED,
            Kind.SHORTENED,
            Kind.TERMINATED,
            Kind.CANCELLED,
            Kind.CLOSED_OUT,
        ),
    ),
    (SOON, (Kind.ENDS_WITHIN_30_DAYS, Kind.ENDS_WITHIN_7_DAYS, Kind.LAPSED)),
    (
        GONE,
        (
            Kind.WITHDRAWN,
            Kind.PAGE_REMOVED,
            Kind.PAGE_MOVED,
            Kind.SUPPLIER_CHANGED,
            Kind.SUPPLIER_RENAMED,
            Kind.SUPPLIER_MERGED,
            Kind.NOVATED,
        ),
    ),
    (WARNING, (Kind.CORRECTED,)),
    (
        QUIET,
        (
            Kind.PAGE_CHANGED,
            Kind.TEXT_CHANGED,
            Kind.NO_LONGER_MATCHES,
            Kind.RETURNED,
            Kind.ALSO_LISTED,
            Kind.ACTION,
        ),
    ),
)
OF_CHANGE = {kind: colour for colour, kinds in _KINDS for kind in kinds}
"""The colour of a post by its weightiest change."""

OF_FACT = {"confirmed": LESS, "stated": CALM, "disputed": WARNING, "unconfirmed": QUIET}
"""The colour of a fact by what is known of it."""
