"""The card above the evidence."""

from bot.exports import Evidence
from bot.texts import Translator
from bot.ui.layout import Card

FILE = "evidence.zip"


def evidence_card(evidence: Evidence, t: Translator) -> Card:
    """What the attached file holds, and that it is worth keeping."""
    card = Card().title(t("evidence-title"))
    card.text(
        t("evidence-what", file=FILE, snapshots=evidence.snapshots, contracts=evidence.contracts)
    ).small(t("evidence-as-of", moment=evidence.as_of))
    return card.attachment(FILE)
