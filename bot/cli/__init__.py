"""The ``tocsin`` command: arguments, prompts, exit codes, one sentence on stderr for a fault.

May import: everything. Only ``bot.__main__`` imports it.
Never: does the work itself; ``cli.admin``, ``runtime`` and ``demo`` do.
"""

from bot.cli.main import main

__all__ = ["main"]
