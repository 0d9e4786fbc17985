### Feiten: wat een campagne zegt, op wiens woord, en wanneer dat is gecontroleerd.

## Wat er over een bewering bekend is. “meaning” legt het woord uit waar plaats is.

fact-state-confirmed = Bevestigd
    .meaning = Het staat in openbare gegevens, of de betrokkenen hebben het bevestigd.
fact-state-stated = Verklaard
    .meaning = Iemand zegt het; de tekst noemt wie. Niet met openbare gegevens vergeleken.
fact-state-disputed = Betwist
    .meaning = Het is gepubliceerd, maar de gegevens of de andere partij zeggen iets anders. Lees de tekst voordat je het aanhaalt.
fact-state-unconfirmed = Onbevestigd
    .meaning = Het is gepubliceerd, maar er zijn geen gegevens over gevonden. Haal het niet aan als zeker.

## Wat niet kon

refusal-no-such-fact = Dit feit bestaat hier niet of is verwijderd. Er is niets gewijzigd. Kies er een uit de lijst.
