### Facts: what a campaign says, on whose word, and when that was checked.

## Refusals
refusal-fact-without-text = A fact needs a statement and a text. Nothing was saved.
refusal-fact-long = The text has { $length } characters; at most { $limit } are possible. Nothing was saved.
refusal-fact-state = Choose how sure the fact is. Nothing was saved.
refusal-fact-future = { $day } is still to come. Nothing was saved. Give the day on which it was checked.
refusal-fact-without-source = A fact needs a source: a title, and below it the publisher. Nothing was saved.
refusal-fact-sources = These are { $count } sources; at most { $most } are possible. Nothing was saved.
refusal-fact-source-lines = Source { $number } cannot be read. Write one line each: title, publisher, then, if you know them, date and link. Put an empty line between two sources. Nothing was saved.
refusal-fact-source-url = The link of source { $number } must begin with https://. Nothing was saved. Correct it, or leave it out.
refusal-fact-source-date = The date of source { $number }, { $date }, does not exist or is still to come. Nothing was saved. Write 2026-01-31, 2026-01 or 2026.
refusal-fact-source-long = The title or publisher of source { $number } is too long (maximum { $limit }). Nothing was saved.
refusal-fact-too-many = There are { $most } facts, which is the maximum. Nothing was saved. Retire one first: `/organise fact retire`.
refusal-fact-unchanged = This is what it says already. Nothing was changed.
refusal-fact-draft-gone = What was typed is kept for a day, and is gone. Start again with `/organise fact add` or `edit`.

## A server's own words

refusal-no-such-word = There is no such word here, or it has been removed. Nothing was changed. Choose one from the list.
refusal-word-empty = Give the word and what it means. Nothing was saved.
refusal-word-long = The word may have { $word } characters, and its meaning { $meaning }. Nothing was saved. Shorten it.
refusal-word-taken = “{ $word }” is explained already. Nothing was saved. To change it, choose it from the list of `/organise word add`.
refusal-word-too-many = There are { $most } words, which is the maximum. Nothing was saved. Remove one first: `/organise word remove`.
