"""Sentences of the terminal in English, as tests compare them."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from bot.campaign import apply as apply_campaign
from bot.cli.admin import backup, database, keys, roster, server_data
from bot.errors import Sentence


def english(call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Return an asynchronous function whose result has its sentences in English."""

    @wraps(call)
    async def in_english(*arguments: Any, **options: Any) -> Any:
        return written(await call(*arguments, **options))

    return in_english


def written(result: Any) -> Any:
    """Return a result with its sentences in English."""
    if isinstance(result, list | tuple):
        return type(result)(written(each) for each in result)
    return str(result) if isinstance(result, Sentence) else result


back_up, look_at, restore = map(english, (backup.back_up, backup.look_at, backup.restore))
copy_database, upgrade_database = map(english, (database.copy_database, database.upgrade_database))
backup_keys, restore_keys, list_keys = map(english, (keys.backup_keys, keys.restore_keys, keys.list_keys))
destroy_key, rotate_key = map(english, (keys.destroy_key, keys.rotate_key))
report = english(server_data.retention_report)
new_code = english(roster.new_code)
apply = english(apply_campaign)
erase_person = english(server_data.erase_person)
