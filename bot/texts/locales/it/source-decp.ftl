source-name-decp = DECP (contratti pubblici francesi)
source-complete-decp = Prima si contano le righe. Un’esportazione con meno righe non si usa, né un contratto con meno righe di quante ne ha trovate la ricerca.
