### Hechos: lo que dice una campaña, quién lo dice, y cuándo se comprobó.

## Qué se sabe de una afirmación. «meaning» explica la palabra donde hay sitio.

fact-state-confirmed = Confirmado
    .meaning = Consta en registros públicos, o lo han confirmado las personas o entidades afectadas.
fact-state-stated = Declarado
    .meaning = Alguien lo dice; el texto indica quién. No lo hemos comprobado en ningún registro.
fact-state-disputed = Discutido
    .meaning = Se publicó, pero los registros o la otra parte dicen otra cosa. Lee el texto antes de citarlo.
fact-state-unconfirmed = Sin confirmar
    .meaning = Se publicó, y no hemos encontrado ningún registro que lo respalde. No lo cites como seguro.

## Lo que no se pudo hacer

refusal-no-such-fact = Ese hecho no existe aquí o se ha quitado. Elige uno de la lista de hechos.
