"""Variant of ``tests.support.loopback.run_bot`` that counts more often."""

from dataclasses import replace

from tests.support.loopback import run_bot


def main() -> None:
    run_bot.TIMING = replace(run_bot.TIMING, publish_every=0.2, cards_every=0.2, digests_every=0.2)
    run_bot.main()


if __name__ == "__main__":
    main()
