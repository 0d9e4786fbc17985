### Por quanto tempo se guarda a chave de uma reivindicação, e o que significa o fim dela.

privacy-key = { $months ->
    [one] **Por quanto tempo:** a chave de uma reivindicação é destruída um mês depois do fim das assinaturas, no máximo duas semanas mais tarde se a equipe da campanha não pôde ser avisada; em caso de litígio, até mais um ano de cada vez. Uma reivindicação aberta antes mantém o prazo informado a quem assinou.
   *[other] **Por quanto tempo:** a chave de uma reivindicação é destruída { $months } meses depois do fim das assinaturas, no máximo duas semanas mais tarde se a equipe da campanha não pôde ser avisada; em caso de litígio, até mais um ano de cada vez. Uma reivindicação aberta antes mantém o prazo informado a quem assinou.
}
demand-held = Por causa de um litígio, a chave desta reivindicação é guardada, no máximo até { $day }.
privacy-held = **Guardada por mais tempo por causa de um litígio:** { $title }, no máximo até { $day }: { $reason }
demand-anonymous = As assinaturas desta reivindicação foram tornadas anônimas em { $day }; a contagem fica.
refusal-demand-anonymous = As assinaturas desta reivindicação foram tornadas anônimas em { $day }; a contagem fica. Nada mais pode ser ligado a ninguém, por isso também não se pode assinar nem retirar nada.
