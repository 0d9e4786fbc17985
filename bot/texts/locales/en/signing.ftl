### The page on which members sign without an account. Short sentences, for a phone.

## Before anything

signing-title = Sign without your name
signing-lead = You sign here without an account. Your name is not in the list of signatures.
signing-before-title = Before you begin
signing-before-device = Use your own phone or computer, and your own browser: not your employer’s.
signing-before-network = Use your own network: not your employer’s Wi-Fi or VPN.
signing-promised-title = What is promised
signing-promised-who = From what the union and Discord keep, nobody can later tell which signature is whose, without a card or tokens file. But the union keeps a record of who got tokens: if nearly all of them signed, that is nearly who signed. Until the list closes, a card shows whether it signed. A tokens file shows it as long as it exists.
signing-promised-count = Anyone can count the signatures. You can see yours counted, and withdraw it until the list closes: with your card or, if it is lost, replaced or removed, with a tokens file.
signing-not-title = What is not promised
signing-not-tokens = That nobody learns that you hold tokens, the right to sign: the union can see it.
signing-not-watched = Safety from anyone who watches while you sign, changes this page, or makes you show your card.
signing-not-roster = That the list of members is true.
signing-begin = Begin
signing-board = Address of your union’s board
signing-unable = This page has not started. It needs scripts and a browser from 2021 or later. Open it in another browser of your own. You can still read the demands on the board, and ask your union how else to sign.
signing-noscript = Scripts are off in this browser. Turn them on for this page.
signing-no-crypto = This browser cannot make keys here. Open the page at an address that begins with https, or save it and open it from your disk, or use another browser. You can still read the demands on the board.
signing-framed = This page is shown inside another one. Open it in a tab of its own.

## Code, card

signing-choose-title = What do you have?
signing-have-code = I have a code from the union
signing-have-card = I have a card
signing-have-file = I have a file: with my card, or with my tokens
signing-only-look = I only want to read the demands
signing-notice = What happens to your data
signing-kept-here = Tokens are kept on this device.
signing-use-kept = Use them
signing-delete-kept = Delete them from this device
signing-kept-deleted = Nothing is kept on this device any more.
signing-go-on = Go on
signing-code-title = Your code
signing-code = Code from the union
signing-code-hint = Four groups of four characters. If you were given two halves, type one after the other.
signing-card-title = Your card
signing-card-what = This browser made it at random. It is the only copy. Write down all seven groups, or save them as a file.
signing-card-care = Show it to no one, not even the union. Anyone who has it can see whether you signed, and withdraw for you. It is not sent anywhere.
signing-written = I have written it down
signing-save-card = Save the card as a file
signing-card-file = This is your card to sign with. Show it to no one. If you lose it, a new one gets tokens only in the next round.
signing-confirm-title = Did you write it down?
signing-confirm = Type group { $number } of your card
signing-confirm-hint = Four characters. With them you go on, and your code is used.
signing-confirm-wrong = That is not group { $number }. Nothing was sent. Compare it with what you wrote down, or look at the card again.
signing-make-card = Use my code for this card
signing-show-card = Show the card again
signing-card-taken = Your card is taken. Your code is used.
signing-enter-card-title = Your card
signing-enter-card = The 28 characters of your card
signing-enter-card-hint = Seven groups of four. Capitals, spaces and hyphens do not matter.
signing-mistyped = A character is wrong, missing or one too many ({ $length } were typed). Compare each group.
signing-mistyped-groups = Look at group { $groups }: a character is wrong, missing or one too many. Codes and cards have no 0, 1, I, L, O, S or U.
signing-mistyped-first = A character is wrong. Compare each group; begin with group { $groups }.

## Tokens

signing-get-title = Get your tokens
signing-get-what = A token lets you sign one demand, once. The union signs it without seeing it. The union keeps a record that you got tokens, not of what you do with them.
signing-get = Get my tokens
signing-tokens-title = You have tokens
signing-tokens-what = Tokens: { $number }, each for one demand, open now or later. You can sign now. It is safer to keep them and sign on another day: then nothing shows that both were done in one visit.
signing-keep-what = They are gone when you close this page, unless you keep them. Your card gets the same ones again.
signing-save-tokens = Save the tokens as a file
signing-keep-here = Keep them on this device
signing-keep-care = Anyone who finds them can see whether you signed, and withdraw for you. Keep them only on a device of your own. A private window forgets them. Delete the file when the list has closed.
signing-kept = Kept on this device.
signing-kept-already = Tokens are already kept on this device. Save a file instead, or delete those first.
signing-not-kept = This browser keeps nothing, as in a private window. Save a file instead.
signing-saved = Saved as { $name }, if your browser says so.
signing-to-demands = See the demands
signing-no-tokens = There are no tokens to get now. Come back when your union opens a demand.
signing-replaced = A new code was made for your place. From { $day } it can replace this card. If you did not ask for it, object now.
signing-object = I did not ask: object
signing-objected = The new code is stopped. Your union will speak with you about it in person.
signing-look-code = Was a new code made?
signing-no-new-code = There is no new code for your place.
signing-remove = Remove this card
signing-remove-what = The card is then deleted and gets no more tokens: you need a new code. The union keeps a record that your place got tokens. Your signatures stay, and the tokens you hold still work. To withdraw a signature, do so first.
signing-remove-now = Remove it
signing-removed = The card is removed.

## Demands

signing-demands-title = The demands
signing-no-demands = There is no demand now.
signing-open = Read and sign
signing-see = Read
signing-no-token = You have no token for this demand here.
signing-back = All demands
signing-back-choose = Card or code
signing-count = Signatures: { $count }
signing-count-of = Signatures: { $count } (goal: { $goal })
signing-count-day = as of { $day }
signing-state-open = Open.
signing-state-closed = Closed: no new signatures. You can still withdraw yours.
signing-state-ended = The list has closed. Nothing can be changed any more.
signing-closes = You can sign until { $day }.
signing-version = Version { $number } of the text.
signing-head = Head of the list: { $head }. Compare it with the one in Discord. If they differ for one number, tell your union.
signing-waits = It is not in the list yet. If that lasts, send it again: it counts only once.
signing-status-none = No signature of yours is in the list. If you gave one lately, it may still be waiting.
signing-status-unknown = This page does not know whether you signed.
signing-status-taken = Your signature is taken. It counts with a next publication. Three always wait, drawn at random; at the end all are published.
signing-status-unsure = Your choice was sent, and no answer came. Send it again: it counts only once.
signing-status-missing = Your last choice is not in the list, and the list has closed. Tell your union.
signing-status-counted = Your signature is in the list: publication { $number }, nothing in it was changed.
signing-status-indexed = Your signature is in the index of the list: publication { $number }. The list is long: this page reads its index, not the signatures themselves.
signing-status-older = Your signature is in the list, for version { $version } of the text. The text has changed. Read the new one, and sign it if you agree. If you do nothing, the one you gave still counts.
signing-status-withdrawn = You have withdrawn: publication { $number } says so, and you are not counted.
signing-status-void = You have withdrawn, and nothing of yours is in the list.
signing-consent-title = Your consent
signing-consent = I have read this, I support the demand, and I consent.
signing-consent-missing = You did not tick the box, so nothing was signed.
signing-sign = Sign
signing-signed = Your signature is taken. It counts with a next publication.
signing-withdraw-what = You can withdraw until the list closes. What is already published stays in copies that others made; it no longer counts.
signing-withdraw-unknown = If you signed and it is not shown here, you can withdraw all the same.
signing-withdraw = Withdraw my signature
signing-withdrawn = Your withdrawal is taken. It counts with a next publication.
signing-look-what = Signatures and withdrawals in the list: { $rows }. All of it is read, or of a long list its index, so that nobody learns which is yours.
signing-look = Look for mine

## What goes wrong

signing-busy = One moment…
signing-again = Try again
signing-code-for-card = Type a code for this card
signing-send-newest = Send it as my newest choice
signing-read-again = Read it again
signing-error-no-answer = No answer came. Check your connection and try again: to send the same thing twice is safe.
signing-error-not-stored = It could not be stored. Nothing is lost. Try again in a few minutes.
signing-error-too-many = Too many tries. Nothing was changed. Wait a minute and try again.
signing-error-code-unknown = This code does not work. Nothing was changed. It may have been used with another card, belong to another union or, if it replaces a card, work only after seven days. Check what you typed; otherwise ask your union.
signing-error-card-unknown = The union does not know this card. Nothing was changed. If you made it just now, type your code again. If it was replaced or removed, ask your union for a new code.
signing-error-round-unknown = A new round has begun. Nothing was changed. Try again.
signing-error-issued-already = Tokens of a round were already given for your place, with another card. For the demands of that round use that card. This one gets tokens of later rounds.
signing-error-keys-changed = A demand was opened or closed meanwhile. Nothing was changed. Try again.
signing-error-bad-request = The union’s server did not accept what this page sent. Nothing was changed. Load the page again; if it happens again, tell your union.
signing-error-demand-unknown = This demand is not there any more. Nothing was changed. Load the page again.
signing-error-other-version = The text was changed meanwhile. Nothing was signed. Read it as it is now.
signing-error-turn-used = You have already signed or withdrawn here, in another tab, on another device or at another time. This choice was not taken. Send it as your newest?
signing-error-turns-spent = You have changed your choice here as often as you can, and cannot sign again. You can still withdraw.
signing-error-closed = The demand has closed meanwhile. Nothing was changed.
signing-error-bad-state = What the board says cannot be read. Nothing was changed. Try again later; if it happens again, tell your union.
signing-error-newer-state = This page is older than the board. Load it again, or save it anew.
signing-error-bad-address = This is no address of a board. It begins with https://
signing-error-bad-token = The union’s answer is not a valid token. It was not kept. Try again later; if it happens again, tell your union.
signing-error-other-list = The list is not the one that the board names. Load the page again; if it happens again, tell your union and others.
signing-error-other-row = In the list, your signature is not as you gave it. Keep your card and tokens, and tell your union and others.
signing-error-bad-file = This file holds no card and no tokens, or was changed. Choose another.
signing-error-broken = The text or the consent is not the one that its hash names. Do not sign; tell your union.
signing-error-failed = Something went wrong on this page. What you have is not lost. Load the page again.
