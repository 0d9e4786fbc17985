### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Nenhuma assinatura em papel foi confirmada ainda.
    [one] **{ $count } assinatura em papel**, registrada por uma pessoa da equipe da campanha e confirmada por outra.
   *[other] **{ $count } assinaturas em papel**, registradas por uma pessoa da equipe da campanha e confirmadas por outra.
}
demand-by-discord = Assina-se no Discord, que vê quem aperta; uma reivindicação em papel não passa pelo Discord.
demand-by-paper = Assina-se em papel: peça uma folha à equipe da campanha. O bot não guarda nenhum nome e o Discord não vê nenhum.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Esta reivindicação é assinada em papel. Nada foi alterado. Peça uma folha à equipe da campanha, ou que risquem seu nome: o bot não guarda nenhum.
refusal-signed-on-paper = Esta reivindicação é assinada em papel. Nada foi alterado. Peça uma folha à equipe da campanha, ou que risquem seu nome: o bot não guarda nenhum.
