### O que acontece com uma reivindicação: meta e prazo, versões, publicações, entrega, resposta, arquivo.

demand-state-delivered = Entregue
demand-state-answered = Respondida
demand-state-archived = Arquivada

## No cartão

demand-goal = { $percent }% da meta de { $goal }
demand-plan-goal = Meta: { $goal } assinaturas.
demand-closes = Pode ser assinada até { $moment }, { $left }.
demand-text-changed = **O texto mudou em { $day }.** Uma assinatura anterior vale para o texto como era: aperte “Assinar” para apoiar este.
demand-versions = { $count } versões até agora do texto e do que se diz a quem assina sobre seus dados; cada assinatura vale para uma.
demand-delivered = **Entregue** em { $day } a { $to }, com { $count ->
    [one] { $count } assinatura.
   *[other] { $count } assinaturas.
}
demand-answered = Em { $day }, a direção respondeu: { $outcome ->
    [agreed] **aceita**.
    [partly] **aceita em parte**.
   *[refused] **recusada**.
}
demand-archived = Arquivada: não está mais na lista de reivindicações.
button-facts = Os fatos
button-demand = A reivindicação

## Publicações

post-demand-percent = { $percent ->
    [25] Um quarto da meta de { $goal } foi alcançado
    [50] Metade da meta de { $goal } foi alcançada
    [75] Três quartos da meta de { $goal } foram alcançados
   *[100] A meta de { $goal } assinaturas foi alcançada
}
post-demand-round = { $number } assinaturas alcançadas
post-demand-reminder-title = Últimos dias para assinar
post-demand-widened-title = Mais pessoas podem assinar
post-widened-role = { $role ->
    [all] Desde { $day } não é preciso cargo para assinar.
   *[other] Desde { $day } também pode assinar quem tem o cargo { $role }.
}
post-widened-account = { $days ->
    [0] Desde { $day } podem assinar contas do Discord de qualquer idade.
    [one] Desde { $day } podem assinar contas do Discord de pelo menos { $days } dia.
   *[other] Desde { $day } podem assinar contas do Discord de pelo menos { $days } dias.
}
post-widened-time = { $days ->
    [0] Desde { $day } também pode assinar quem acabou de chegar a este servidor.
    [one] Desde { $day } pode assinar quem está neste servidor há pelo menos { $days } dia.
   *[other] Desde { $day } pode assinar quem está neste servidor há pelo menos { $days } dias.
}
post-demand-prolonged-title = É possível assinar por mais tempo
post-prolonged = { $until } É mais tempo do que foi dito a quem já assinou: duas pessoas da equipe decidiram. A chave dessas assinaturas também é guardada por mais tempo. Quem não quiser pode retirar a sua.
post-demand-closed-title = A reivindicação está encerrada
post-demand-closed = { $count ->
    [one] **{ $count } assinatura** no encerramento. A reivindicação não pode mais ser assinada; mudanças tardias ainda podem vir.
   *[other] **{ $count } assinaturas** no encerramento. A reivindicação não pode mais ser assinada; mudanças tardias ainda podem vir.
}
post-demand-delivered-title = A reivindicação foi entregue
post-demand-answered-title = A direção respondeu
post-demand-delivered-corrected-title = Correção: como a reivindicação foi entregue
post-demand-answered-corrected-title = Correção: o que a direção respondeu
