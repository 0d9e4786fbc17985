### The source "feed": the articles of one feed.

source-name-feed = News feed
source-complete-feed = The feed must be read to its end. What it no longer lists is not counted as removed.
