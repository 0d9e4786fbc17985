"""Settings: the server's settings of the bot, its posts, and its public board."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from bot.petitions.signing.eligibility import MAX_DAYS
from bot.servers.board import HOME
from bot.servers.settings import MAX_MONTHS, Changes, ServerSettings
from bot.ui.forms import chosen, privacy_form, written, written_privacy
from bot.ui.kinds import NEWS_KINDS
from bot.ui.layout import Card
from bot.ui.organise.acts import CHANNEL, LANGUAGE, ROLE, Chosen, act, flag, number, one_of, text
from bot.ui.organise.posts import (
    NOW,
    RHYTHMS,
    is_news,
    mentionable,
    mentions_card,
    must_open_threads_in,
    posts_card,
)
from bot.ui.organise.settings import (
    ANNOUNCEMENTS,
    ORGANISERS,
    board_off_card,
    board_offer_card,
    board_on_card,
    missing_fields,
    must_post_in,
    press_form,
    role_changes,
    settings_card,
    still_to_do,
)
from bot.ui.permissions import gone_roles, roles_of
from bot.ui.replies import Interaction, sentence_of
from bot.ui.router import UnknownAction, answers, discord_id
from cogs.base import BotCog, StaffRequest, organisers


class SettingsCommands(BotCog):
    """Mixin of ``OrganiseCog``."""

    @act("settings-show")
    @organisers
    async def show_settings(self, request: StaffRequest) -> None:
        undone = await still_to_do(self.app.watches, self.app.demands, request.server_id, request.t)
        await request.answer(await self._card(request, request.settings, undone=undone))

    @act("settings-channel", channel=CHANNEL, purpose=one_of(ANNOUNCEMENTS, ORGANISERS, required=False))
    @organisers
    async def set_channel(
        self,
        request: StaffRequest,
        channel: int,
        purpose: str = ANNOUNCEMENTS,
    ) -> None:
        must_post_in(request.interaction, channel, request.t)
        if purpose == ANNOUNCEMENTS:
            await self._save(request, Changes(channel_id=channel))
        else:
            await self._save(request, Changes(organiser_channel_id=channel))

    @act("settings-updates", weekly=flag(), purchases=flag(), subcontracts=flag())
    @organisers
    async def set_updates(
        self,
        request: StaffRequest,
        weekly: bool | None = None,
        purchases: bool | None = None,
        subcontracts: bool | None = None,
    ) -> None:
        changes = _given(
            weekly=weekly,
            purchase_news=purchases,
            subcontract_news=subcontracts,
        )
        await self._save(request, changes)

    @act("settings-language", language=LANGUAGE)
    @organisers
    async def set_language(self, request: StaffRequest, language: str) -> None:
        await self._save(request, Changes(language=language))

    @act("settings-timezone", time_zone=Chosen("zone"))
    @organisers
    async def set_time_zone(self, request: StaffRequest, time_zone: str) -> None:
        await self._save(request, Changes(time_zone=time_zone))

    @act("settings-roles", organiser_role=ROLE, member_role=ROLE)
    @organisers
    async def set_roles(
        self,
        request: StaffRequest,
        organiser_role: int | None = None,
        member_role: int | None = None,
    ) -> None:
        note = None if member_role is None else "settings-signers-rule"
        chosen = {"organisers": organiser_role, "members": member_role}
        roles = {name: role for name, role in chosen.items() if role is not None}
        await self._save(request, role_changes(request.server_id, **roles), note=note)

    @act(
        "settings-signers",
        account_days=number(0, MAX_DAYS, required=False),
        server_days=number(0, MAX_DAYS, required=False),
        roster=flag(),
    )
    @organisers
    async def set_signers(
        self,
        request: StaffRequest,
        account_days: int | None = None,
        server_days: int | None = None,
        roster: bool | None = None,
    ) -> None:
        changes = _given(min_account_days=account_days, min_server_days=server_days, roster=roster)
        await self._save(request, changes, note="settings-signers-rule")

    @act("settings-privacy")
    @organisers.at_once
    async def set_privacy(self, request: StaffRequest) -> None:
        await request.open_form(privacy_form(request.settings.privacy, request.t))

    @answers("privacy-save")
    @organisers
    async def on_privacy(self, request: StaffRequest, seen: str, *_: str) -> None:
        before, t = request.settings, request.t
        privacy, refused = written_privacy(request.interaction)
        after = await self.app.servers.update(before.id, by=request.by, seen=seen, privacy=privacy)
        card = Card().text(t("privacy-saved") if refused is None else sentence_of(refused, t))
        if after.privacy.missing():
            card.text(t("privacy-missing", fields=missing_fields(after.privacy, t)))
        if after.privacy.retention_months is None:
            card.text(t("settings-retention-missing", months=0))
        if not after.privacy.missing() and after.privacy != before.privacy:
            demands = await self.app.demands.list(after.id)
            if any(demand.state == "open" for demand in demands):
                card.text(t("privacy-saved-open"))
        await request.answer(card)

    async def _save(self, request: StaffRequest, changes: Changes, *, note: str | None = None) -> None:
        """Save settings and show them. ``note`` is the id of a text below them."""
        found, t = request.settings, request.t
        if changes:
            found = await self.app.servers.update(request.server_id, by=request.by, **changes)
        card = await self._card(request, found, saved=bool(changes))
        if "organiser_role_id" in changes and found.organiser_role_id not in roles_of(request.interaction):
            card.text(t("settings-not-yours"))
        if note is not None:
            card.small(t(note))
        await request.answer(card)

    async def _card(
        self,
        request: StaffRequest,
        found: ServerSettings,
        *,
        saved: bool = False,
        undone: Sequence[str] = (),
    ) -> Card:
        address = await self.app.boards.address(found.id, HOME, request.t.language)
        gone = gone_roles(request.interaction, found)
        return settings_card(found, request.t, gone=gone, saved=saved, undone=undone, address=address)

    # The public board, switched on once an organiser has read what that means.

    @act("settings-board", public=flag(required=True), name=text(60, required=False))
    @organisers
    async def set_board(self, request: StaffRequest, public: bool, name: str | None = None) -> None:
        found, t = request.settings, request.t
        if not public:
            if found.board is not None:
                await self.app.servers.update(found.id, by=request.by, board=None)
            await request.answer(board_off_card(found.board, t))
            return
        wanted = await self.app.servers.board_name(found.id, name)
        if found.board is None:
            address = self.app.boards.address_of(wanted, found.language)
            await request.answer(board_offer_card(wanted, address, t))
        else:
            await request.answer(await self._board_card(request, found))

    @answers("board-publish")
    @organisers
    async def on_board_publish(self, request: StaffRequest, name: str) -> None:
        found = await self.app.servers.update(request.server_id, by=request.by, board=name)
        await request.answer(await self._board_card(request, found))

    @answers("board-press")
    @organisers.at_once
    async def ask_press(self, request: StaffRequest) -> None:
        await request.open_form(press_form(request.settings.press, request.t))

    @answers("board-press-save")
    @organisers
    async def on_press_contact(self, request: StaffRequest, *_: str) -> None:
        press = written(request.interaction, "press") or None
        found = await self.app.servers.update(request.server_id, by=request.by, press=press)
        await request.answer(await self._board_card(request, found))

    async def _board_card(self, request: StaffRequest, found: ServerSettings) -> Card:
        address = await self.app.boards.address(found.id, HOME, request.t.language)
        return board_on_card(found.board or "", address, found.press, request.t)

    # The rhythm of news, threads under it, its publication to other servers, and the roles that it mentions.

    @act("settings-posts")
    @organisers
    async def set_posts(self, request: StaffRequest) -> None:
        await request.answer(self._posts_card(request, request.settings))

    @answers("posts")
    @organisers
    async def on_posts(self, request: StaffRequest) -> None:
        await request.turn(self._posts_card(request, request.settings))

    @answers("posts-mentions")
    @organisers
    async def on_mentions(self, request: StaffRequest) -> None:
        await request.turn(mentions_card(request.interaction, request.settings, request.t))

    @answers("posts-mention")
    @organisers
    async def on_mention(self, request: StaffRequest, kind: str) -> None:
        """Save the role of a kind of news, or that there is none."""
        found, press = request.settings, request.interaction
        if kind not in NEWS_KINDS:
            raise UnknownAction(kind)
        picked = [discord_id(value) for value in chosen(press)]
        roles = [mentionable(press, found.channel_id, role_id) for role_id in picked]
        changes: Any = {f"{kind}_role_id": roles[0] if roles else None}
        after = await self.app.servers.update(found.id, by=request.by, **changes)
        await request.turn(mentions_card(press, after, request.t, saved=True))

    @answers("posts-rhythm")
    @organisers
    async def on_rhythm(self, request: StaffRequest) -> None:
        rhythm = _chosen(request.interaction, RHYTHMS)
        await self._turn_posts(request, Changes(digest=None if rhythm == NOW else rhythm))

    @answers("posts-weekday")
    @organisers
    async def on_weekday(self, request: StaffRequest) -> None:
        weekday = int(_chosen(request.interaction, map(str, range(7))))
        await self._turn_posts(request, Changes(digest_weekday=weekday))

    @answers("posts-hour")
    @organisers
    async def on_hour(self, request: StaffRequest) -> None:
        hour = int(_chosen(request.interaction, map(str, range(24))))
        await self._turn_posts(request, Changes(digest_hour=hour))

    @answers("posts-threads")
    @organisers
    async def on_threads(self, request: StaffRequest, state: str) -> None:
        channel_id = request.settings.channel_id
        if state == "on" and channel_id is not None:
            must_open_threads_in(request.interaction, channel_id)
        await self._turn_posts(request, Changes(threads=state == "on"))

    @answers("posts-publish")
    @organisers
    async def on_publish(self, request: StaffRequest, state: str) -> None:
        await self._turn_posts(request, Changes(publish=state == "on"))

    async def _turn_posts(self, request: StaffRequest, changes: Changes) -> None:
        after = await self.app.servers.update(request.server_id, by=request.by, **changes)
        await request.turn(self._posts_card(request, after, saved=True))

    def _posts_card(self, request: StaffRequest, found: ServerSettings, *, saved: bool = False) -> Card:
        news = is_news(request.interaction, found.channel_id)
        return posts_card(found, request.t, self.app.clock(), news=news, saved=saved)

    @act("settings-retention", months=number(1, MAX_MONTHS))
    @organisers
    async def set_retention(self, request: StaffRequest, months: int) -> None:
        await self.app.servers.update(request.server_id, by=request.by, retention_months=months)
        await request.say(request.t("retention-saved", months=months))


def _given(**changes: bool | int | None) -> Changes:
    """Return the settings among these for which a value was given."""
    return cast(Changes, {name: value for name, value in changes.items() if value is not None})


def _chosen(interaction: Interaction, known: Iterable[str]) -> str:
    """Return the value chosen in a menu. Raises ``UnknownAction`` for one that is not ``known``."""
    value = next(iter(chosen(interaction)), "")
    if value not in set(known):
        raise UnknownAction(value[:40])
    return value
