### Ways of signing: in Discord, on the union’s page, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] No signature on paper has been confirmed yet.
    [one] **{ $count } signature on paper**, entered by one organiser and confirmed by another.
   *[other] **{ $count } signatures on paper**, entered by one organiser and confirmed by another.
}
demand-by-discord = Signed in Discord, which sees who presses; on paper it sees nobody.
demand-by-paper = Signed on paper: ask the organisers for a sheet. The bot keeps no name, and Discord sees none.

## To whoever would sign or withdraw in Discord

demand-sign-paper = This demand is signed on paper. Nothing was changed. Ask the organisers for a sheet, or to strike your name from one: the bot keeps no name.
refusal-signed-on-paper = This demand is signed on paper. Nothing was changed. Ask the organisers for a sheet, or to strike your name from one: the bot keeps no name.

## On the union’s page

# The consent: frozen with a demand when it opens, like “consent-text” of petitions.ftl.
consent-page =
    I support this demand and explicitly consent that my signature is published without my name. Linked to me, it could show my political opinion or union membership.
    What for: to show how many, never who. Anyone can count the signatures.
    What is published: a random key, the union’s blind signature on it, the version that I sign. No name, no account, no site, and not the day I sign; the day of publication is public.
    What is kept about me: that my place on the roster got tokens in this round; my card’s public key, and a code (hash) of each hidden value that was signed. From this nobody can later tell which signature is mine, without my card or tokens file. But if nearly all who got tokens signed, it is nearly who signed. Where the union’s database is PostgreSQL, its log shows for days who came when. My card shows whether I signed until the list of signatures closes; a tokens file, as long as it exists.
    How long: I can withdraw until the list closes, 30 days after signing ends. Then the union destroys the key that could find my signature with my card; later only for a legal dispute. Published copies cannot be recalled. Signing ends { $signing } months after opening at most; later only if two organisers decide.
    Responsible: { $controller }
    Questions: { $contact }
    Recipients: everybody; { $recipients }
    Legal basis: GDPR, 6(1)(a) and 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Signing is voluntary. I can complain to a data-protection authority (France: CNIL).
demand-by-page = Signed on the union’s page. After some days, nobody can tell from what the union and Discord keep which signature is whose, without a card or tokens file. The union keeps a record of who got tokens: if nearly all of them signed, that is nearly who signed.
demand-may-sign-page = Who may sign: anyone who got tokens on the page while on the union’s roster.
demand-count-rule-page = Signatures are published without names, several at once until signing ends.
demand-text-changed-page = **The text changed on { $day }.** A signature given before is for the text as it was: sign again on the page to support this one.
demand-verified-roster-left-page = Signers: members who were on the union’s roster when they got tokens, each counted once, even if they have left it since.
demand-sign-page = This demand is signed on the union’s page, without Discord. Nothing was changed here. With the card that your browser made with your union’s code you sign there, see your signature counted, and can withdraw it.
refusal-signed-on-page = This demand is signed on the union’s page, without Discord. Nothing was changed here. With the card that your browser made with your union’s code you sign there, see your signature counted, and can withdraw it.
button-sign-page = Open the page to sign
button-signing-page = Open the signing page
