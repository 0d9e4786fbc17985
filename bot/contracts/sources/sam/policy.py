"""Policy of the source "sam": its queries. Without parser."""

from bot.contracts.sources.policy import Policy, text
from bot.contracts.sources.protocol import Field

SOURCE = "sam"


class SamPolicy(Policy):
    """Policy of notices on SAM.gov. A query has ``buyers`` (parts of the names of department, agency or
    office, or the code of one) and ``words`` (of the title, the solicitation number or the awardee)."""

    name = SOURCE
    fields = (Field("buyers", text(2)), Field("words", text(3)))
