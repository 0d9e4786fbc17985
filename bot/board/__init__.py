"""The board: a static site of what was posted or published in Discord, and its server.

May import: ``ui`` and what is below.
Never: shows what a member of the Discord server could not read there.
"""
