"""How signers were verified, in words: the same on cards, in posts and in exports."""

from bot.texts import Translator


def how_verified(
    t: Translator, verified_by: str, *, account_days: int, server_days: int, roster_size: int | None
) -> str:
    """What holds for every signer of a demand, and no more than that."""
    said = [
        t(f"demand-verified-{verified_by}", **({"size": roster_size or 0} if verified_by == "roster" else {}))
    ]
    if account_days:
        said.append(t("demand-verified-account", days=account_days))
    if server_days:
        said.append(t("demand-verified-time", days=server_days))
    return " ".join(said)
