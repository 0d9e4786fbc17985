### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Er is nog geen handtekening op papier bevestigd.
    [one] **{ $count } handtekening op papier**, ingevoerd door iemand van het campagneteam en bevestigd door een ander.
   *[other] **{ $count } handtekeningen op papier**, ingevoerd door iemand van het campagneteam en bevestigd door een ander.
}
demand-by-discord = Wordt in Discord getekend, dat ziet wie drukt; een eis op papier gaat niet via Discord.
demand-by-paper = Wordt op papier getekend: vraag het campagneteam om een formulier. De bot bewaart geen naam en Discord ziet er geen.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Deze eis wordt op papier getekend. Er is niets gewijzigd. Vraag het campagneteam om een formulier, of om je naam door te halen: de bot bewaart er geen.
refusal-signed-on-paper = Deze eis wordt op papier getekend. Er is niets gewijzigd. Vraag het campagneteam om een formulier, of om je naam door te halen: de bot bewaart er geen.
