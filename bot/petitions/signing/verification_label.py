"""Verification label: the sentence that says how signers were verified, the same on cards, in posts and in
exports."""

from bot.petitions.roster.members import round_down
from bot.texts import Translator


def how_verified(
    t: Translator,
    verified_by: str,
    *,
    account_days: int,
    server_days: int,
    roster_size: int | None,
    count: int,
    server: str = "",
) -> str:
    """Return the label, which states only what holds for every signer of a demand. ``count`` is the count
    shown next to it, 0 if there is none; ``server`` the server's name, for readers outside it.
    ``verified_by``: ``page``, if the roster was compared when tokens were issued."""
    own = "board" if server else "demand"
    if verified_by not in ("roster", "page"):
        said = [t(f"{own}-verified-{verified_by}", server=server)]
    elif roster_size is not None and round_down(count) > roster_size:
        # Members who are taken off the roster keep their signature: the size of a roster that is smaller than
        # the count would contradict it.
        left = "demand-verified-roster-left"
        said = [t(f"{left}-page" if verified_by == "page" else left)]
    else:
        said = [t("demand-verified-roster", size=roster_size or 0)]
    if account_days:
        said.append(t("demand-verified-account", days=account_days))
    if server_days:
        said.append(t(f"{own}-verified-time", days=server_days, server=server))
    return " ".join(said)
