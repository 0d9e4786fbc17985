"""Campaign files: what one campaign watches, states and demands, in a file that people write and share."""

from bot.campaign.apply import apply
from bot.campaign.file import parse
from bot.campaign.model import Campaign, CampaignError

__all__ = ["Campaign", "CampaignError", "apply", "parse"]
