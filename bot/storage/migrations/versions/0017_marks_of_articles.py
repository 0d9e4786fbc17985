"""Articles of feeds are known by their links and titles, for when their feed gives them other ids."""

import hashlib
import re

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ARTICLES = sa.text(
    "SELECT watched_contracts.watch_id, contracts.id, contracts.url, contracts.title, contracts.signed "
    "FROM watched_contracts JOIN contracts ON contracts.id = watched_contracts.contract_id "
    "JOIN watches ON watches.id = watched_contracts.watch_id "
    "WHERE contracts.source = 'feed' AND watches.source = 'feed' AND watched_contracts.matched"
)
_MARK = sa.text(
    "UPDATE watched_contracts SET mark = :mark WHERE watch_id = :watch_id AND contract_id = :contract_id"
)


def upgrade() -> None:
    marks = [
        {"watch_id": watch_id, "contract_id": contract_id, "mark": _mark(url, title, signed)}
        for watch_id, contract_id, url, title, signed in op.get_bind().execute(_ARTICLES)
    ]
    if marks:
        op.get_bind().execute(_MARK, marks)


def _mark(link: str, title: str, published: object) -> str:
    """As ``feed.parse.mark_of`` makes it. One without a link has the address of its feed, which several
    share: that is none by which an article is known."""
    link = re.sub(r"^https?://", "", link.strip(), flags=re.IGNORECASE)
    halves = (link, f"{title}\n{published}" if published else None)
    return "".join(
        "-" * 32 if half is None else hashlib.sha256(half.encode("utf-8", "replace")).hexdigest()[:32]
        for half in halves
    )
