"""Fast Discord server on 127.0.0.1, in a process of its own so that its cost is not measured."""

from benchmarks.loopback.client import Bot, Loopback, running, start_process

__all__ = ["Bot", "Loopback", "running", "start_process"]
