gathered-why = Desde { $since }, as maiores primeiro:
digest-next-day = De agora em diante, as mudanças são publicadas aqui uma vez por dia.
digest-next-week = De agora em diante, as mudanças são publicadas aqui uma vez por semana.
status-gathered =
    { $count ->
        [one] 1 novidade espera o próximo resumo: { $moment }.
       *[other] { $count } novidades esperam o próximo resumo: { $moment }.
    }
