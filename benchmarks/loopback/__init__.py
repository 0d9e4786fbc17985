"""A fast Discord on 127.0.0.1, in a process of its own so that it is not what is measured."""

from benchmarks.loopback.client import Bot, Loopback, running, started

__all__ = ["Bot", "Loopback", "running", "started"]
