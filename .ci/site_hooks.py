"""Hooks of ``mkdocs build``: a French frame for French pages, and documents that lie outside ``docs/``."""

from copy import copy
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = {"CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
"""Documents at the root, by the name of their page."""

FRENCH = "fr/"
LANGUAGES = (("en", "English", ""), ("fr", "Français", FRENCH))


def on_files(files: Any, config: Any) -> Any:
    """Add the documents at the root as pages, with their links as seen from ``docs/``."""
    for name, page in OUTSIDE.items():
        text = (ROOT / name).read_text(encoding="utf-8").replace("](docs/", "](")
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Lead links to the documents at the root to their pages."""
    for name, page in OUTSIDE.items():
        markdown = markdown.replace(f"](../{name}", f"]({page}").replace(f"](../../{name}", f"](../{page}")
    return markdown


def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Keep which pages exist, for the choice of a language on each."""
    config.extra["pages"] = {file.src_uri: file.url for file in files.documentation_pages()}
    return nav


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Set language, navigation and the same page in the other language before a page is drawn."""
    pages, name = config.extra["pages"], page.file.src_uri
    here = "fr" if name.startswith(FRENCH) else "en"
    bare = name.removeprefix(FRENCH)
    config.theme["language"] = here
    config.extra["alternate"] = [
        {
            "lang": key,
            "name": label,
            "link": pages.get(folder + bare) or pages.get(f"{folder}index.md") or pages["index.md"],
        }
        for key, label, folder in LANGUAGES
    ]
    config.extra["homepage"] = "fr/index.html" if here == "fr" else "index.html"
    shown = copy(nav)
    of_french = [item for item in nav.items if item.title == "Français"]
    shown.items = (
        of_french[0].children if here == "fr" and of_french else [i for i in nav.items if i not in of_french]
    )
    context["nav"] = shown
    return context
