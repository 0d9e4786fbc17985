"""The signing page at 390 × 844: text, tick and buttons of a demand on one screen, and each message in view
right under the button that was pressed, through signing, withdrawing and signing again."""

from typing import Any

import pytest

from bot.texts import Texts
from tests.board.signing.member import PHONE, Member, opened
from tests.support.signing_union import Union

pytestmark = [pytest.mark.wire, pytest.mark.full]

TEXTS = {
    "en": {
        "title": "An immediate halt to all cooperation with ICE",
        "body": "The CGT union at Capgemini demands that the group immediately halt all cooperation with US "
        "Immigration and Customs Enforcement (ICE). The union holds that this work goes against the values "
        "the group claims for itself and makes it complicit in serious violations of human rights.",
    },
    "fr": {
        "title": "L’arrêt immédiat de toute coopération avec l’ICE",
        "body": "Le syndicat CGT de Capgemini exige l’arrêt immédiat de toute coopération du groupe avec "
        "l’ICE, l’agence américaine de l’immigration. Il estime que ce travail est contraire aux valeurs "
        "dont le groupe se réclame et le rend complice de graves violations des droits humains.",
    },
}
UNDER = """() => {
  const [told, pressed] = [document.querySelector("#told"), document.querySelector("#acts")];
  const [above, box] = [pressed.getBoundingClientRect(), told.getBoundingClientRect()];
  return pressed.nextElementSibling === told && above.top >= 0 && box.top >= above.bottom
    && box.top - above.bottom < 32 && box.bottom <= innerHeight;
}"""


def consent(language: str) -> str:
    """The frozen consent of a union, as the bot makes it."""
    told = {"controller": "CGT Capgemini", "contact": "donnees@cgt.example", "recipients": "the officers"}
    return Texts.load().of(language)("consent-page", **told, legal_basis="none", signing=12)


@pytest.fixture(params=["en", "fr"])
def reader(request: pytest.FixtureRequest, browser: Any, union: Union) -> Any:
    demand = union.demands[0]
    demand.consent = {each: consent(each) for each in TEXTS}
    demand.amend(TEXTS, 1)
    with opened(browser, union, request.param, size=PHONE) as member:
        yield member


def test_the_text_the_tick_and_the_buttons_are_on_one_screen(reader: Member) -> None:
    reader.with_tokens()
    reader.open(0)
    assert reader.page.evaluate("scrollY") == 0
    bottoms = reader.page.evaluate(
        "['.text', '.box', '#acts', '#status']"
        ".map((one) => document.querySelector(one).getBoundingClientRect().bottom)"
    )
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] <= PHONE[1]
    assert reader.page.locator("h2 ~ p strong").first.inner_text() == reader.texts["lead"]


def test_the_whole_frozen_consent_stands_at_the_tick_and_below_it(reader: Member, union: Union) -> None:
    reader.with_tokens()
    reader.open(0)
    language = reader.page.locator("html").get_attribute("lang") or ""
    act, *rest = union.demands[0].consent[language].splitlines()
    assert reader.page.locator(".box").inner_text().strip() == act
    folded = reader.page.locator(".box + details")
    assert folded.get_attribute("open") is None
    reader.fold("consent-rest")
    assert folded.locator("p").all_inner_texts() == rest


def test_each_press_is_answered_in_view_right_under_its_row(reader: Member, union: Union) -> None:
    reader.with_tokens()
    reader.open(0)
    reader.press("sign")
    told = [reader.told()]
    assert reader.page.evaluate(UNDER)
    for act in ("sign", "withdraw", "sign", "withdraw"):
        reader.page.evaluate("scrollTo(0, document.querySelector('#acts').offsetTop - 20)")
        reader.choose(act)
        told.append(reader.told())
        assert reader.page.evaluate(UNDER), act
        assert not reader.page.locator("#status").is_visible(), "nothing is said twice"
    assert told == ["consent-missing", "signed", "withdrawn", "signed", "withdrawn"]
    (rows,) = union.demands[0].rows.values()
    assert [row["turn"] for row in rows] == [1, 2, 3, 4]


def test_signing_again_after_a_withdrawal_is_one_press_and_is_seen_to_work(
    reader: Member, browser: Any, union: Union
) -> None:
    card = reader.with_tokens()
    reader.open(0)
    reader.sign()
    reader.press("withdraw")
    language = reader.page.locator("html").get_attribute("lang") or ""
    with opened(browser, union, language, size=PHONE) as member:  # nothing is published: it knows of neither
        member.begin()
        member.enter_card(card.text)
        member.press("get")
        member.press("to-demands")
        member.open(0)
        member.page.locator("#consent").check()
        member.press("sign")
        assert member.told() == "signed-newest"
        assert member.page.evaluate(UNDER)
        assert not member.page.locator("#told button").count()
        assert member.page.evaluate("document.activeElement.id") == "told"
        assert member.status() == "signed"
    (rows,) = union.demands[0].rows.values()
    assert [(row["turn"], row["act"]) for row in rows] == [(1, "sign"), (2, "withdraw"), (3, "sign")]
    union.demands[0].publish()
    reader.again(0)
    assert reader.status() == "status-counted"


def test_a_refusal_and_its_way_out_are_in_view_and_the_focus_is_not_lost(
    reader: Member, union: Union
) -> None:
    reader.with_tokens()
    reader.open(0)
    union.refused["sign"] = 503, {"error": "not-stored"}
    reader.sign()
    assert reader.told() == "error-not-stored"
    assert reader.page.evaluate(UNDER)
    union.refused["sign"] = 503, {"error": "not-stored"}
    reader.page.get_by_role("button", name=reader.texts["again"], exact=True).focus()
    reader.enter()
    assert reader.told() == "error-not-stored"
    assert reader.page.evaluate("document.activeElement.id") == "told"
    region = reader.page.locator("#told")
    assert (region.get_attribute("role"), region.get_attribute("aria-live")) == ("status", "polite")
    reader.press("again")
    assert reader.told() == "signed"
    assert reader.page.evaluate(UNDER)


def test_the_first_screen_has_the_warning_and_the_button_and_folds_the_promises(reader: Member) -> None:
    begin = reader.page.locator("#begin").bounding_box()
    assert begin is not None
    assert begin["y"] + begin["height"] < PHONE[1] / 2
    assert not reader.page.locator("#before details li").first.is_visible()
