"""Short names: parties are matched by an identifier or by their exact name, within one server."""

import pytest
from sqlalchemy import event, func, select

from bot.contracts.model import Party
from bot.contracts.short_names import MAX_SHORT_NAMES, ShortNames, party_key
from bot.errors import UserError
from bot.storage.models import ShortName
from tests.support.contracts import order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage


@pytest.mark.parametrize(
    ("party", "key"),
    [
        ("UEI DR6MQ56MGFA5", "uei:DR6MQ56MGFA5"),
        ("uei: dr6mq56mgfa5", "uei:DR6MQ56MGFA5"),
        ("SIREN 380 243 923", "siren:380243923"),
        ("SIRET 380 243 923 00089", "siret:38024392300089"),
        ("LEI 96950077L0TN7BAROX36", "lei:96950077L0TN7BAROX36"),
        ("Ministère de l’Intérieur", "name:ministeredelinterieur"),
        ("SIREN 12", None),
        ("UEI", None),
        ("···", None),
        ("LEIDOS, INC.", "name:leidosinc"),
        ("x" * 200, f"name:{'x' * 200}"),
        ("\ufdfa" * 200, None),  # too long for the column once folded: eighteen letters each
    ],
)
def test_a_party_is_an_identifier_or_a_name(party: str, key: str | None) -> None:
    assert party_key(party) == key


@pytest.mark.both_engines
async def test_a_party_is_called_by_its_short_name_in_one_server(world: Watching) -> None:
    await world.watch(1)
    await world.watch(2)
    await world.read_of(order())
    names = ShortNames(world.database, world.clock)
    given = {"UEI DR6MQ56MGFA5": "Capgemini", "u.s. immigration & customs enforcement": "no", "ICE": "no"}
    assert await names.set(1, given, by=None) == list(given)
    exact = {"u.s. immigration and customs enforcement": "ICE"}
    assert await names.set(1, exact, by=None) == list(exact)
    assert await names.set(1, exact, by=None) == [], "it is so already"
    (line,) = (await world.contracts.page(1)).items
    assert (line.short_buyer, line.short_supplier) == ("ICE", "Capgemini")
    assert line.supplier == "CAPGEMINI GOVERNMENT SOLUTIONS LLC"
    (line,) = (await world.contracts.page(2)).items
    assert (line.short_buyer, line.short_supplier) == ("", "")
    await names.set(1, {"UEI DR6MQ56MGFA5": ""}, by=None)
    assert "Capgemini" not in [one.short for one in await names.list(1)]


async def test_a_site_is_called_by_the_number_of_its_company(world: Watching) -> None:
    await world.watch(1)
    supplier = Party(name="CAPGEMINI FRANCE", ids={"siret": "38024392300089"})
    await world.read_of(order(supplier=supplier))
    names = ShortNames(world.database, world.clock)
    await names.set(1, {"SIREN 380243923": "Capgemini"}, by=None)
    assert (await world.contracts.page(1)).items[0].short_supplier == "Capgemini"
    await names.set(1, {"SIREN 380243923": "", "SIREN 380243924": "Another"}, by=None)
    assert (await world.contracts.page(1)).items[0].short_supplier == ""


async def test_short_names_are_read_again_only_after_something_was_written(world: Watching) -> None:
    await world.watch(1)
    await world.read_of(order())
    names = ShortNames(world.database, world.clock)
    await names.set(1, {"UEI DR6MQ56MGFA5": "Capgemini"}, by=None)
    await world.contracts.page(1)
    statements: list[str] = []
    event.listen(
        world.database.engine.sync_engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: statements.append(statement),
    )
    (line,) = (await world.contracts.page(1)).items
    assert line.short_supplier == "Capgemini"
    assert statements
    assert not any("FROM short_names" in statement for statement in statements)
    await names.set(1, {"UEI DR6MQ56MGFA5": "Cap"}, by=None)
    assert (await world.contracts.page(1)).items[0].short_supplier == "Cap"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"SIREN 12": "X"}, "refusal-short-name-party"),
        ({"A" * 201: "X"}, "refusal-short-name-party"),
        ({"Acme": "X" * 31}, "refusal-short-name-long"),
        ({f"Party {n}": "X" for n in range(MAX_SHORT_NAMES + 1)}, "refusal-short-names-too-many"),
    ],
)
async def test_a_name_that_cannot_be_changes_nothing(
    world: Watching, given: dict[str, str], refusal: str
) -> None:
    names = ShortNames(world.database, world.clock)
    with pytest.raises(UserError) as refused:
        await names.set(1, {"Good": "G", **given}, by=None)
    assert refused.value.id == refusal
    async with world.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(ShortName)) == 0
