### /novidades últimas e estado.

updates-title = Últimas mudanças
updates-none = Nenhuma mudança desde que o acompanhamento começou. `/novidades estado` mostra quando se olha de novo.
updates-more-changes =
    { $count ->
        [one] e mais 1 mudança
       *[other] e mais { $count } mudanças
    }

button-status = Estado dos acompanhamentos
status-title = Estado dos acompanhamentos
status-watch-nearly = Acompanhado desde { $moment }, embora alguns contratos ainda não tenham podido ser lidos: cada leitura tenta de novo.
status-watch-complete =
    { $source ->
        [page] Última leitura completa: { $moment }.
        [feed] Última leitura completa: { $moment }. { $matched ->
            [0] Nada correspondeu.
            [one] Um artigo correspondeu.
           *[other] { $matched } artigos corresponderam.
        }
       *[other] Última leitura completa: { $moment }. { $matched ->
            [0] Nada correspondeu.
            [one] Um contrato correspondeu.
           *[other] { $matched } contratos corresponderam.
        }
    }
status-watch-new = Ainda não lido por completo. A primeira leitura completa vira um resumo; daí em diante, mudanças são novidades.
status-watch-fault =
    { $failures ->
        [one] A última leitura não foi completa.
       *[other] As últimas { $failures } leituras não foram completas.
    }
status-watch-held =
    { $count ->
        [one] Um contrato mostra uma mudança que talvez venha só do modo como a fonte publica.
       *[other] { $count } contratos mostram mudanças que talvez venham só do modo como a fonte publica.
    } Em espera até a próxima leitura completa.
status-watch-unsteady = **Os valores não param de mudar** desde { $since }, em { $count ->
        [one] um contrato
       *[other] { $count } contratos
    }. Nada disso é publicado até que duas leituras completas seguidas coincidam. Confira na fonte, por favor.
status-untold = Não publicado: não há canal para isso.
status-watch-stale = **Nada de novo desde { $since }**: nunca demorou tanto. Confira na fonte, por favor.
status-watch-less = **Muito menos do que antes:** { $now } encontrados, antes { $before }. Compare com a fonte, por favor.
status-watch-next = Próxima leitura: { $moment }
status-watch-due = Próxima leitura: agora

status-not-stored =
    { $why ->
        [full] **Nada pode ser guardado: o disco do computador está cheio.** Assinaturas e configurações são recusadas e nada de novo é publicado até haver espaço. Avise quem administra o bot; depois ele segue sozinho.
        [read-only] **Nada pode ser guardado: o bot não pode gravar em seu disco.** Assinaturas e configurações são recusadas e nada de novo é publicado até que possa. Avise quem administra o bot; depois ele segue sozinho.
        [locked] **Nada pode ser guardado: outro programa está segurando o banco de dados do bot.** Assinaturas e configurações são recusadas e nada de novo é publicado até que ele o solte. Avise quem administra o bot; depois ele segue sozinho.
        [silent] **Nada pode ser guardado: a pasta das chaves não responde.** Assinaturas e configurações são recusadas e nada de novo é publicado até que ela responda. Avise quem administra o bot; depois ele segue sozinho.
       *[broken] **Nada pode ser guardado: o disco do computador apresenta erros.** Assinaturas e configurações são recusadas e nada de novo é publicado até que funcione. Avise logo quem administra o bot.
    }

status-clock-wrong = **O relógio do computador está errado.** Até que esteja certo, nenhuma contagem é publicada e nenhuma reivindicação é encerrada. Avise quem administra o bot.

status-demand-gone = **Ninguém pode assinar “{ $demand }”:** o cargo que ela pede foi excluído. Deixe outro cargo assinar com `/organise do:demand widen`.
status-demand-few = **Novas assinaturas de “{ $demand }” não são contadas:** menos de { $least } pessoas podem assiná-la. Dê o cargo a mais pessoas, ou deixe outro cargo assinar com `/organise do:demand widen`.
status-posts = Publicações
status-channel = As mudanças são publicadas em { $channel }.
status-no-channel = Nenhum canal foi escolhido, então nada é publicado: a equipe da campanha escolhe um com `/organise do:settings channel`.
status-pending =
    { $count ->
        [one] Uma publicação espera, desde { $oldest }.
       *[other] { $count } publicações esperam, a mais antiga desde { $oldest }.
    }
status-none-held = Nada espera para ser publicado.
status-uncertain =
    { $count ->
        [one] Uma publicação pode ter chegado ou não, e o bot não consegue descobrir: não pode ler o histórico do canal, ou seu banco de dados foi restaurado de uma cópia de segurança. O bot não a publica de novo sozinho. Olhe no canal: se faltar, a equipe da campanha publica de novo por aqui; se estiver lá, informa isso aqui.
       *[other] { $count } publicações podem ter chegado ou não, e o bot não consegue descobrir: não pode ler o histórico do canal, ou seu banco de dados foi restaurado de uma cópia de segurança. O bot não as publica de novo sozinho. Olhe no canal: se faltarem, a equipe da campanha publica de novo por aqui; se estiverem lá, informa isso aqui.
    }
button-post-again = Publicar de novo
status-posting-again =
    { $count ->
        [0] Não há mais nada incerto. `/novidades estado` mostra o que espera.
        [one] Será publicada de novo num instante.
       *[other] { $count } publicações serão publicadas de novo num instante.
    }
button-posts-seen = Estão lá
status-posts-seen =
    { $count ->
        [0] Não há mais nada incerto. `/novidades estado` mostra o que espera.
        [one] Anotado: foi publicada e não será de novo.
       *[other] Anotado: todas as { $count } foram publicadas e não serão de novo.
    }

channel-fault-forbidden = O bot não tem permissão para publicar lá. Quem gerencia o servidor precisa deixá-lo ver o canal e enviar mensagens lá; depois, o que espera é publicado sozinho.
channel-fault-missing = O canal não existe mais. A equipe da campanha escolhe outro com `/organise do:settings channel`; depois, o que espera é publicado lá.
