"""HTML of simple markdown, as markdown-it makes it, in a tenth of the time: paragraphs, quotes and lists of
lines with nothing but words, bold words and escaped characters. A board has a hundred thousand of them.
"""

import re
from html import escape

_PLAIN = r"(?:[^\\`*_\[\]&~\x00-\x1f\x7f-\x9f\u2028\u2029]|&(?!#?\w+;))"
_ESCAPED = r"\\[!-/:-@\[-`{-~]"
_WORDS = rf"(?:{_PLAIN}|{_ESCAPED})+?"
_BOLD = rf"(?<!\S)\*\*(?=\S){_WORDS}(?<!\s)\*\*(?!\S)"
_LINE = re.compile(rf"(?![-+>#\s]|\*(?!\*)|\d{{1,9}}[.)])(?:{_BOLD}|{_PLAIN}|{_ESCAPED})+(?<!\s)")
_PIECE = re.compile(rf"\*\*({_WORDS})\*\*")
_CHARACTER = re.compile(r"\\(.)")
_MARKED = re.compile(r"( *)- (.*)")


def quick_html(markdown: str) -> str | None:
    """Return the HTML of markdown; ``None`` if it is not simple."""
    if not markdown:
        return ""
    made, before = [], ""
    for block in markdown.strip("\n").split("\n\n"):
        sign = block[:2]
        if sign == "- ":
            html = None if before == sign else _list(block.split("\n"))
        elif sign == "> ":
            words = _lines([line[2:] for line in block.split("\n")]) if _quoted(block) else None
            html = None if words is None else f"<blockquote>\n{words}</blockquote>\n"
        else:
            html = _lines(block.split("\n"))
        if html is None:
            return None
        made.append(html)
        before = sign
    return "".join(made)


def _quoted(block: str) -> bool:
    return all(line.startswith("> ") for line in block.split("\n"))


def _lines(lines: list[str]) -> str | None:
    """Return a paragraph."""
    if not all(map(_LINE.fullmatch, lines)):
        return None
    words = "<br>\n".join(map(_inline, lines))
    return f"<p>{words}</p>\n"


def _list(lines: list[str]) -> str | None:
    """Return a list, each entry of which may have a list of its own."""
    made, depth = ["<ul>\n"], 0
    for place, line in enumerate(lines):
        marked = _MARKED.fullmatch(line)
        if marked is None or marked[1] not in ("", "  ") or not _LINE.fullmatch(marked[2]):
            return None
        deeper = len(marked[1]) // 2
        if deeper > depth:
            made.append("\n<ul>\n")
        elif deeper < depth:
            made.append("</li>\n</ul>\n</li>\n")
        elif place:
            made.append("</li>\n")
        made.append(f"<li>{_inline(marked[2])}")
        depth = deeper
    made.append("</li>\n</ul>\n" * (depth + 1))
    return "".join(made)


def _inline(line: str) -> str:
    parts = [escape(_CHARACTER.sub(r"\1", part), quote=False) for part in _PIECE.split(line)]
    parts[1::2] = [f"<strong>{part}</strong>" for part in parts[1::2]]
    return "".join(parts).replace('"', "&quot;")
