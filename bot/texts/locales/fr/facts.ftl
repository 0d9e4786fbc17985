### Faits : ce que dit une campagne, sur la parole de qui, et à quelle date cela a été vérifié.

## Ce que l’on sait d’une affirmation. « meaning » explique le mot là où il y a de la place.

fact-state-confirmed = Confirmé
    .meaning = Les documents publics le montrent, ou les intéressés l’ont confirmé.
fact-state-stated = Déclaré
    .meaning = Quelqu’un l’affirme ; le texte dit qui. Nous ne l’avons pas vérifié dans un document public.
fact-state-disputed = Contesté
    .meaning = Cela a été publié, mais les documents publics ou l’autre partie disent autre chose. Lisez le texte avant de le citer.
fact-state-unconfirmed = Non confirmé
    .meaning = Cela a été publié, et nous n’avons trouvé aucun document public qui l’atteste. Ne le citez pas comme une certitude.

## Refus

refusal-no-such-fact = Ce fait n’existe pas ici, ou il a été retiré. Choisissez-en un dans la liste des faits.
