"""The process: Discord client, start and stop, leader election, periodic tasks, watchdog, health server.

May import: everything below ``demo`` and ``admin``; only those and ``cli`` import it.
Never: decides what is stored, counted or said; that is for the services and ``ui``.
"""
