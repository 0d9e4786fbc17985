"""A Discord on 127.0.0.1 that the real discord.py talks to, and the real bot started against it."""

from tests.loopback.discord import (
    Fault,
    Interaction,
    LoopbackDiscord,
    answer,
    drop,
    half,
    hold,
    late,
    shown,
    slow,
)

__all__ = [
    "Fault",
    "Interaction",
    "LoopbackDiscord",
    "answer",
    "drop",
    "half",
    "hold",
    "late",
    "shown",
    "slow",
]
