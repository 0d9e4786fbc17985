"""Fake Discord on 127.0.0.1 for the real discord.py, and processes of the real bot that use it.

It fails on command. The benchmarks' fake, which sends the same payloads, is made for speed.
"""

from tests.support.loopback.discord import (
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
