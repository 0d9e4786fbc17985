"""Prints the story: who did what, what the bot answered, and what was found to hold."""

import re
from datetime import UTC, datetime

from babel.dates import format_timedelta
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.demo.shown import Form, Shown
from bot.texts import Translator

_MOMENT = re.compile(r"<t:(\d+):(\w)>")


class NotSo(Exception):
    """A step did not do what it says; the message is the sentence that is not so."""


class Teller:
    """Writes to one console in one language."""

    def __init__(self, console: Console, t: Translator) -> None:
        self._console = console
        self._t = t

    def title(self, title: str, introduction: str) -> None:
        self._console.print(Panel(Text(introduction), title=Text(title, style="bold"), border_style="red"))

    def step(self, message: str, **arguments: object) -> None:
        """The headline of a step."""
        self._console.print()
        self._console.print(Rule(Text(self._t(message, **arguments), style="bold"), align="left"))

    def tell(self, message: str, **arguments: object) -> None:
        """A sentence of the story."""
        self._console.print(Text(self._t(message, **arguments), style="italic"))

    def line(self, text: str) -> None:
        """A line as it is."""
        self._console.print(Text(text), soft_wrap=True)

    def calls(self, name: str, command: str, typed: str = "", **options: object) -> None:
        """Someone calls a slash command, by its name and its options' names in their language."""
        words = command.split()
        ids = [f"command-{'-'.join(words[:count])}" for count in range(1, len(words) + 1)]
        parts = [self._spoken(wanted, word) for wanted, word in zip(ids, words, strict=True)]
        parts += [f"{self._spoken(f'{ids[-1]}-option-{key}', key)}:{value}" for key, value in options.items()]
        self.tell("demo-calls", name=name, command=" ".join([f"/{' '.join(parts)}", typed]).strip())

    def _spoken(self, wanted: str, otherwise: str) -> str:
        return self._t(wanted) if self._t.has(wanted) else otherwise

    def post(self, post: Shown, channel: str) -> None:
        """A message for all to see."""
        self._panel(post.text, self._t("demo-post", channel=channel), "red", post)

    def answer(self, shown: Shown, name: str) -> None:
        """An answer that one person sees."""
        self._panel(shown.text, self._t("demo-answer-private", name=name), "blue", shown)

    def form(self, form: Form, name: str) -> None:
        """A form that was opened."""
        self._panel(f"{form.title}\n\n{form.text}", self._t("demo-form-opened", name=name), "blue")

    def lines(self, lines: list[str], title: str) -> None:
        """What a program printed."""
        self._panel("\n".join(lines), title, "white")

    def check(self, holds: bool, message: str, **arguments: object) -> None:
        """Say what was found to hold. Raises ``NotSo`` with the same sentence if it does not."""
        sentence = self._t(message, **arguments)
        if not holds:
            raise NotSo(sentence)
        self._console.print(Text(f"✓ {sentence}", style="green"))

    def good_end(self, message: str) -> None:
        self._console.print()
        self._console.print(Text(self._t(message), style="bold green"))

    def bad_end(self, message: str, reason: str) -> None:
        self._console.print()
        self._console.print(Text(f"✗ {self._t(message)} {reason}", style="bold red"))

    def _panel(self, text: str, title: str, colour: str, post: Shown | None = None) -> None:
        now = None if post is None else post.message.created_at
        body = Text(_MOMENT.sub(lambda found: self._moment(found, now), text))
        if post is not None and post.buttons:
            body.append("\n\n")
            for button in post.buttons:
                body.append(f"[ {button.label} ]", style="bold")
                body.append(" ")
        self._console.print(Panel(body, title=Text(title), title_align="left", border_style=colour))

    def _moment(self, found: re.Match[str], now: datetime | None) -> str:
        """A moment as a client shows it, which knows its reader's time zone; ``now`` is for "in two days"."""
        moment = datetime.fromtimestamp(int(found[1]), UTC)
        if found[2] != "R" or now is None:
            return self._t.moment(moment)
        return str(format_timedelta(moment - now, add_direction=True, locale=self._t.language))
