### Facts: what a campaign says, on whose word, and when that was checked.

## Refusals
refusal-fact-without-text = A fact needs a statement and a text. Nothing was saved.
refusal-fact-long = The text is too long ({ $length } characters; maximum { $limit }). Nothing was saved. Shorten it.
refusal-fact-state = You did not choose how sure the fact is. Nothing was saved. Choose it and send the form again.
refusal-fact-future = { $day } is in the future. Nothing was saved. Give the day on which it was checked.
refusal-fact-without-source = A fact needs a source: a title, and below it the publisher. Nothing was saved.
refusal-fact-sources = There are { $count } sources (maximum { $most }). Nothing was saved. Leave some out.
refusal-fact-source-lines = Source { $number } cannot be read. Nothing was saved. Write one line each: title, publisher, then, if you know them, date and link. Put an empty line between two sources.
refusal-fact-source-url = The link of source { $number } must begin with https://. Nothing was saved. Correct it, or leave it out.
refusal-fact-source-date = The date of source { $number }, { $date }, does not exist or is still to come. Nothing was saved. Write 2026-01-31, 2026-01 or 2026.
refusal-fact-source-long = The title or publisher of source { $number } is too long (maximum { $limit } characters). Nothing was saved. Shorten it.
refusal-fact-too-many = There are { $most } facts, which is the maximum. Nothing was saved. Retire one first: `/organise do:fact retire`.
refusal-fact-unchanged = The fact already says this. Nothing was changed.
refusal-fact-draft-gone = Drafts are kept for a day, and this one is gone. Nothing was changed. Start again with `/organise do:fact add` or `edit`.

## A server's own words

refusal-no-such-word = There is no such word here, or it has been removed. Nothing was changed. Choose one from the list.
refusal-word-empty = Give the word and what it means. Nothing was saved.
refusal-word-long = This is too long: a word may have { $word } characters, its meaning { $meaning }. Nothing was saved. Shorten it.
refusal-word-taken = “{ $word }” is explained already. Nothing was saved. To change it, choose it from the list of `/organise do:word add`.
refusal-word-too-many = There are { $most } words, which is the maximum. Nothing was saved. Remove one first: `/organise do:word remove`.
