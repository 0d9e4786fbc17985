"""Campaign files: the watches, facts and demands of one campaign, in a TOML file that people write and
share."""

from bot.campaign.apply import apply
from bot.campaign.file import parse
from bot.campaign.model import Campaign, CampaignError

__all__ = ["Campaign", "CampaignError", "apply", "parse"]
