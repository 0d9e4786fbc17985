"""Servers on this machine that answer as the public sources do, from recorded contracts.

May import: nothing of the program.
Never: decides what is told; see ``demo.story``.
"""
