"""The privacy notice: what becomes of people's data, in words anyone understands."""

from bot.servers import PRIVACY_FIELDS, Privacy
from bot.texts import Translator
from bot.ui.layout import Card
from bot.ui.organise import missing_fields
from bot.ui.prose import prose

_ALWAYS = ("stored", "code", "shown", "discord", "withdraw")


def privacy_notice(privacy: Privacy | None, t: Translator) -> Card:
    """What holds everywhere, then what a server's organisers say; ``None`` outside any server."""
    card = Card().title(t("privacy-title"))
    for part in _ALWAYS:
        card.text(t(f"privacy-{part}"))
    contact = privacy is not None and "contact" not in privacy.missing()
    card.text(t("privacy-withdraw-left" if contact else "privacy-withdraw-left-elsewhere"))
    if privacy is None:
        return card
    card.rule().text(f"### {t('privacy-server')}")
    missing = privacy.missing()
    given = [field for field in PRIVACY_FIELDS if field not in missing]
    if not given:
        return card.text(t("privacy-of-nobody"))
    card.text(
        "\n".join(
            t(f"privacy-of-{field.replace('_', '-')}", text=prose(getattr(privacy, field))) for field in given
        )
    )
    return card.text(t("privacy-of-missing", fields=missing_fields(privacy, t))) if missing else card
