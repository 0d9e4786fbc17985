# Announcement of a round of issuing keys of the signing page.
round-post-title = Round { $number } of the signing page has begun
round-post-what = Since { $begun }, members of the union can get tokens on the signing page. With them they sign the next demands there. The first can open on { $day }: please get your tokens before.
round-post-hash =
    Fingerprint of the rounds so far: everybody must see the same here and, for round { $number }, as “hash” in `{ $file }` on the board.
    `{ $digest }`
