### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Aucune signature sur papier n’est encore confirmée.
    [one] **{ $count } signature sur papier**, saisie par une personne de l’équipe de campagne et confirmée par une autre.
   *[other] **{ $count } signatures sur papier**, saisies par une personne de l’équipe de campagne et confirmées par une autre.
}
demand-by-discord = Se signe dans Discord, qui voit qui appuie ; une revendication sur papier n’y passe pas.
demand-by-paper = Se signe sur papier : demandez une feuille à l’équipe de campagne. Le bot ne garde aucun nom, et Discord n’en voit aucun.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Cette revendication se signe sur papier. Rien n’a changé. Demandez une feuille à l’équipe de campagne, ou d’y rayer votre nom : le bot n’en garde aucun.
refusal-signed-on-paper = Cette revendication se signe sur papier. Rien n’a changé. Demandez une feuille à l’équipe de campagne, ou d’y rayer votre nom : le bot n’en garde aucun.
