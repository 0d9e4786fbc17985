"""A child process that writes the lines that it is told into a file."""

import asyncio
import sys
from pathlib import Path

from bot.common.child_process import parent_ended


def main() -> None:
    with Path(sys.argv[1]).open("a", buffering=1) as file:
        asyncio.run(parent_ended(lambda line: print(line, file=file)))


if __name__ == "__main__":
    main()
