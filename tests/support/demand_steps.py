"""Steps shared by stories about demands."""

from typing import Any

import simcord

from bot.demo.world import Reply, World
from bot.petitions.demands.service import DemandView
from bot.servers.settings import PRIVACY_FIELDS, Privacy
from bot.texts import Translator

PRIVACY = Privacy(
    controller="CGT Capgemini, 1 rue de la Paix, Paris",
    contact="privacy@cgt.example",
    legal_basis="explicit consent, Article 9(2)(a) GDPR",
    recipients="Discord, the union's committee",
    retention_months=12,
)
TEXTS = {
    "en": {"title": "Stop the contracts with ICE", "body": "We ask for this:\n\n- end them\n- say so"},
    "fr": {"title": "Arrêt des contrats avec l’ICE", "body": "Nous demandons :\n\n- leur fin\n- de le dire"},
}


def texts_of(world: World, language: str) -> Translator:
    return world.app.texts.of(language)


async def open_demand(world: World, texts: Any = TEXTS, *, privacy: Privacy = PRIVACY) -> DemandView:
    """Open a demand on a server with complete privacy settings."""
    await world.app.servers.update(world.server_id, privacy=privacy)
    draft = await world.app.demands.create(world.server_id, texts)
    return await world.app.demands.open(world.server_id, draft.id)


async def sign(world: World, member: simcord.MemberActor, demand: DemandView) -> Reply:
    """Open the form, tick the consent, submit."""
    opened = await world.slash(member, "demands sign", demand=str(demand.id))
    return await world.submit(member, opened)


async def published(world: World, demand: DemandView) -> int | None:
    """Publish due counts; return the public count."""
    await world.tick()
    publication = (await world.app.demands.get(world.server_id, demand.id)).publication
    return None if publication is None else publication.count


def take_role(world: World, member: simcord.MemberActor, role: simcord.RoleHandle) -> None:
    """Remove a role from a member; their next interaction shows it."""
    world.env.backend.get_guild(member.guild.id).members[member.id].role_ids.remove(role.id)


def sent_text(answer: Reply) -> str:
    """Return the answer's markdown as sent."""
    return "\n\n".join(message.markdown for message in answer.shown)


def exactly(answer: Reply) -> Any:
    """Return everything of an answer that its reader could tell apart from another's."""
    return [
        (message.markdown, message.private, [(b.label, b.custom_id) for b in message.buttons])
        for message in answer.shown
    ]


def privacy_values(privacy: Privacy) -> dict[str, str]:
    """Return the values for the form of the privacy settings."""
    texts = {field: getattr(privacy, field) or "" for field in PRIVACY_FIELDS}
    return texts | {"months": str(privacy.retention_months or "")}
