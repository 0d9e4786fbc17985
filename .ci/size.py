"""Size of the program, against what was agreed: prints a table, and fails where a limit is passed.

Lines of code are those with a token that is neither a comment nor a docstring. A room is a folder at the top
of ``bot/``. What drives a number up is decided in a review, not squeezed.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMITS = {
    "lines of bot/ and cogs/": 63_569,
    "modules of bot/ and cogs/": 451,
    "revisions of the database": 1,
    "lines of tests/": 85_350,
    "lines of benchmarks/": 2_500,
    "rooms of bot/": 18,
    "modules that name a lease or a shard": 0,
}
_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def code_lines(text: str) -> int:
    """Return the number of lines of code in a module."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    lines = {
        line
        for token in tokens
        if token.type not in _LAYOUT
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(lines - set(_docstring_lines(ast.parse(text))))


def _docstring_lines(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        for each in node.body if isinstance(node, _DOCUMENTED) else ():
            value = each.value if isinstance(each, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield from range(each.lineno, (each.end_lineno or each.lineno) + 1)


def sizes(root: Path = ROOT) -> dict[str, int]:
    """Return each measured number, by the names of ``LIMITS``."""
    texts = {
        folder: [path.read_text(encoding="utf-8") for path in sorted((root / folder).rglob("*.py"))]
        for folder in ("bot", "cogs", "tests", "benchmarks")
    }
    program = texts["bot"] + texts["cogs"]
    rooms = [path for path in (root / "bot").iterdir() if (path / "__init__.py").exists()]
    revisions = root / "bot" / "storage" / "migrations" / "versions"
    found = (
        sum(map(code_lines, program)),
        len(program),
        len([path for path in revisions.glob("*.py") if path.name != "__init__.py"]),
        sum(map(code_lines, texts["tests"])),
        sum(map(code_lines, texts["benchmarks"])),
        len(rooms),
        len([text for text in program if re.search(r"\b(lease|leases|shards?)\b", text, re.IGNORECASE)]),
    )
    return dict(zip(LIMITS, found, strict=True))


def main() -> int:
    """Print the table; return 1 if a limit is passed."""
    measured = sizes()
    for name, number in measured.items():
        print(f"{name:<40} {number:>7,} of {LIMITS[name]:>7,}")
    return int(any(number > LIMITS[name] for name, number in measured.items()))


if __name__ == "__main__":
    sys.exit(main())
