### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Todavía no se ha confirmado ninguna firma en papel.
    [one] **{ $count } firma en papel**, introducida por una persona del equipo de campaña y confirmada por otra.
   *[other] **{ $count } firmas en papel**, introducidas por una persona del equipo de campaña y confirmadas por otra.
}
demand-by-discord = Se firma en Discord, que ve quién pulsa; una reivindicación en papel no pasa por Discord.
demand-by-paper = Se firma en papel: pide una hoja al equipo de campaña. El bot no guarda ningún nombre y Discord no ve ninguno.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Esta reivindicación se firma en papel. No ha cambiado nada. Pide una hoja al equipo de campaña, o que tachen tu nombre: el bot no guarda ninguno.
refusal-signed-on-paper = Esta reivindicación se firma en papel. No ha cambiado nada. Pide una hoja al equipo de campaña, o que tachen tu nombre: el bot no guarda ninguno.
