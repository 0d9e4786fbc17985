### Faits : ce que dit une campagne, sur la parole de qui, et à quelle date cela a été vérifié.

## Ce que l’on sait d’une affirmation. « meaning » explique le mot là où il y a de la place.

fact-state-confirmed = Confirmé
    .meaning = Un document public le montre, ou les personnes concernées l’ont confirmé.
fact-state-stated = Déclaré
    .meaning = Quelqu’un l’affirme ; le texte dit qui. Non vérifié dans un document public.
fact-state-disputed = Contesté
    .meaning = Cela a été publié, mais les documents publics ou l’autre partie disent autre chose. Lisez le texte avant de le citer.
fact-state-unconfirmed = Non confirmé
    .meaning = Cela a été publié, mais aucun document public trouvé ne l’atteste. Ne le citez pas comme certain.

## Refus

refusal-no-such-fact = Ce fait n’existe pas ici, ou il a été retiré. Rien n’a changé. Choisissez-en un dans la liste.
