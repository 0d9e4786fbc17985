"""Attack: members of eight languages sign a demand that exists in two, and a consent is on record that is not
the one on their screens."""

import re

import pytest
from sqlalchemy import select

from bot.demo.messages import as_read
from bot.demo.world import World
from bot.storage.models import Consent, DemandVersion
from bot.texts import Texts
from bot.ui.markdown import prose
from tests.support.demand_steps import TEXTS, open_demand, texts_of

pytestmark = pytest.mark.behaviour

WRITTEN = {
    "fr": TEXTS["fr"],
    "de": {"title": "Schluss mit den Verträgen", "body": "Wir fordern: _sofort_ (und ganz)."},
}


def words(text: str) -> str:
    return " ".join(as_read(text).split())


@pytest.mark.rest_in_full
@pytest.mark.parametrize("spoken", Texts.load().languages)
async def test_the_form_shows_exactly_the_consent_that_is_stored(world: World, spoken: str) -> None:
    demand = await open_demand(world, WRITTEN)
    async with world.app.database.read() as session:
        version = (
            await session.scalars(select(DemandVersion).where(DemandVersion.demand_id == demand.id))
        ).one()
        stored = (await session.get_one(Consent, version.consent_hash)).texts
    assert set(stored) == set(WRITTEN), "nothing was translated by the program"
    shown_in = spoken if spoken in WRITTEN else "de"
    member = world.speaking(world.alice, spoken)
    opened = await world.slash(member, "demands sign", demand=str(demand.id))
    assert opened.form is not None
    seen = words(opened.form.text)
    assert words(prose(stored[shown_in])) in seen
    for language in WRITTEN:
        is_shown = language == shown_in
        assert (words(prose(WRITTEN[language]["title"])) in seen) is is_shown, "one language for both"
    t = texts_of(world, spoken)
    note = t("sign-form-language", part="both", language=t.language_name(shown_in))
    assert (words(note) in seen) is (spoken != shown_in)
    assert re.match(rf"sign:{demand.id}:{version.version}:", opened.form.custom_id)
    await world.submit(member, opened)
    assert version.consent_hash == demand.consent_hash
