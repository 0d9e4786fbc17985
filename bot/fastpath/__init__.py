"""The fast path: what makes signing fast by going past public interfaces of libraries.

May import: ``bot.common``. The services, ``ui`` and ``runtime`` may import it.
Never: changes what is stored or answered; the slow way gives the same.
"""
