### The consent texts of a demand, before it opens.

button-consents = The consent in every language
consents-attached = **{ $languages }:** signers agree to the text in their own language, where the demand is written in it. Open the demand only if you stand by each of these.
