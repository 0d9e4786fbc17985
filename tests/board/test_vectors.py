"""The vectors of the verifiers: ``verify.py``, the same without the library cryptography, and the page's
script give the answer that stands beside each."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.board import verify
from bot.board.pages import checker_sentences, own_checker
from bot.petitions.counts import publications
from bot.petitions.counts.publications import Reason
from bot.texts import Texts
from tests.board.checkers import answers_by_page
from tests.board.ledger_vectors import ONE_FILE, OWN_PAGES, all_vectors, with_sentences
from tests.board.ledgers import LEDGERS
from tests.board.page_vectors import whole
from tests.board.vectors import (
    VECTORS,
    Answer,
    answer_by_python,
    answer_of,
    as_strings,
    asked_of,
    files_of,
    folders_of,
    stored,
    write_files,
)

pytestmark = pytest.mark.unit

_NO_VECTOR = {
    *("archive-odd", "file-odd", "document-unchecked"),  # of files and exports, which the page does not read
    *("checking", "choose", "no-crypto", "no-ed25519", "progress", "unreachable"),  # of the page itself
}


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The folder of each vector, with all its files."""
    root = tmp_path_factory.mktemp("vectors")
    return {name: write_files(files_of(name), root / name) for name in stored()}


def by_python(folders: Mapping[str, Path]) -> Sequence[Answer]:
    return [answer_by_python(folder, asked_of(name)) for name, folder in folders.items()]


def without_cryptography(folders: Mapping[str, Path]) -> Sequence[Answer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify, "hashes", None)
        for name in ("ed25519_fits", "pss_fits", "p256_fits"):  # the vectors share most rows
            patch.setattr(verify, name, cache(getattr(verify, name)))
        return by_python(folders)


def by_the_page(folders: Mapping[str, Path]) -> Sequence[Answer]:
    return answers_by_page([(folder, asked_of(name)) for name, folder in folders.items()])


@pytest.mark.parametrize("verifier", [by_python, without_cryptography, by_the_page])
def test_each_verifier_gives_the_answer_that_stands_beside_a_vector(
    verifier: Any, folders: Mapping[str, Path]
) -> None:
    for name, answer in zip(folders, verifier(folders), strict=True):
        wanted = answer_of(name)
        assert as_strings(answer["wrong"]) == as_strings(wanted["wrong"]), name
        for kind in ("holds", "notes"):
            assert set(as_strings(answer[kind])) == set(as_strings(wanted[kind])), name


def test_the_vectors_on_disk_are_what_the_program_writes() -> None:
    found = {
        path.relative_to(VECTORS).as_posix(): path.read_bytes()
        for path in VECTORS.rglob("*")
        if path.is_file() and path.name != "answer.json"
    }
    assert found == folders_of(all_vectors()), "python -m tests.board.ledger_vectors"
    for name, vector in all_vectors().items():
        assert vector.as_answered(answer_of(name)), name
    for language, path in OWN_PAGES.items():
        assert path.read_text(encoding="utf-8") == own_checker(Texts.load().of(language)), path
    program = ONE_FILE.read_text(encoding="utf-8")
    assert program == with_sentences(program)


def test_each_sentence_is_the_answer_to_a_vector() -> None:
    answers = [answer_of(name) for name in stored()]
    said = {key for answer in answers for kind in ("wrong", "holds", "notes") for key, _ in answer[kind]}
    english, french = (verify.SENTENCES[language].keys() for language in ("en", "fr"))
    assert said <= english
    assert said <= french
    sentences = checker_sentences(Texts.load().of("en")).keys()
    others = {each for each in sentences if each.startswith(("verdict-", "not-shown"))} | _NO_VECTOR
    assert sentences - others == said - _NO_VECTOR


def test_the_vectors_have_every_kind_of_entry_that_can_be_published() -> None:
    entries = [each for made in LEDGERS.values() for each in made()]
    assert {each.reason for each in entries} == {*get_args(Reason), "restored"}
    written = set(re.findall(r'reason="([a-z]+)"', Path(publications.__file__).read_text(encoding="utf-8")))
    assert written <= {each.reason for each in entries}
    assert {each.format for each in entries} == {2}
    assert {each.verified_by for each in entries} == {"server", "role", "roster"}
    schema = json.loads(
        (Path(publications.__file__).parents[2] / "exports/tocsin-export.schema.json").read_bytes()
    )
    published = schema["$defs"]["publication"]["properties"]
    assert set(published["reason"]["enum"]) == {each.reason for each in entries}
    assert set(published["verified_by"]["enum"]) == {each.verified_by for each in entries}
    for name in ("previous_hash", "breakdown"):  # null and not null
        assert {getattr(each, name) is None for each in entries} == {True, False}, name
    assert {name for each in entries for name in each.as_json()} == set(published)
    cells = [cell for each in entries for cell in each.breakdown or ()]
    assert {name for cell in cells for name in cell} == set(schema["$defs"]["unit"]["properties"])
    assert {cell["count"] is None for cell in cells} == {True, False}


def test_the_vectors_have_every_kind_of_entry_and_row_of_the_page() -> None:
    made = whole()
    reasons = {"opening", "batch", "amended", "late", "closing", "ended"}
    assert {each.reason for each in made.entries} == reasons
    acts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number in sorted(made.rows):
        for row in made.rows[number]:
            acts[row["key"]].append((row["act"], row["version"]))
    assert [("sign", 1), ("withdraw", 0), ("sign", 2)] in acts.values()  # signed again
    assert [("sign", 1), ("sign", 2)] in acts.values()  # a newer version
    assert [("sign", 1), ("withdraw", 0)] in acts.values()
