### Les textes de consentement d’une revendication, avant son ouverture.

button-consents = Le consentement dans chaque langue
consents-attached = **{ $languages } :** chaque personne qui signe accepte le texte dans sa langue, si la revendication y est rédigée. N’ouvrez la revendication que si vous répondez de chacun de ces textes.
