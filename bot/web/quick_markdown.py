"""HTML of simple markdown, as markdown-it makes it, in a tenth of the time: paragraphs, quotes and lists of
lines with nothing but words, bold words, links, hashes and escaped characters. A board has a hundred thousand
of them.
"""

import re
from functools import lru_cache
from html import escape
from operator import itemgetter

_PLAIN = r"[^\\`*_\[\]~\x00-\x1f\x7f-\x9f\u2028\u2029]"
_ESCAPED = r"\\[!-/:-@\[-`{-~]"
_WORDS = rf"(?:{_PLAIN}|{_ESCAPED})+"
_BOLD = rf"(?<!\S)\*\*(?=\S)(?P<bold>{_WORDS})(?<!\s)\*\*(?![^\s,.])"
_LINK = rf"\[(?P<link>{_WORDS})\]\(<(?P<address>https?://[a-z0-9.-]+(?:/[A-Za-z0-9_\-./?=,]*)?)>\)"
_CODE = r"(?<!`)`(?P<code>[0-9a-f]+)`(?!`)"
_PIECE = re.compile(rf"(?P<words>{_WORDS})|{_BOLD}|{_LINK}|{_CODE}")
_BEGINNING = re.compile(r"(?![-+>#\s]|\*(?!\*)|\d{1,9}[.)])")
_CHARACTER, _second = re.compile(r"\\(.)"), itemgetter(1)
_ALONE = re.compile(f'{_PLAIN[:-1]}<>&"]+')  # that is its own HTML
_BREAK = "<br>\n"
_MARKED = re.compile(r"((?:  ){0,5})- (.*)")


def quick_html(markdown: str) -> str | None:
    """Return the HTML of markdown; ``None`` if it is not simple."""
    made, listed = [], False
    for block in markdown.strip("\n").split("\n\n") if markdown else ():
        lines = block.split("\n")
        quoted = all(line.startswith("> ") for line in lines)
        first = next((place for place, line in enumerate(lines) if line.startswith("- ")), len(lines))
        if quoted:
            words = _lines([line[2:] for line in lines])
            html = words and f"<blockquote>\n{words}</blockquote>\n"
        elif first == 0 and listed:
            return None  # one list, with space between its entries
        else:
            before, after = _lines(lines[:first]), _list(lines[first:])
            html = None if before is None or after is None else before + after
        if html is None:
            return None
        made.append(html)
        listed = not quoted and first < len(lines)
    return "".join(made)


def _lines(lines: list[str]) -> str | None:
    """Return a paragraph."""
    words = [_inline(line) for line in lines]
    if None in words:
        return None
    return f"<p>{_BREAK.join(words)}</p>\n" if words else ""  # type: ignore[arg-type]


def _list(lines: list[str]) -> str | None:
    """Return a list, each entry of which may have a list of its own."""
    made, depth = [], -1
    for line in lines:
        marked = _MARKED.fullmatch(line)
        words = marked and _inline(marked[2])
        if marked is None or words is None or (deeper := len(marked[1]) // 2) > depth + 1:
            return None
        made.append("\n<ul>\n" if deeper > depth else "</li>\n" + "</ul>\n</li>\n" * (depth - deeper))
        made.append(f"<li>{words}")
        depth = deeper
    made.append("</li>\n</ul>\n" * (depth + 1))
    return "".join(made).lstrip("\n")


@lru_cache(8192)
def _inline(line: str) -> str | None:
    """Return a line; ``None`` if it is not simple. The pages of a family of contracts have the same ones."""
    if not line or line[-1].isspace() or not _BEGINNING.match(line):
        return None
    if _ALONE.fullmatch(line):
        return line
    made, at = [], 0
    while at < len(line):
        piece = _PIECE.match(line, at)
        if piece is None:
            return None
        words, bold, link, address, code = piece.groups()
        said = words or bold or link or code
        if "\\" in said:
            said = _CHARACTER.sub(_second, said)
        said = escape(said, quote=False).replace('"', "&quot;")
        if bold:
            said = f"<strong>{said}</strong>"
        elif link:
            said = f'<a href="{address}">{said}</a>'
        elif code:
            said = f"<code>{said}</code>"
        made.append(said)
        at = piece.end()
    return "".join(made)
