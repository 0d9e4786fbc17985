gathered-why = Desde { $since }, primeiro as maiores:
digest-next-day = De agora em diante, as mudanças são publicadas aqui uma vez por dia.
digest-next-week = De agora em diante, as mudanças são publicadas aqui uma vez por semana.
status-gathered =
    { $count ->
        [one] 1 novidade espera o próximo resumo: { $moment }.
       *[other] { $count } novidades esperam o próximo resumo: { $moment }.
    }
status-thread-refused = **Não se abrem tópicos:** falta ao bot “Criar tópicos públicos” nesse canal. As publicações chegam mesmo assim. A equipe da campanha pode dar essa permissão nas configurações do canal, em Permissões.
status-publish-refused = **As publicações não são divulgadas aos servidores que seguem o canal:** o bot não pode enviar mensagens lá. A equipe da campanha pode dar essa permissão nas configurações do canal, em Permissões.
status-unpublished =
    { $count ->
        [one] 1 publicação espera para ser divulgada aos servidores que seguem o canal: o Discord aceita 10 por hora.
       *[other] { $count } publicações esperam para ser divulgadas aos servidores que seguem o canal: o Discord aceita 10 por hora.
    }
help-roles = Só algumas novidades? Escolha ou deixe estes cargos por conta própria, em *Canais e cargos* no topo da lista de canais, se forem oferecidos lá. O bot não dá cargos. Todo mundo neste servidor pode ver quem tem um.
help-role = • { $role }: { $news }
news-contracts = contratos e dinheiro
news-publications = avisos, artigos e páginas da web
news-demands = reivindicações, contagens e respostas
news-deadlines = últimos dias para assinar
