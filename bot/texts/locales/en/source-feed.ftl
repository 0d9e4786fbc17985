### The source "feed": the articles of one feed.

source-name-feed = News feed
source-complete-feed = The feed must have its end. What it no longer lists is out of sight, not gone.
source-field-feed-address = Address of the feed (RSS, Atom, JSON Feed)
    .placeholder = https://www.example.org/feed.xml
source-field-feed-words = Only articles with one of these words
    .placeholder = Whole words, a line each. Leave empty for every article.

query-word-too-long = Words may have up to { $value } characters each. Put each word or phrase on a line of its own.
