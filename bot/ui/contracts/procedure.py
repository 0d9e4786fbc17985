"""Topic of a contract's story: its procedure, from the plan to the contract."""

from bot.contracts.model import Status
from bot.contracts.queries.views import ContractLine
from bot.contracts.story.procedures import NOTICE_TYPE
from bot.contracts.story.views import Procedure, ProcedureRecord, Stage, Story
from bot.texts import Translator
from bot.ui.contracts.names import NONE, PUBLISHED, party, source_name
from bot.ui.contracts.story_parts import Told, numbered, sourced
from bot.ui.markdown import plain

_NAME = 45
_TYPE = 80
_TOLD_STATUSES = frozenset({Status.CANCELLED, Status.TERMINATED})


def procedure_told(line: ContractLine, story: Story, t: Translator) -> Told | None:
    """Return what is told of the procedure: its stages in one line, and each record with its source."""
    procedure = story.procedure
    if procedure is None:
        return None
    entries = [f"- {_entry(one, t, own=one.contract_id == line.id)}" for one in procedure.records]
    if procedure.more:
        entries.append(f"- {t('story-procedure-more', count=procedure.more)}")
    return Told(line=_line(procedure, line, t), entries=tuple(entries), foot=(t("story-procedure-proof"),))


def _line(procedure: Procedure, line: ContractLine, t: Translator) -> str:
    """Return the stages with their first days, without the contract's own where the card shows its days; ""
    if all records are of one stage."""
    firsts = {one.stage: one for one in reversed(procedure.records) if one.stage is not Stage.OTHER}
    own = None if line.kind in PUBLISHED else Stage.CONTRACT
    stages = [_stage(firsts[stage], t) for stage in Stage if stage in firsts and stage is not own]
    return t("story-procedure-line", stages=" · ".join(stages)) if len(firsts) > 1 else ""


def _stage(record: ProcedureRecord, t: Translator) -> str:
    day = NONE if record.day is None else t.day(record.day)
    return sourced(t("story-procedure-stage", stage=record.stage.value, date=day), record.url)


def _entry(record: ProcedureRecord, t: Translator, *, own: bool) -> str:
    said = t(
        "story-procedure-entry",
        date=NONE if record.day is None else t.day(record.day),
        stage=_sort(record, t),
        number=numbered(record.number, record.url),
        supplier=party(record.supplier, _NAME) or NONE,
    )
    notes = []
    if record.status in _TOLD_STATUSES:
        notes.append(t("status-words", status=record.status.value, kind=record.kind.value))
    if record.missing_since is not None:
        notes.append(t("story-procedure-missing", date=record.missing_since.date()))
    if own:
        notes.append(t("story-procedure-this"))
    notes.append(t("line-source", source=source_name(t, record.source), date=record.read_at.date()))
    return " · ".join([said, *notes])


def _sort(record: ProcedureRecord, t: Translator) -> str:
    """Return the sort of a notice in words, else its stage."""
    code = record.notice_type
    if code is not None:
        words = f"{NOTICE_TYPE}-{code.code.lower().replace('_', '-')}"
        if t.has(words):
            return t(words)
        if record.stage is Stage.OTHER:
            return plain(code.description or code.code, _TYPE)
    return t("story-procedure-stage", stage=record.stage.value, date=NONE)
