### Unidades ou departamentos que podem ser indicados ao assinar.

unit-size = { $size ->
    [one] { $size } pessoa
   *[other] { $size } pessoas
}

## No formulário para assinar

sign-form-unit = Onde você trabalha
    .hint = Se quiser. Publicado só em totais que não apontam para ninguém.
sign-form-unit-none = Prefiro não dizer
sign-form-unit-many = Você não indica unidade. Para indicar uma, feche este formulário e use `/reivindicações assinar` com a opção *unidade*.
sign-form-unit-named = Você indica: **{ $name }**. Publicado só em totais que não apontam para ninguém.

## No cartão de uma reivindicação

demand-breakdown = Por unidade, como publicado em { $day }:
demand-breakdown-line = { $name }: { $count } de { $size }
demand-breakdown-rest = não mostradas ou não indicadas: { $count }
demand-breakdown-rule = Só algumas contagens vêm por unidade. Se essa divisão ou uma unidade faltar, isso não quer dizer nada.

## O que não deu certo

refusal-no-such-unit = Essa unidade não existe aqui ou foi removida. Nada foi alterado. Abra de novo o formulário ou a lista.
