### Hechos: lo que dice una campaña, quién lo dice, y cuándo se comprobó.

## Qué se sabe de una afirmación. «meaning» explica la palabra donde hay sitio.

fact-state-confirmed = Confirmado
    .meaning = Consta en un registro público, o lo han confirmado las personas o entidades afectadas.
fact-state-stated = Declarado
    .meaning = Alguien lo dice; el texto indica quién. Sin comprobar en ningún registro.
fact-state-disputed = Cuestionado
    .meaning = Se publicó, pero un registro o la otra parte dicen otra cosa. Lee el texto antes de citarlo.
fact-state-unconfirmed = Sin confirmar
    .meaning = Se publicó, pero no se ha encontrado ningún registro de ello. No lo cites como seguro.

## Lo que no se pudo hacer

refusal-no-such-fact = Ese hecho no existe aquí o se ha quitado. No ha cambiado nada. Elige uno de la lista.
