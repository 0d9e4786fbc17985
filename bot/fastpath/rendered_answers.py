"""Cache of rendered answers that many people get: serialized to Discord's JSON once, and sent without asking
for them back.

discord.py builds the card for each of them, and then parses the message that Discord returns. When thousands
submit a form at once, that is a third of the cost of an answer.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import discord
from discord.webhook.async_ import interaction_message_response_params

from bot.fastpath.callback import send_answer
from bot.ui.layout import Card
from bot.ui.replies import Interaction, answer, insist, is_answered

_MAX_ANSWERS = 200  # cached answers
_MESSAGE = discord.InteractionResponseType.channel_message


class RenderedAnswers:
    """Bounded cache of answers (the oldest is evicted), keyed by all that they depend on, including
    the language."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, tuple[Card, dict[str, Any]]] = OrderedDict()

    async def answer(self, interaction: Interaction, key: Hashable, make: Callable[[], Card]) -> None:
        """Answer like ``replies.answer``, with the card that ``make`` returned at the first use of this key.

        The card must not depend on anything else, and have no files.
        """
        if key not in self._made:
            card = make()
            self._made[key] = card, _payload(card)
            if len(self._made) > _MAX_ANSWERS:
                self._made.popitem(last=False)
        card, payload = self._made[key]
        if is_answered(interaction):
            await answer(interaction, card)
            return
        await insist(interaction, lambda: send_answer(interaction, payload))


def _payload(card: Card) -> dict[str, Any]:
    flags = discord.MessageFlags(ephemeral=True)
    parameters = interaction_message_response_params(
        type=_MESSAGE.value, view=card, flags=flags, allowed_mentions=discord.AllowedMentions.none()
    )
    assert parameters.payload is not None
    return parameters.payload
