### Faits : ce que dit une campagne, sur la parole de qui, et à quelle date cela a été vérifié.

## Refus
refusal-fact-without-text = Il faut une affirmation et un texte. Rien n’a été enregistré.
refusal-fact-long = Le texte est trop long ({ $length } caractères ; maximum { $limit }). Rien n’a été enregistré. Raccourcissez-le.
refusal-fact-state = Vous n’avez pas choisi si le fait est sûr. Rien n’a été enregistré. Choisissez et renvoyez le formulaire.
refusal-fact-future = Le { $day } est encore à venir. Rien n’a été enregistré. Donnez le jour de la vérification.
refusal-fact-without-source = Il faut une source : un titre, et l’éditeur à la ligne. Rien n’a été enregistré.
refusal-fact-sources = Cela fait { $count } sources (maximum { $most }). Rien n’a été enregistré. Enlevez-en.
refusal-fact-source-lines = La source { $number } est illisible. Rien n’a été enregistré. Écrivez, chacun sur sa ligne : titre, éditeur puis, si vous les connaissez, date et lien. Laissez une ligne vide entre deux sources.
refusal-fact-source-url = Le lien de la source { $number } doit commencer par https://. Rien n’a été enregistré. Corrigez-le, ou laissez-le de côté.
refusal-fact-source-date = La date de la source { $number }, { $date }, n’existe pas ou est encore à venir. Rien n’a été enregistré. Écrivez 2026-01-31, 2026-01 ou 2026.
refusal-fact-source-long = Le titre ou l’éditeur de la source { $number } est trop long (maximum { $limit } caractères). Rien n’a été enregistré. Raccourcissez-le.
refusal-fact-too-many = Il y a déjà { $most } faits, le maximum. Rien n’a été enregistré. Retirez-en un d’abord : `/organiser action:fait retirer`.
refusal-fact-unchanged = C’est déjà ce qu’il dit. Rien n’a changé.
refusal-fact-draft-gone = Un brouillon est gardé un jour, et celui-ci n’existe plus. Rien n’a changé. Recommencez avec `/organiser action:fait ajouter` ou `modifier`.

## Les mots propres à un serveur

refusal-no-such-word = Ce mot n’existe pas ici, ou il a été supprimé. Rien n’a changé. Choisissez-en un dans la liste.
refusal-word-empty = Donnez le mot et ce qu’il veut dire. Rien n’a été enregistré.
refusal-word-long = C’est trop long : un mot peut compter { $word } caractères, son explication { $meaning }. Rien n’a été enregistré. Raccourcissez.
refusal-word-taken = « { $word } » est déjà expliqué. Rien n’a été enregistré. Pour changer l’explication, choisissez-le dans la liste de `/organiser action:mot ajouter`.
refusal-word-too-many = Il y a déjà { $most } mots, le maximum. Rien n’a été enregistré. Supprimez-en un d’abord : `/organiser action:mot supprimer`.
