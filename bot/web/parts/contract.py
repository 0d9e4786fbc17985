"""Contract page: its titles, and the evidence as first seen."""

from bot.contracts.queries.snapshots import FirstSeen, StoredAnswer
from bot.contracts.queries.views import ContractLine
from bot.texts import Translator
from bot.ui.contracts.names import contract_name, money_and_end, parties, source_name
from bot.ui.markdown import link
from bot.web.markdown import text_of

_MAX_ANSWERS = 12


def contract_heading(line: ContractLine, t: Translator) -> str:
    """Return "ICE → Capgemini: Order 70CDCR24FR0000006" as plain text; the name alone without parties."""
    return _titled(line, contract_name(t, line), t)


def contract_finding(line: ContractLine, t: Translator) -> str:
    """Return a title that says what the record shows: "ICE → Capgemini: $27.3 million committed · until …";
    like ``contract_heading`` if that is neither money nor a day."""
    return _titled(line, money_and_end(t, line, rounded=True) or contract_name(t, line), t)


def answers_of(line: ContractLine, seen: FirstSeen, t: Translator) -> list[str]:
    """Return the answers of the source that a contract was first read from, as markdown: source, moment, size
    and SHA-256, never their content."""
    return [_answer(line, answer, t) for answer in seen.answers[:_MAX_ANSWERS]]


def _answer(line: ContractLine, answer: StoredAnswer, t: Translator) -> str:
    source = link(source_name(t, line.source), answer.url)
    size = t.number(answer.size)
    said = t("first-seen-answer", source=source, moment=answer.fetched_at, size=size)
    more = {"part": f" {t('first-seen-part')}", "none": f" {t('first-seen-none')}"}.get(
        answer.share.value, ""
    )
    return f"{said}{more} SHA-256 `{answer.sha256}`"


def _titled(line: ContractLine, said: str, t: Translator) -> str:
    who = parties(t, line)
    return text_of(t("headline", who=who, what=said) if who else said, t)
