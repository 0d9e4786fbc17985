### Fatti: /fatti elenco, cerca e mostra.

facts-title = Fatti
facts-none = Qui non c’è ancora nessun fatto. Il team della campagna li aggiunge con `/organise do:fact add`.
facts-not-checked = Nessuno verificato dal { $date }
facts-checked = Tutti verificati il { $date }
facts-found-title = Fatti con «{ $words }»
facts-not-found = Nessun fatto ha «{ $words }» nel testo o nelle fonti. Prova con meno parole o altre, o con `/fatti elenco`.
fact-sources = Fonti
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-corrected-beside = Corretto il { $date } in { $languages }; questo testo no, e può dire altro.
fact-checked = Verificato il { $date }
fact-not-checked = Non verificato dal { $date }
