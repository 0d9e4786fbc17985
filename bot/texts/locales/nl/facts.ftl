### Feiten: wat een campagne zegt, op wiens woord, en wanneer dat is gecontroleerd.

## Wat er over een bewering bekend is. “meaning” legt het woord uit waar plaats is.

fact-state-confirmed = Bevestigd
    .meaning = Het staat in openbare gegevens, of de betrokkenen hebben het bevestigd.
fact-state-stated = Beweerd
    .meaning = Iemand zegt het; de tekst noemt wie. We hebben het niet met gegevens vergeleken.
fact-state-disputed = Betwist
    .meaning = Het is gepubliceerd, maar de gegevens of de andere partij zeggen iets anders. Lees de tekst voordat je het aanhaalt.
fact-state-unconfirmed = Onbevestigd
    .meaning = Het is gepubliceerd, en we hebben geen gegevens gevonden die het staven. Haal het niet aan als zeker.

## Wat niet kon

refusal-no-such-fact = Dit feit bestaat hier niet of is verwijderd. Kies er een uit de lijst van feiten.
