### Les sites et services que l’on peut indiquer en signant.

unit-size = { $size ->
    [one] { $size } personne
   *[other] { $size } personnes
}

## Dans le formulaire de signature

sign-form-unit = Votre lieu de travail
    .hint = Facultatif. Publié seulement dans des totaux qui ne désignent personne.
sign-form-unit-none = Je préfère ne pas le dire
sign-form-unit-many = Vous n’indiquez pas de site. Pour en indiquer un, fermez ce formulaire et utilisez `/revendications signer` avec l’option *site*.
sign-form-unit-named = Vous indiquez : **{ $name }**. Publié seulement dans des totaux qui ne désignent personne.

## Sur la fiche d’une revendication

demand-breakdown = Par site, décompte publié le { $day } :
demand-breakdown-line = { $name } : { $count } sur { $size }
demand-breakdown-rest = non montrés ou non indiqués : { $count }
demand-breakdown-rule = Seuls certains décomptes ont une répartition. Si elle manque, ou si un site y manque, cela ne veut rien dire.

## Refus

refusal-no-such-unit = Ce site n’existe pas ici, ou il a été supprimé. Rien n’a changé. Rouvrez le formulaire ou la liste.
