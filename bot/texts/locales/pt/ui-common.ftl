### O que qualquer cartão e qualquer resposta podem precisar.

## Listas

pager-previous = Anterior
pager-next = Próxima
# Fica embaixo de cada lista com mais de uma página.
pager-where = { $first }–{ $last } de { $total }

## Palavras para o que uma fonte deixa em aberto

labelled = **{ $label }:** { $value }
not-stated = não informado
unnamed = sem nome no registro

## De onde vem o conteúdo de um cartão; o nome de cada fonte

source-name-usaspending = USAspending
source-read = Fonte: { $source }, lida em { $date }
button-public-page =
    { $kind ->
        [page] Abrir a página
        [article] Abrir o artigo
       *[other] Registro público
    }
button-details = Detalhes
button-demands = Reivindicações
button-words = O que significam estas palavras?
button-board = Ler no mural

## Falhas

failure-only-in-a-server = Isto só funciona num servidor. Abra o servidor que você tem em comum com este bot e use o comando lá.
failure-not-allowed = Você não tem permissão para fazer isso aqui. Nada foi alterado. Pergunte à equipe da campanha se acha que deveria ter.
failure-outdated = Este botão ou comando é de uma versão anterior do bot. Nada foi alterado. Use o comando de novo; se sua lista de comandos parecer antiga, reinicie o Discord.
failure-ours = Algo deu errado do nosso lado. Tente de novo em um minuto. Se acontecer outra vez, passe esta referência à equipe da campanha: **{ $reference }**
failure-not-stored = **Nada foi guardado.** O bot não consegue guardar nada neste momento, então o que você acabou de fazer não conta: nenhuma assinatura foi dada ou retirada e nada foi alterado. Tente de novo em alguns minutos; se continuar, avise a equipe da campanha.
failure-database-away = **Não é certo que isto tenha sido guardado.** O bot não pode contar com seu banco de dados neste momento. Tente de novo em um minuto e veja se já está lá antes de repetir. Uma assinatura nunca conta duas vezes.

## Recusas comuns a muitos comandos

refusal-no-organiser-role = Isto é para a equipe da campanha, e este servidor ainda não indicou o cargo dela. Nada foi alterado. Peça a quem gerencia o servidor que o escolha com `/setup`.
refusal-organiser-role-gone = O cargo da equipe da campanha foi excluído deste servidor. Nada foi alterado. Peça a quem gerencia o servidor que escolha outro com `/setup`.
refusal-manager-not-organiser = Você gerencia este servidor, mas não tem o cargo { $role } da equipe da campanha, que é necessário para isso. Nada foi alterado. Para recebê-lo: *Configurações do servidor*, *Membros*, seu nome, depois adicione o cargo.
refusal-not-organiser = Isto é só para a equipe da campanha: é preciso o cargo { $role }. Nada foi alterado. Peça a alguém da equipe que faça isso, ou a quem gerencia o servidor que dê o cargo a você.
refusal-choose-from-list = “{ $typed }” não corresponde a uma única entrada. Nada foi alterado. Digite algumas letras e escolha na lista que aparece.
