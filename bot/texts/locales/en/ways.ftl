### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] No signature on paper has been confirmed yet.
    [one] **{ $count } signature on paper**, entered by one organiser and confirmed by another.
   *[other] **{ $count } signatures on paper**, entered by one organiser and confirmed by another.
}
demand-by-discord = Signed in Discord, which sees who presses; a demand on paper does not pass through Discord.
demand-by-paper = Signed on paper: ask the organisers for a sheet. The bot keeps no name, and Discord sees none.

## To whoever would sign or withdraw in Discord

demand-sign-paper = This demand is signed on paper. Nothing was changed. Ask the organisers for a sheet, or to strike your name from one: the bot keeps no name.
refusal-signed-on-paper = This demand is signed on paper. Nothing was changed. Ask the organisers for a sheet, or to strike your name from one: the bot keeps no name.
