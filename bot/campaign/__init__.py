"""Campaign files: what one campaign watches, states and demands, as TOML that people write and share.

May import: ``servers``, ``petitions``, ``contracts``, ``facts`` and what is below.
Never: asks a source; a query is checked as its source would check it.
"""

from bot.campaign.apply import apply
from bot.campaign.export import CampaignExport
from bot.campaign.file import parse
from bot.campaign.model import Campaign, CampaignError

__all__ = ["Campaign", "CampaignError", "CampaignExport", "apply", "parse"]
