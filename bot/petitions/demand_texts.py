"""Validation of the texts of demands as given by organisers and campaign files."""

import re
from collections.abc import Mapping

from bot.common.text import one_line, paragraphs
from bot.errors import UserError

TITLE_LENGTH = 120
BODY_LENGTH = 1500

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def is_empty(wording: Mapping[str, str]) -> bool:
    """True if there is neither a title nor a text: that takes the language away."""
    return not one_line("".join(wording.values()))


def check_texts(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Validate and normalise ``{"en": {"title": …, "body": …}, …}``. Raises ``UserError``."""
    if not texts:
        raise UserError("refusal-demand-without-text")
    tidied = {}
    for language, wording in texts.items():
        if not _LANGUAGE.fullmatch(language):
            raise UserError("refusal-demand-language", language=language)
        title, body = one_line(wording.get("title", "")), paragraphs(wording.get("body", ""))
        if not title or not body:
            raise UserError("refusal-demand-without-text")
        if len(title) > TITLE_LENGTH:
            raise UserError("refusal-demand-title-long", length=len(title), limit=TITLE_LENGTH)
        if len(body) > BODY_LENGTH:
            raise UserError("refusal-demand-body-long", length=len(body), limit=BODY_LENGTH)
        tidied[language] = {"title": title, "body": body}
    return tidied
