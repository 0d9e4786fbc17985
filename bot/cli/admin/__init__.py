"""Administration: what the terminal commands do, such as backup, check, keys, rosters and database copies.

May import: everything but ``cli`` and ``demo``. Each function opens what it needs and closes it.
Never: prints or parses arguments; ``bot.cli`` does.
"""
