"""Data of a board: valid by its schema, every column explained, and no formula for a spreadsheet."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from bot.storage import Database
from tests.board.rich_board import rich_board

pytestmark = [pytest.mark.storage, pytest.mark.full]


async def test_the_data_is_valid_by_its_schema_and_its_columns_are_explained(
    sqlite_database: Database, tmp_path: Path
) -> None:
    made = await rich_board(sqlite_database, tmp_path)
    data = made.board / "data"
    schema = json.loads((data / "schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    board, contracts = (json.loads((data / f"{name}.json").read_bytes()) for name in ("board", "contracts"))
    for value in (board, contracts):
        jsonschema.validate(value, schema, format_checker=jsonschema.FormatChecker())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**board, "signers": []}, schema)
    assert len(board["demands"]) == len(made.demands) - 1
    rows = list(csv.DictReader(io.StringIO((data / "contracts.csv").read_text("utf-8-sig"))))
    assert [row["contract_id"] for row in rows] == [each["contract_id"] for each in contracts["contracts"]]
    assert rows
    for table in json.loads((data / "columns.json").read_bytes())["tables"]:
        raw = (data / table["url"]).read_text("utf-8-sig")
        headers, *lines = csv.reader(io.StringIO(raw))
        columns = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == headers
        assert all(column["dc:description"] for column in columns)
        texts = [place for place, column in enumerate(columns) if column["datatype"] == "string"]
        assert not [line for line in lines for place in texts if line[place].startswith(("=", "+", "-", "@"))]
