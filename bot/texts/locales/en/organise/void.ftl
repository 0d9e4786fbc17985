### Voiding a demand whose issuing key was copied, by two organisers.

void-what = Only if the file of an issuing key was copied or stolen: whoever has it can make as many signatures as they like. Voiding is final. The list of signatures ends, what waits is forgotten, no more tokens are given out in this round, and the card and the board say that its counts prove nothing. Then begin a new round; a week later, open the same text again.
void-proposed = **Proposed; nothing has happened yet.** Another organiser must confirm it. Everybody will read: { $why }
void-again-soon = Now begin a new round with `/organise do:round begin`. A week later, open a demand with the same text, word for word: the card and the board of this one then lead there.
button-void-confirm = Void this demand
button-void-drop = Drop the proposal

## Audit

audit-act-demand-void-propose = Proposed voiding a demand
audit-act-demand-void = Confirmed voiding a demand
audit-act-demand-void-drop = Dropped the proposal to void a demand

## Refusals

refusal-void-why = A sentence of at most { $most } characters must say why, for everybody to read. Nothing was changed.
refusal-void-own = You proposed this yourself. Another organiser must confirm it. Nothing was changed.
refusal-void-proposer-gone = The data of the organiser who proposed this was erased, so the bot cannot tell whether you are someone else. Nothing was changed. Propose it again.
refusal-void-changed = This proposal was replaced, confirmed or dropped. Nothing was changed. Look again with `/organise do:demand void`.
refusal-void-not-on-page = Only a demand that is signed on the union’s page has an issuing key. Nothing was changed.
refusal-void-already = This demand is void already. Nothing was changed.
refusal-void-ended = The list of this demand’s signatures is closed, and nothing can follow it. Nothing was changed. Write a post yourself that says what happened.
refusal-demand-void = This demand is void: its counts prove nothing. Nothing was changed.
