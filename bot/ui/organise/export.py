"""Card for an export, and the choice of attached files."""

from collections.abc import Sequence
from pathlib import Path

from bot.exports import Evidence, Export
from bot.texts import Translator
from bot.ui.layout import Card

_MAX_FILES = 10  # per message


def attached(export: Export, most: int) -> list[Path]:
    """Return the archive and the files that people open, as far as they fit Discord's limit of ``most``
    bytes."""
    files, left = [export.archive], most - export.archive.stat().st_size
    for path in export.loose:
        size = path.stat().st_size
        if size > left or len(files) == _MAX_FILES:
            break
        files.append(path)
        left -= size
    return files


def export_card(export: Export, files: Sequence[Path], t: Translator) -> Card:
    """Return a card about the attached files: first the pages for the meeting."""
    what = t("export-what", file=export.archive.name)
    said = [t("export-loose"), what] if len(files) > 1 else [what, t("export-not-loose")]
    card = Card().title(t("export-title")).text("\n".join(said))
    card.small(t("export-as-of", moment=export.as_of, key=export.key))
    for path in reversed(files):
        card.attachment(path.name)
    return card


FILE, CAMPAIGN_FILE = "evidence.zip", "campaign.toml"


def evidence_card(evidence: Evidence, t: Translator) -> Card:
    """Return a card about the attached file, and why to keep it."""
    card = Card().title(t("evidence-title"))
    card.text(
        t("evidence-what", file=FILE, snapshots=evidence.snapshots, contracts=evidence.contracts)
    ).small(t("evidence-as-of", moment=evidence.as_of))
    return card.attachment(FILE)


def campaign_card(t: Translator) -> Card:
    """Return a card about the attached campaign file."""
    card = Card().title(t("campaign-title")).text(t("campaign-what", file=CAMPAIGN_FILE))
    return card.attachment(CAMPAIGN_FILE)
