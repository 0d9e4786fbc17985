### Rounds of the signing page, for organisers in Discord.

refusal-round-other = Another round has begun since this message. Nothing was changed. Look at it with `/organise do:round status`.
round-offer-title = Begin round { $number }?
round-offer-what = Members get tokens on the signing page, for the next { $keys } demands at once. Getting them does not say what they will sign.
round-offer-wait = From { $day } a demand can use the round, once { $least } members have their tokens.
round-offer-ends =
    { $keys ->
        [0] Round { $number } has no unused key. Its demands go on.
        [one] The unused key of round { $number } ends. Its demands go on.
       *[other] The { $keys } unused keys of round { $number } end. Its demands go on.
    }
round-offer-announced = It is announced in { $channel }, with the fingerprint of its keys.
round-offer-codes = Members without a card need a code. The person who runs the bot makes codes with `tocsin roster cards`: give them out outside Discord.
round-offer-few =
    { $places ->
        [one] **The roster has 1 member, and { $least } need their tokens: no demand could use this round.**
       *[other] **The roster has { $places } members, and { $least } need their tokens: no demand could use this round.**
    }
round-offer-rhythm = Usually every three months. It cannot be taken back.
round-none = No round has begun yet.
round-title = Round { $number }, begun on { $day }
round-begun = **The round has begun.** It is announced in { $channel }.
round-places = On the roster when it began: { $count } (only organisers see the exact number)
round-with-card =
    With a card, at the first look today: { $count ->
        [0] fewer than 10
       *[other] { $count } or more
    }
round-issued =
    With tokens, at the first look today: { $count ->
        [0] none
       *[other] { $count } at most
    }
round-keys = Unused keys: { $count } of { $keys }
round-no-key = **No key is left.** A demand on the signing page needs a new round, and can open a week after it began.
round-ready-on = A demand can use the round from { $day }, once { $least } members have their tokens.
round-ready-at = A demand can use the round once { $least } members have their tokens.
round-ready = **A demand can use the round now.**
round-small = **A small group gives little cover:** at most { $count } members have tokens. Better to wait until more than { $enough } have them.
round-old = This round is more than three months old: begin the next one.
round-old-title = Round { $number } is three months old
round-old-next = It is time for the next one: with it, members with a new card in place of a lost one can sign again. See first what it means.
button-round-offer = Next round…
button-round-begin = Begin the round
