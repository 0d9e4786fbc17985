### O que significa assinar, e por que algo não pode ser feito com uma reivindicação.

## O consentimento: fixado com a reivindicação quando ela abre. Texto simples (os formulários põem em negrito o
## que vem antes dos dois-pontos).

consent-text =
    Apoio esta reivindicação e consinto expressamente que o sindicato abaixo registre isso: pode revelar opiniões políticas ou filiação sindical.
    Motivo: mostrar quantas pessoas, nunca quem.
    Meu nome: não é mostrado a ninguém. Só totais. O Discord (EUA) vê cada clique.
    Guarda-se: a reivindicação, a versão, o dia, minha unidade se eu disser e, no lugar do nome, um código que só uma chave secreta à parte liga a mim. Se eu retirar: só um código.
    Prazo: { $months ->
        [0] o sindicato ainda não disse quando a chave é destruída.
        [one] a chave é destruída um mês depois do fim das assinaturas, até 14 dias mais tarde se o bot funcionar; depois, só por litígio. Aí ninguém mais é identificável.
       *[other] a chave é destruída { $months } meses depois do fim das assinaturas, até 14 dias mais tarde se o bot funcionar; depois, só por litígio. Aí ninguém mais é identificável.
    }
    Responsável: { $controller }
    Perguntas: { $contact }
    Destinatários: { $recipients }
    Base legal: RGPD, 6(1)(a) e 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    É voluntário. Até lá posso retirar, ter cópia ou apagar: botão, /privacidade, contato. Reclamação: CNPD (Portugal), ANPD (Brasil).

## O que é recusado a membros

refusal-no-such-demand = Essa reivindicação não existe aqui. Nada foi alterado. Escolha uma da lista.
refusal-demand-not-open = Esta reivindicação ainda não está aberta. Nada foi assinado. A equipe da campanha vai anunciá-la.
refusal-demand-closed = Esta reivindicação está encerrada e não aceita mais assinaturas. Nada foi alterado. Você pode retirar uma assinatura até que a chave dela seja destruída.
refusal-demand-changed = A reivindicação, ou o que acontece com seus dados, mudou nesse meio-tempo, por isso nada foi assinado. Aperte “Assinar” de novo para ler como está agora.
refusal-role-needed = Só quem tem { $roles } pode assinar esta reivindicação. Nada foi alterado. Se você é do sindicato, peça o cargo à equipe da campanha e aperte “Assinar” de novo.
refusal-member-role-gone = O cargo que esta reivindicação pede foi excluído deste servidor. Nada foi alterado. Avise a equipe da campanha: ela permite que outro cargo assine com `/organise demand widen`.
