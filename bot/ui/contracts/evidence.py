"""Card for the evidence archive."""

from bot.exports import Evidence
from bot.texts import Translator
from bot.ui.layout import Card

FILE = "evidence.zip"


def evidence_card(evidence: Evidence, t: Translator) -> Card:
    """Return a card about the attached file, and why to keep it."""
    card = Card().title(t("evidence-title"))
    card.text(
        t("evidence-what", file=FILE, snapshots=evidence.snapshots, contracts=evidence.contracts)
    ).small(t("evidence-as-of", moment=evidence.as_of))
    return card.attachment(FILE)
