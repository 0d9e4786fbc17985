### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Noch keine Unterschrift auf Papier ist bestätigt.
    [one] **{ $count } Unterschrift auf Papier**, von einer Person aus dem Kampagnenteam eingetragen, von einer anderen bestätigt.
   *[other] **{ $count } Unterschriften auf Papier**, von einer Person aus dem Kampagnenteam eingetragen, von einer anderen bestätigt.
}
demand-by-discord = Unterschrieben wird in Discord, das sieht, wer drückt; eine Forderung auf Papier läuft nicht über Discord.
demand-by-paper = Unterschrieben wird auf Papier: Frag das Kampagnenteam nach einem Bogen. Der Bot bewahrt keinen Namen auf, und Discord sieht keinen.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Diese Forderung wird auf Papier unterschrieben. Es wurde nichts geändert. Bitte das Kampagnenteam um einen Bogen oder darum, deinen Namen zu streichen: Der Bot bewahrt keinen auf.
refusal-signed-on-paper = Diese Forderung wird auf Papier unterschrieben. Es wurde nichts geändert. Bitte das Kampagnenteam um einen Bogen oder darum, deinen Namen zu streichen: Der Bot bewahrt keinen auf.
