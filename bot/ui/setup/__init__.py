"""Set-up inside Discord: the checklist of its steps, a card for each, and the greeting when the bot is added.

May import: ``ui``'s own modules and the services.
Never: keeps what was done in a state of its own: it is read from settings, watches and demands.
"""
