"""Posts: the card of each kind of announcement, and sending it to its channel.

May import: the other folders of ``ui`` and the services.
Never: decides what is posted or when; that is for ``bot.announcements``.
"""
