"""What exists only to sign faster: first answers as bytes, and short requests before a batch.

May import: ``bot.common``. The services, ``ui`` and ``runtime`` may import it.
Never: changes what is stored or answered.
"""
