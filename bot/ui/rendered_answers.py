"""Cache of answers that many members get: built once, and sent by the fast path where it is on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from bot.fastpath.callback import CallbackSender, body_of
from bot.ui.layout import Card
from bot.ui.replies import Interaction, answer, is_answered, note_answered

_MAX_ANSWERS = 200


class RenderedAnswers:
    """Answers by what they depend on, the language included."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, tuple[Card, bytes]] = OrderedDict()

    async def answer(self, interaction: Interaction, key: Hashable, make: Callable[[], Card]) -> None:
        """Answer as ``replies.answer`` does, with the card that ``make`` gave for this key when it was first
        asked. The card must depend on nothing else and have no files."""
        if key not in self._made:
            card = make()
            self._made[key] = card, body_of(card)
            if len(self._made) > _MAX_ANSWERS:
                self._made.popitem(last=False)
        card, body = self._made[key]
        sender: CallbackSender | None = getattr(interaction.client, "callback_sender", None)
        if sender is None or is_answered(interaction):
            await answer(interaction, card)
        elif await sender.send(interaction.id, interaction.token, body):
            note_answered(interaction)
        else:
            await answer(interaction, card)
