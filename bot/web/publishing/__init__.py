"""Parts of publishing: whether there is something to publish, whether it may be published, and the command
that carries it away.

May import: ``exports`` and what is below.
Never: writes to the published folder.
"""
