"""Narrator of the story: prints actions, the bot's answers, and the results of checks."""

import re
from datetime import UTC, datetime

from babel.dates import format_timedelta
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.demo.messages import Form, MessageView
from bot.texts import Translator

_MOMENT = re.compile(r"<t:(\d+):(\w)>")


class CheckFailed(Exception):
    """Raised when a check of a step fails; the message is the sentence that is not true."""


class Narrator:
    """Narrator that prints to one console in one language."""

    def __init__(self, console: Console, t: Translator) -> None:
        self._console = console
        self._t = t

    def title(self, title: str, introduction: str) -> None:
        self._console.print(Panel(Text(introduction), title=Text(title, style="bold"), border_style="red"))

    def step(self, message: str, **arguments: object) -> None:
        """Print the headline of a step."""
        self.headline(self._t(message, **arguments))

    def headline(self, text: str) -> None:
        """Print a headline as it is."""
        self._console.print()
        self._console.print(Rule(Text(text, style="bold"), align="left"))

    def said(self, text: str) -> None:
        """Print a sentence of the story as it is."""
        self._console.print(Text(text, style="italic"))

    def tell(self, message: str, **arguments: object) -> None:
        """Print a sentence of the story."""
        self.said(self._t(message, **arguments))

    def line(self, text: str) -> None:
        """Print a line as it is."""
        self._console.print(Text(text), soft_wrap=True)

    def calls(self, name: str, command: str, typed: str = "", **options: object) -> None:
        """Print a slash command, with its name and its options' names in the user's language."""
        words = command.split()
        ids = [f"command-{'-'.join(words[:count])}" for count in range(1, len(words) + 1)]
        parts = [self._spoken(wanted, word) for wanted, word in zip(ids, words, strict=True)]
        parts += [f"{self._spoken(f'{ids[-1]}-option-{key}', key)}:{value}" for key, value in options.items()]
        self.tell("demo-calls", name=name, command=" ".join([f"/{' '.join(parts)}", typed]).strip())

    def _spoken(self, wanted: str, otherwise: str) -> str:
        return self._t(wanted) if self._t.has(wanted) else otherwise

    def post(self, post: MessageView, channel: str) -> None:
        """Print a public message."""
        self._panel(post.text, self._t("demo-post", channel=channel), "red", post)

    def answer(self, shown: MessageView, name: str) -> None:
        """Print an answer that one person sees."""
        self._panel(shown.text, self._t("demo-answer-private", name=name), "blue", shown)

    def form(self, form: Form, name: str) -> None:
        """Print an opened form."""
        self._panel(f"{form.title}\n\n{form.text}", self._t("demo-form-opened", name=name), "blue")

    def lines(self, lines: list[str], title: str) -> None:
        """Print the output of a program."""
        self._panel("\n".join(lines), title, "white")

    def check(self, holds: bool, message: str, **arguments: object) -> None:
        """Print a sentence that was checked. Raises ``CheckFailed`` with the same sentence if ``holds`` is
        false."""
        sentence = self._t(message, **arguments)
        if not holds:
            raise CheckFailed(sentence)
        self._console.print(Text(f"✓ {sentence}", style="green"))

    def good_end(self, message: str) -> None:
        self._console.print()
        self._console.print(Text(self._t(message), style="bold green"))

    def bad_end(self, message: str, reason: str) -> None:
        self._console.print()
        self._console.print(Text(f"✗ {self._t(message)} {reason}", style="bold red"))

    def _panel(self, text: str, title: str, colour: str, post: MessageView | None = None) -> None:
        now = None if post is None else post.message.created_at
        body = Text(_MOMENT.sub(lambda found: self._moment(found, now), text))
        if post is not None and post.buttons:
            body.append("\n\n")
            for button in post.buttons:
                body.append(f"[ {button.label} ]", style="bold")
                body.append(" ")
        self._console.print(Panel(body, title=Text(title), title_align="left", border_style=colour))

    def _moment(self, found: re.Match[str], now: datetime | None) -> str:
        """Format a timestamp as a client does, which knows its user's time zone; ``now`` is for relative
        ones."""
        moment = datetime.fromtimestamp(int(found[1]), UTC)
        if found[2] != "R" or now is None:
            return self._t.moment(moment)
        return str(format_timedelta(moment - now, add_direction=True, locale=self._t.language))
