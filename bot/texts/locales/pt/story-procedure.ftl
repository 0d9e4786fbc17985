### O procedimento de um contrato: plano, licitação, adjudicação e contrato.

story-procedure = Procedimento
story-procedure-line = Mesmo procedimento: { $stages }
story-procedure-stage =
    { $stage ->
        [plan] compra prevista
        [tender] licitação
        [award] adjudicação
        [contract] contrato
        [cancelled] cancelamento
       *[other] aviso
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }
story-procedure-entry =
    { $date ->
        [none] dia não indicado
       *[other] { $date }
    }: { $stage }, { $number }{ $supplier ->
        [none] { "" }
       *[other] , { $supplier }
    }
story-procedure-this = esta ficha
story-procedure-missing = não está na fonte desde { $date }
story-procedure-more =
    { $count ->
        [one] Há mais uma ficha que não é mostrada.
       *[other] Há mais { $count } fichas que não são mostradas.
    }
story-procedure-proof = É a fonte que liga estas fichas: têm o mesmo número de procedimento ou de licitação (em um pedido, também o do seu acordo-quadro), ou uma cita o número da outra. Aqui só está o que os acompanhamentos deste servidor encontraram.
