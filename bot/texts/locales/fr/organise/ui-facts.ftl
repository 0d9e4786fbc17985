### Les faits : /faits liste, chercher et voir.

## En écrire un : /organiser action:fait

fact-form-title = Un nouveau fait
fact-form-title-edit = Modifier un fait
fact-form-language = En { $language }.
fact-form-name = L’affirmation, en une phrase
fact-form-text = Ce que l’on sait
    .hint = Qui le dit, ce que montrent les documents, ce qui est contesté. Texte simple.
fact-form-state = Est-ce sûr ?
fact-form-sources = Sources
    .hint = Titre, éditeur, date, lien : chacun sur sa ligne. Une ligne vide avant la source suivante.
fact-form-checked = Dernière vérification
    .hint = Comme 24/11/2026 ou 2026-11-24.
fact-saved = **Enregistré.** On peut le lire dans `/faits`. Écrit en : { $languages }.
fact-others-unchanged = Le texte en { $languages } n’a pas changé. Si la correction le concerne aussi, faites-la là aussi : `/organiser action:fait modifier`.
fact-checked-today = **C’est noté :** vérifié aujourd’hui.
fact-retired = **Retiré.** Les membres ne le voient plus ; son contenu est conservé.
fact-restored = **Les membres le voient de nouveau.**
fact-draft-kept = Ce que vous avez écrit est gardé un jour.
button-fact-edit = Le modifier
button-fact-check = Toujours exact : vérifié aujourd’hui
button-fact-retire = Le retirer
button-fact-restore = Le remettre
button-fact-again = Reprendre ce que j’ai écrit

## Les faits à revérifier

facts-stale-title = { $count ->
    [one] { $count } fait non vérifié depuis { $days } jours
   *[other] { $count } faits non vérifiés depuis { $days } jours
}
facts-stale-none = Tous les faits ont été vérifiés dans les 90 derniers jours.
facts-stale-next = Les membres lisent maintenant « pas vérifié depuis ». Consultez les sources, puis dites pour chaque fait s’il est toujours exact, modifiez-le ou retirez-le.
button-facts-stale = Les vérifier

## Les faits retirés

facts-retired-title = Faits retirés
facts-retired-none = Aucun fait n’est retiré.
facts-retired-next = Appuyez sur un numéro pour montrer de nouveau ce fait aux membres.

## Les mots : /organiser action:mot

word-form-title = Un mot à expliquer
word-form-word = Le mot
word-form-meaning = Ce qu’il veut dire
    .hint = Une ou deux phrases courtes.
word-saved = **Enregistré.** *Que veulent dire ces mots ?* l’explique.
word-removed = **Supprimé.** Il voulait dire :
