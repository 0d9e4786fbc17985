### Facts: /facts list, search and show.

## Writing one: /organise do:fact

fact-form-title = A new fact
fact-form-title-edit = Change a fact
fact-form-language = In { $language }.
fact-form-name = Statement, in one sentence
fact-form-text = What is known
    .hint = Who says it, what the record shows, what is disputed. Plain text.
fact-form-state = How sure it is
fact-form-sources = Sources
    .hint = One per line: title, publisher, date, link. Then an empty line, and the next source.
fact-form-checked = Last checked on
    .hint = As 2026-11-24 or 24/11/2026.
fact-saved = **Saved.** Members read it in `/facts`. Written in: { $languages }.
fact-others-unchanged = The text in { $languages } was not changed. If the correction concerns it too, make it there as well: `/organise do:fact edit`.
fact-checked-today = **Noted:** checked today.
fact-retired = **Retired.** Members no longer see it; its text is kept.
fact-restored = **Members see it again.**
fact-draft-kept = What you typed is kept for a day.
button-fact-edit = Change it
button-fact-check = Still right: checked today
button-fact-retire = Retire it
button-fact-restore = Bring it back
button-fact-again = Back to what I typed

## Facts to check again

facts-stale-title = { $count ->
    [one] { $count } fact not checked for { $days } days
   *[other] { $count } facts not checked for { $days } days
}
facts-stale-none = All facts were checked in the last 90 days.
facts-stale-next = Members now read “not checked since”. Look the sources up, then say that each is still right, change it or retire it.
button-facts-stale = Check them

## Retired facts

facts-retired-title = Retired facts
facts-retired-none = No fact is retired.
facts-retired-next = Press a number to show that fact to members again.

## Words: /organise do:word

word-form-title = A word to explain
word-form-word = The word
word-form-meaning = What it means
    .hint = One or two short sentences.
word-saved = **Saved.** *What do these words mean?* explains it.
word-removed = **Removed.** It meant:
