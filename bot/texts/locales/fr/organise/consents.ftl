### Les textes de consentement d’une revendication, avant son ouverture.

button-consents = Le consentement dans chaque langue
consents-attached = **{ $languages } :** les personnes qui signent acceptent le texte dans leur langue, si la revendication y est écrite. N’ouvrez la revendication que si vous répondez de chacun de ces textes.
