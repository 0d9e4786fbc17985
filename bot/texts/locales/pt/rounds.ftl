round-post-title = Começou a rodada { $number } da página de assinaturas
round-post-what = Desde { $begun }, quem é do sindicato pode obter fichas na página de assinaturas. Com elas se assinam lá as próximas reivindicações. A primeira pode abrir em { $day }: obtenha suas fichas antes.
round-post-hash =
    Hash das rodadas até agora: todo mundo deve ver o mesmo aqui e, na rodada { $number }, como “hash” em `{ $file }` no mural.
    `{ $digest }`
