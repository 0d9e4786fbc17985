"""Notation of a language: its numbers, money and days (babel), and its parsed messages (Fluent)."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_symbol,
)
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent_ast

# Locales for numbers and dates: fixed, so that Canadian or British forms do not depend on the reader's
# client.
_FORMATS = {"en": "en_US", "fr": "fr_FR"}
_FIRST_OF_MONTH = {"fr": "1er ", "it": "1º ", "pt": "1º "}
_DAYS = {"en": "en_GB"}
"""Locales for days, where they are not those of numbers: English money is "$2.7 million", not "US$2.7m"."""
_MILLION = 1_000_000
_REMEMBERED = 4096  # of some hundred bytes each
_NUMBER = re.compile(r"[#0][#0,.]*")
_SAMPLE, _LARGE = Decimal(1234567), Decimal(10**15)
_SAMPLE_FORM = re.compile(r"(\D*)1(\D)234(?:\2)567(?:(\D)(0+))?(\D*)")
_UNGROUPED = re.compile(r"\d{4}")


class Notation:
    """Formats values in one language, as described at ``Translator``."""

    def __init__(self, language: str) -> None:
        self._language = language
        formats = _FORMATS.get(language, language)
        self._locale = Locale.parse(formats)
        self._days = Locale.parse(_DAYS.get(language, formats))
        # A list and the pages that it leads to have the same ones.
        self.day = lru_cache(_REMEMBERED)(self._day)
        self.moment = lru_cache(_REMEMBERED)(self._moment)
        self._remembered = lru_cache(_REMEMBERED)(self._money)
        self._form = lru_cache(_REMEMBERED)(self._formed)
        self._numbers = lru_cache(_REMEMBERED)(self._number)

    def written(self, value: date) -> str:
        """Return a day or a moment as a message has it."""
        return self.moment(value) if isinstance(value, datetime) else self.day(value)

    def country(self, code: str) -> str:
        return str(self._locale.territories.get(code, code))

    def money(self, amount: Decimal, currency: str) -> str:
        return self._remembered(amount, currency) if amount else self._money(amount, currency)  # -0 is 0

    def _money(self, amount: Decimal, currency: str) -> str:
        form = self._form(currency, amount.is_signed()) if abs(amount) < _LARGE else None
        if form is None:
            return str(format_currency(amount, currency, locale=self._locale))
        before, separators, digits, after = form
        return f"{before}{f'{abs(amount):,.{digits}f}'.translate(separators)}{after}"

    def _formed(self, currency: str, negative: bool) -> tuple[str, dict[int, str], int, str] | None:
        """Return what babel writes around an amount, its separators and the number of decimals; ``None``
        if it groups otherwise than by thousands. A board has a hundred thousand amounts, for which babel
        takes ten times as long."""
        sample = format_currency(-_SAMPLE if negative else _SAMPLE, currency, locale=self._locale)
        found = _SAMPLE_FORM.fullmatch(sample)
        if found is None:
            return None
        before, group, point, decimals, after = found.groups(default="")
        return before, {ord(","): group, ord("."): point}, len(decimals), after

    def about(self, amount: Decimal, currency: str) -> str:
        written = str(format_compact_currency(amount, currency, locale=self._locale, fraction_digits=1))
        if _UNGROUPED.search(written):  # no short form, as in German and Italian below a million
            whole = re.sub(r"\.0+", "", self._locale.currency_formats["standard"].pattern)
            return str(format_currency(amount, currency, whole, locale=self._locale, currency_digits=False))
        symbol = get_currency_symbol(currency, locale=self._locale)
        # "2,7 MUS$" of the Spanish notation: letters that follow letters need a space.
        return (
            re.sub(rf"(?<=[^\W\d_])(?={re.escape(symbol)})", "\u00a0", written)
            if symbol[:1].isalpha()
            else written
        )

    def rounded(self, amount: Decimal, currency: str) -> str:
        if abs(amount) < _MILLION:
            return self.money(amount, currency)
        scale = 10 ** (3 * (amount.adjusted() // 3) - 1)  # a tenth of a million, or of a thousand million
        amount = (amount / scale).quantize(Decimal(1)) * scale
        pattern = self._locale.currency_formats["standard"].pattern.partition(";")[0]
        if not pattern.startswith("¤"):  # "2,7 M $US": "millions" would need "de dollars" behind it
            return self.about(amount, currency)
        number = format_compact_decimal(
            abs(amount), format_type="long", locale=self._locale, fraction_digits=1
        )
        sign = "-" if amount < 0 else ""
        return sign + _NUMBER.sub(number, pattern).replace(
            "¤", get_currency_symbol(currency, locale=self._locale)
        )

    def number(self, value: int | Decimal) -> str:
        return self._numbers(value) if value else self._number(value)

    def _number(self, value: int | Decimal) -> str:
        return str(format_decimal(value, locale=self._locale))

    def _day(self, day: date) -> str:
        written = str(format_date(day, format="long", locale=self._days))
        first = _FIRST_OF_MONTH.get(self._language)
        return written.replace("1 ", first, 1) if first and day.day == 1 else written

    def language_name(self, language: str) -> str:
        return str(self._locale.languages.get(language, language))

    def month(self, day: date, *, short: bool) -> str:
        return str(format_skeleton("yMMM" if short else "yMMMM", day, locale=self._days))

    def weekday(self, weekday: int) -> str:
        return str(get_day_names("wide", locale=self._locale)[weekday])

    def _moment(self, moment: datetime) -> str:
        shown = moment.astimezone(UTC)
        hour = format_time(shown, format="short", tzinfo=UTC, locale=self._days)
        return f"{self.day(shown.date())}, {hour} UTC"


@cache
def entries_of(source: str) -> tuple[fluent_ast.EntryType, ...]:
    """Parse a catalogue's text, once per process and text."""
    return tuple(FluentParser().parse(source).body)


def junk(source: str) -> list[str]:
    """Return the entries that the Fluent parser could not read: it drops them silently."""
    return [entry.content or "" for entry in entries_of(source) if isinstance(entry, fluent_ast.Junk)]


@cache
def bundle_of(language: str, source: str) -> FluentBundle:
    """Parse one language's messages, once per process and text."""
    # Isolation marks (U+2068, U+2069) would break mentions and be copied with names.
    bundle = FluentBundle([_FORMATS.get(language, language).replace("_", "-")], use_isolating=False)
    bundle.add_resource(FluentParser(with_spans=False).parse(source))  # spans are half of its objects
    return bundle
