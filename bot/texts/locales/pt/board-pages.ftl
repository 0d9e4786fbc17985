### Pages of the board: demands, contracts, facts and what was posted.

## What was posted, in lists and feeds

board-event-opened = Aberta a assinaturas: { $title }
board-event-text = O texto mudou: { $title }
board-event-closed = Encerrada: { $title }
board-event-delivered = Entregue: { $title }
board-event-answered = A direção respondeu: { $title }
board-posted-on = Publicado em { $day }
board-corrected = Corrigido em { $day }: ver a correção

## A demand

board-text-language = Este texto está em { $language }, como o sindicato o publicou.
board-closes = Pode ser assinada no servidor do Discord do sindicato até { $day }, { $time } ({ $zone }).
board-verified-server = Quem assina: membros do servidor do Discord “{ $server }” (identidade não verificada).
board-verified-role = Quem assina: membros do servidor do Discord “{ $server }” a quem a equipe da campanha deu um cargo (o bot não verificou nenhuma identidade).
board-verified-time = { $days ->
    [one] Estavam no servidor do Discord “{ $server }” havia pelo menos { $days } dia.
   *[other] Estavam no servidor do Discord “{ $server }” havia pelo menos { $days } dias.
}
board-text-changed = **O texto mudou em { $day }.** Uma assinatura anterior vale para o texto como era.
board-archived = Arquivada em { $day }. Terminou, e esta página permanece.
board-earlier-text = Texto anterior: { $version }
board-column-change = Variação
board-count-corrected =
    { $invalidated ->
        [one] A publicação { $number } removeu { $invalidated } assinatura não válida.
       *[other] A publicação { $number } removeu { $invalidated } assinaturas não válidas.
    }

## A contract

board-committed = { $buyer } comprometeu { $amount } com { $supplier }
board-hash = { $answer }. SHA-256: { $hash }
board-first-seen-why = O original não está neste mural. Quem tem uma cópia pode comparar o SHA-256 dela com este.
board-former = Nenhum acompanhamento deste mural o segue desde { $day }. O que se publicou sobre ele permanece.
board-steps = Dinheiro comprometido: { $first } em { $since }, { $last } desde { $day }. Variações: { $number }.
# In place of a command, where a card names one: “… is kept: `/contracts show`.”, “… and 3 more: see `/contracts search`”.
board-instead-of-show = a página correspondente
board-instead-of-list = a lista de contratos

## A fact

board-fact-title = { $state }: { $title }
board-fact-earlier = O que foi corrigido
board-fact-changed = Até { $day }, dizia: { $said }
board-fact-text-changed = O texto abaixo do título foi alterado em { $day }.
board-retired-title = Um fato retirado
board-retired = O fato que estava aqui foi retirado em { $day }. O sindicato não o afirma mais.
