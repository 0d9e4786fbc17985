"""Notation of a language: its numbers, money and days (babel), and its parsed messages (Fluent)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_compact_currency, format_currency, format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent_ast

# Locales for numbers and dates: fixed, so that Canadian or British forms do not depend on the reader's
# client.
_FORMATS = {"en": "en_US", "fr": "fr_FR"}


class Notation:
    """Formats values in one language, as described at ``Translator``."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._locale = Locale.parse(_FORMATS.get(language, language))

    def money(self, amount: Decimal, currency: str) -> str:
        return str(format_currency(amount, currency, locale=self._locale))

    def about(self, amount: Decimal, currency: str) -> str:
        return str(format_compact_currency(amount, currency, locale=self._locale, fraction_digits=1))

    def number(self, value: int | Decimal) -> str:
        return str(format_decimal(value, locale=self._locale))

    def day(self, day: date) -> str:
        written = str(format_date(day, format="long", locale=self._locale))
        return written.replace("1 ", "1er ", 1) if self._language == "fr" and day.day == 1 else written

    def month(self, day: date) -> str:
        return str(format_skeleton("yMMM", day, locale=self._locale))

    def moment(self, moment: datetime) -> str:
        shown = moment.astimezone(UTC)
        hour = format_time(shown, format="short", tzinfo=UTC, locale=self._locale)
        return f"{self.day(shown.date())}, {hour} UTC"


def junk(source: str) -> list[str]:
    """Return the entries that the Fluent parser could not read: it drops them silently."""
    body = FluentParser().parse(source).body
    return [entry.content or "" for entry in body if isinstance(entry, fluent_ast.Junk)]


@cache
def bundle_of(language: str, source: str) -> FluentBundle:
    """Parse one language's messages, once per process and text."""
    # Isolation marks (U+2068, U+2069) would break mentions and be copied with names.
    bundle = FluentBundle([_FORMATS.get(language, language).replace("_", "-")], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle
