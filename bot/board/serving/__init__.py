"""The server of the board: the published files over HTTP, beside the bot or by itself.

May import: ``settings`` and what is below.
Never: stores or logs anything of a reader; has a key, the token or the database.
"""
