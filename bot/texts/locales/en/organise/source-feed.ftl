### The source "feed": the articles of one feed.

source-field-feed-address = Address of the feed (RSS, Atom, JSON Feed)
    .placeholder = https://www.example.org/feed.xml
source-field-feed-words = Only articles with one of these words
    .placeholder = Whole words, one per line. Leave empty for every article.

query-word-too-long = A word or phrase is too long (maximum { $value } characters). Nothing was saved. Put each one on a line of its own.
