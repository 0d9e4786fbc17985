"""Health: an HTTP endpoint for people and programs, and metrics. Off unless it is configured.

May import: ``runtime.scheduler``, ``app`` and what is below.
Never: names a server, a watch or a member.
"""
