command-privacy = privacidade
    .description = O que acontece com seus dados.
command-privacy-notice = aviso
    .description = O que se guarda, onde, por quanto tempo, e como retirar sua assinatura.
command-privacy-export = exportar
    .description = Uma cópia do que se guarda sobre você: pedida hoje, pronta amanhã.
command-privacy-erase = apagar
    .description = Retirar todas as assinaturas desta conta e apagar seus dados.
