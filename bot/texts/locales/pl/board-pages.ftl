### Pages of the board: demands, contracts, facts and what was posted.

## What was posted, in lists and feeds

board-event-opened = Można podpisywać: { $title }
board-event-text = Zmieniono tekst: { $title }
board-event-closed = Zamknięty: { $title }
board-event-delivered = Przekazany: { $title }
board-event-answered = Kierownictwo odpowiedziało: { $title }
board-posted-on = Zamieszczono { $day }
board-corrected = Sprostowano { $day }: zobacz sprostowanie

## A demand

board-text-language = Język tego tekstu, tak jak opublikował go związek: { $language }.
board-closes = Można podpisać na serwerze Discord związku do { $day }, { $time } ({ $zone }).
board-verified-server = Podpisują osoby z serwera Discord „{ $server }” (tożsamości nie sprawdzano).
board-verified-role = Podpisują osoby z serwera Discord „{ $server }”, którym zespół kampanii nadał rolę (bot nie sprawdzał tożsamości).
board-verified-time = { $days ->
    [one] Były na serwerze Discord „{ $server }” co najmniej { $days } dzień.
    [few] Były na serwerze Discord „{ $server }” co najmniej { $days } dni.
   *[many] Były na serwerze Discord „{ $server }” co najmniej { $days } dni.
}
board-text-changed = **Tekst zmieniono { $day }.** Wcześniejszy podpis dotyczy tekstu sprzed zmiany.
board-archived = W archiwum od { $day }. Sprawa jest zakończona, a ta strona zostaje.
board-earlier-text = Wcześniejszy tekst: { $version }
board-column-change = Zmiana
board-count-corrected =
    { $invalidated ->
        [one] Publikacja { $number } usunęła jeden nieważny podpis.
        [few] Publikacja { $number } usunęła { $invalidated } nieważne podpisy.
       *[many] Publikacja { $number } usunęła { $invalidated } nieważnych podpisów.
    }

## A contract

board-committed = { $buyer } → { $supplier }: zakontraktowano { $amount }
board-hash = { $answer }. SHA-256: { $hash }
board-first-seen-why = Oryginału nie ma na tej tablicy. Kto ma kopię, może porównać jej SHA-256 z tym.
board-former = Od { $day } nie śledzi tego żadna obserwacja tej tablicy. To, co o tym zamieszczono, zostaje.
board-steps = Zakontraktowano: { $first } ({ $since }), { $last } od { $day }. Zmiany: { $number }.
# In place of a command, where a card names one: “… is kept: `/contracts show`.”, “… and 3 more: see `/contracts search`”.
board-instead-of-show = strona tej pozycji
board-instead-of-list = lista umów

## A fact

board-fact-title = { $state }: { $title }
board-fact-earlier = Co sprostowano
board-fact-changed = Do { $day } było tu napisane: { $said }
board-fact-text-changed = Tekst pod tytułem zmieniono { $day }.
board-retired-title = Wycofany fakt
board-retired = Fakt, który tu był, wycofano { $day }. Związek już go nie podaje.
