### O que significa assinar, e por que algo não pode ser feito com uma reivindicação.

## O consentimento: fixado com a reivindicação quando ela abre. Texto simples (os formulários põem em negrito o
## que vem antes dos dois-pontos).

consent-text =
    Apoio esta reivindicação e dou meu consentimento explícito para que o sindicato abaixo registre isso: pode revelar opiniões políticas ou filiação sindical.
    Fim: mostrar quanta gente assina, não quem.
    Meu nome: não é mostrado. Só totais são publicados. O Discord (EUA) vê cada clique.
    Guarda-se: reivindicação, versão, dia, minha unidade se eu a indicar e, no lugar do nome, um código que só uma chave secreta à parte liga a mim. Se eu retirar: só um código.
    Prazo: { $months ->
        [0] o sindicato ainda não disse quando a chave será destruída.
        [one] assina-se por { $signing } meses no máximo; a chave é destruída um mês depois, com atraso de até 14 dias se o bot funcionar. Depois ninguém é identificável. Mais tempo, só se duas pessoas da equipe decidirem.
       *[other] assina-se por { $signing } meses no máximo; a chave é destruída { $months } meses depois, com atraso de até 14 dias se o bot funcionar. Depois ninguém é identificável. Mais tempo, só se duas pessoas da equipe decidirem.
    }
    Responsável: { $controller }
    Perguntas: { $contact }
    Destinatários: { $recipients }
    Base legal: RGPD, art. 6(1)(a) e 9(2)(a).{ $legal_basis ->
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
refusal-member-role-gone = O cargo que esta reivindicação pede foi excluído deste servidor. Nada foi alterado. Avise a equipe da campanha: ela pode permitir que outro cargo assine com `/organise do:demand widen`.
