### Fatos: /fatos lista, buscar e ver.

facts-title = Fatos
facts-none = Ainda não há nenhum fato registrado aqui. A equipe da campanha os adiciona com `/organise do:fact add`.
facts-not-checked = Nenhum verificado desde { $date }
facts-checked = Todos verificados em { $date }
facts-found-title = Fatos com “{ $words }”
facts-not-found = Nenhum fato tem “{ $words }” no texto ou nas fontes. Tente menos palavras ou outras, ou `/fatos lista`.
fact-sources = Fontes
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-corrected-beside = Corrigido em { $date } em { $languages }; este texto não, e pode dizer outra coisa.
fact-checked = Verificado em { $date }
fact-not-checked = Não verificado desde { $date }
