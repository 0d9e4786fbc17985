"""The architecture: every module has a layer, and imports only from its own and from those below."""

import ast
import re
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[1]

LAYERS = [
    ["bot", "bot.texts"],
    ["bot.errors", "bot.board.verify"],
    ["bot.common"],
    ["bot.storage"],
    ["bot.settings"],
    ["bot.keystore"],
    ["bot.audit", "bot.page", "bot.page.box"],
    ["bot.announcements"],
    ["bot.contracts"],
    ["bot.campaign.facts"],
    ["bot.charts"],
    ["bot.petitions"],
    ["bot.servers", "bot.page.registrar", "bot.exports.timestamps"],
    ["bot.campaign", "bot.exports"],
    ["bot.ui"],
    ["bot.board"],
    ["bot.app"],
    ["cogs"],
    ["bot.runtime"],
    ["bot.cli.admin", "bot.demo"],
    ["bot.cli"],
    ["bot.__main__"],
]
"""Layers from the bottom up.

A module belongs to the longest name here that it begins with. Two packages in one layer do not import each
other. ``docs/architecture.md`` shows them.
"""

INSIDE = {
    "bot.contracts": [
        *("model", "diff", "sources", "registers"),
        *("row_mapping", "following", "evidence_allowance", "short_names", "marked_words"),
        *("ingest", "watches", "story", "queries"),
    ],
    "bot.petitions": [
        *("demand_rows", "posts", "page_rows"),
        *("roster", "signing", "counts", "page", "demands", "privacy"),
    ],
}
"""The order of the folders and modules in a large package, from the bottom up."""

MAX_LINES = 600
LONGER_MODULES = {"bot.board.verify"}  # one file that people copy
MAX_FILES = 20

MAX_FUNCTION_LINES = 50
MAX_PARAMETERS, MAX_CONSTRUCTOR_PARAMETERS = 7, 10
LARGER_FUNCTIONS = {
    "bot.app.App.__init__",  # the composition root: one list of all services
}
"""Functions that may be longer than ``MAX_FUNCTION_LINES``, or have more parameters."""


def modules() -> Iterator[tuple[str, Path]]:
    for top in ("bot", "cogs"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return a file's module and all that is in it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def docstring(path: Path) -> str:
    module = nodes(path)[0]
    assert isinstance(module, ast.Module)
    return ast.get_docstring(module) or ""


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the modules that a file imports; for a symbol, the module that it is imported from."""
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                names.add(name if name in MODULES else node.module)
    return frozenset(names)


def under(names: Set[str], *packages: str) -> set[str]:
    return {n for n in names if any(n == p or n.startswith(f"{p}.") for p in packages)}


@cache
def package_of(module: str) -> str:
    named = [name for layer in LAYERS for name in layer if module == name or module.startswith(f"{name}.")]
    return max(named, key=len)


def level_of(package: str) -> int:
    return next(level for level, layer in enumerate(LAYERS) if package in layer)


def test_every_module_has_a_layer() -> None:
    assert len(MODULES) > 300
    assert {package_of(module) for module in MODULES} == {name for layer in LAYERS for name in layer}
    assert [module for module in MODULES if package_of(module) == "bot" and module != "bot"] == []


def test_no_import_goes_up() -> None:
    for module, path in MODULES.items():
        package = package_of(module)
        for name in under(imported(path), "bot", "cogs"):
            other = package_of(name)
            assert other == package or level_of(other) < level_of(package), f"{module} imports {name}"


@pytest.mark.parametrize("package", INSIDE)
def test_the_folders_of_a_package_build_on_those_before_them(package: str) -> None:
    order = INSIDE[package]
    for module, path in MODULES.items():
        mine = module.removeprefix(f"{package}.").split(".")[0]
        if not module.startswith(f"{package}.") or mine not in order:
            continue
        for name in under(imported(path), *(f"{package}.{folder}" for folder in order)):
            other = name.removeprefix(f"{package}.").split(".")[0]
            assert order.index(other) <= order.index(mine), f"{module} imports {name}"


@pytest.mark.parametrize("package", INSIDE)
def test_every_module_of_a_large_package_has_a_place_in_its_order(package: str) -> None:
    inside = under(set(MODULES), package) - {package}
    assert {module.removeprefix(f"{package}.").split(".")[0] for module in inside} == set(INSIDE[package])


FILE = re.compile(r"\.(csv|ftl|html|js|json|md|pdf|py|sig|toml|txt|zip)$")
NAME = re.compile(r"``([a-z_]+(?:\.[A-Za-z_]+)+)``")


def names_in(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", text))


def test_a_module_that_a_docstring_names_is_there() -> None:
    """A name begins with a module or a folder; what follows it stands in one of these."""
    texts = {module: path.read_text(encoding="utf-8") for module, path in MODULES.items()}
    known = {module: names_in(text) for module, text in texts.items()}
    folders = {part for module in MODULES for part in module.split(".")}
    for module, text in texts.items():
        for name in NAME.findall(text):
            first, *rest = name.split(".")
            if first not in folders - {"discord"} or FILE.search(name):
                continue
            found = any(
                first in (parts := other.split("."))
                and all(part in parts or part in known[other] for part in rest)
                for other in MODULES
            )
            assert found, f"{module} names {name}"


def test_the_diff_is_pure_and_sources_use_no_database() -> None:
    for module, path in MODULES.items():
        if under({module}, "bot.contracts.diff", "bot.contracts.sources"):
            assert not under(imported(path), "bot.storage", "sqlalchemy"), module
        if under({module}, "bot.contracts.diff"):
            assert not under(imported(path), "bot.common.clock", "aiohttp"), module


def test_no_service_imports_discord() -> None:
    ui = level_of("bot.ui")
    for module, path in MODULES.items():
        package = package_of(module)
        if level_of(package) < ui or package == "bot.app":
            assert not under(imported(path), "discord"), module


def test_the_interface_uses_services_and_no_tables() -> None:
    for module, path in MODULES.items():
        if package_of(module) in ("bot.ui", "cogs"):
            assert not under(imported(path), "bot.storage", "sqlalchemy"), module


@pytest.mark.full
def test_no_private_name_of_a_library_is_used() -> None:
    """A private name is one that this program defines itself. Some of Python's own are documented."""
    trees = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}
    own = {"_replace", "_asdict", "_fields", "_make", "_field_defaults", "_exit", "_current_frames"}
    for tree in trees.values():
        own |= set(_defined(tree))
    del trees["bot.demo.simulation"]  # it patches simcord, which only the rehearsal runs on
    own |= {"_keep_alive", "_last_ack", "_global_over"}  # discord.py's heartbeats and rate limit
    for module, tree in trees.items():
        used = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
                used += [str(each.value) for each in node.args[1:2] if isinstance(each, ast.Constant)]
            elif isinstance(node, ast.ImportFrom) and not (node.module or "").startswith(("bot", "cogs")):
                used += [*(node.module or "").split("."), *(alias.name for alias in node.names)]
        foreign = {name for name in used if re.match("_[^_]", name)} - own
        assert not foreign, f"{module} uses {foreign}"


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            if isinstance(node.value, ast.Name) and node.value.id == "self":
                yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_benchmarks_do_not_import_the_tests() -> None:
    for path in (ROOT / "benchmarks").rglob("*.py"):
        assert not under(imported(path), "tests"), path.name


def test_only_the_rehearsal_imports_the_simulator() -> None:
    for module, path in MODULES.items():
        if package_of(module) != "bot.demo":
            assert not under(imported(path), "simcord"), module


def test_modules_and_folders_are_small() -> None:
    assert len(list((ROOT / "bot").glob("*.py"))) <= 6
    for name, path in MODULES.items():
        if "versions" not in path.parts and name not in LONGER_MODULES:
            length = len(path.read_text(encoding="utf-8").splitlines())
            assert length <= MAX_LINES, f"{path.relative_to(ROOT)} has {length} lines: make it two"
            beside = len(list(path.parent.glob("*.py")))
            assert beside <= MAX_FILES, f"{path.parent.relative_to(ROOT)} has {beside} files"


def functions(node: ast.AST, name: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function in a tree with its full name."""
    for child in ast.iter_child_nodes(node):
        inner = name
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inner = f"{name}.{child.name}"
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield inner, child
        yield from functions(child, inner)


def is_larger(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> bool:
    """True for a function above a limit; docstring and blank lines do not count."""
    body = function.body[ast.get_docstring(function) is not None :]
    begin = body[0].lineno - 1 if body else function.end_lineno
    length = sum(bool(line.strip()) for line in lines[begin : function.end_lineno])
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    parameters = sum(each is not None and each.arg not in ("self", "cls") for each in named)
    most = MAX_CONSTRUCTOR_PARAMETERS if function.name == "__init__" else MAX_PARAMETERS
    return length > MAX_FUNCTION_LINES or parameters > most


def test_a_function_is_short_and_has_few_parameters() -> None:
    larger = set()
    for module, path in MODULES.items():
        if "versions" not in path.parts:
            lines = path.read_text(encoding="utf-8").splitlines()
            larger |= {name for name, each in functions(nodes(path)[0], module) if is_larger(each, lines)}
    assert larger == LARGER_FUNCTIONS


def test_every_folder_documents_its_content_and_imports() -> None:
    for module, path in MODULES.items():
        if path.name == "__init__.py" and module != "bot" and "migrations" not in path.parts:
            said = docstring(path)
            assert "\nMay import: " in said, module
            assert "\nNever: " in said, module


@cache
def named_imports(folder: str) -> set[str] | None:
    """Return the packages that a folder's "May import:" names; None if it names a part of the layers."""
    text = docstring(MODULES[folder])
    said = text.partition("\nMay import: ")[2].partition("\nNever: ")[0].split(". ")[0]
    if re.search(r"below|everything|the services", said):
        return None
    named = {f"bot.{name.removeprefix('bot.')}" for name in re.findall(r"``([\w.]+)``", said)}
    for other in re.findall(r"what ``([\w.]+)`` may", said):
        more = named_imports(other if other in MODULES else f"bot.{other}")
        if more is None:
            return None
        named |= more
    return named


def test_a_folder_imports_only_what_its_docstring_names() -> None:
    """``common``, ``errors`` and the modules beside a folder go without saying."""
    checked = set()
    for module, path in MODULES.items():
        folder = module if path.name == "__init__.py" else module.rpartition(".")[0]
        if "migrations" in path.parts or folder == "bot" or (named := named_imports(folder)) is None:
            continue
        checked.add(folder)
        beside = MODULES[folder].parents[1]
        near = {name for name, other in MODULES.items() if other.parent == beside != ROOT / "bot"}
        for name in under(imported(path), "bot", "cogs") - {"bot"} - near:
            assert under({name}, folder, "bot.common", "bot.errors", *named), f"{module} imports {name}"
    assert len(checked) > 20


RIDDLE = re.compile(
    r'^ *r?"""\s*(What|Who|Whoever|Whatever|Whether|Where|That|How|Which|When|Whose)\b.*'
    r"|^ *(async )?def test_(what|who|whoever|whatever|whether|where|that|how|which|whose|nor|so)_.*",
    re.MULTILINE,
)


def test_a_docstring_and_the_name_of_a_test_open_with_the_thing() -> None:
    for folder in ("bot", "cogs", "tests", "benchmarks", ".ci"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            found = "versions" not in path.parts and RIDDLE.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.relative_to(ROOT)}: {found[0].strip()}"


def test_limits_are_called_max_and_min() -> None:
    for path in MODULES.values():
        for node in nodes(path):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                named = re.fullmatch(
                    r"_?(MOST|LONGEST|LARGEST|FEWEST|LEAST|SHORTEST|PATIENCE)(_.*)?", node.id
                )
                assert named is None, f"{path.relative_to(ROOT)}: {node.id}"
