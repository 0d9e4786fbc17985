refusal-contract-unknown = Nenhum acompanhamento deste servidor segue este contrato. Escolha um na lista: `/contratos lista`.

fault-unreachable = Não foi possível acessar a fonte, ou ela não respondeu a tempo. O bot continua tentando.
fault-timeout = Não foi possível acessar a fonte, ou ela não respondeu a tempo. O bot continua tentando.
fault-busy = A fonte está sobrecarregada. O bot continua tentando.
fault-server-error = A fonte respondeu com um erro próprio. O bot continua tentando.
fault-refused =
    { $source ->
        [page] O site não deixa o bot ler esta página. O bot continua tentando; se isso continuar e a página abrir num navegador, o site barra programas: remova o acompanhamento e escolha outra página.
        [feed] O site não deixa o bot ler este feed. O bot continua tentando; se isso continuar e o feed abrir num navegador, o site barra programas: remova o acompanhamento e escolha outro feed.
       *[other] A fonte recusa esta busca. Se isso continuar, mude o acompanhamento: `/organise do:watch edit`.
    }
fault-bad-answer = A resposta da fonte não pode ser lida. O bot continua tentando; se isso continuar, avise quem o administra.
fault-pages-missing = A lista da fonte está incompleta: uma página falta, vem repetida ou não bate com o total. Nada é pulado: o bot lê a mesma parte de novo até que esteja completa. Se isso continuar, avise quem administra o bot.
fault-filter-ignored = A fonte ignorou parte da busca, por isso sua resposta não foi usada. Se isso continuar, avise quem administra o bot.
fault-too-many = Mais de 1.000 contratos correspondem. Restrinja o acompanhamento: `/organise do:watch edit`.
fault-gone = A fonte não conhece mais este endereço. Se foi sua equipe que o deu, procure-o num navegador e coloque o endereço novo no acompanhamento: `/organise do:watch edit`. Se não, avise quem administra o bot.
fault-too-big = A resposta é mais longa do que o bot consegue ler. Se isso continuar, restrinja o acompanhamento ou dê a ele outro endereço: `/organise do:watch edit`.
fault-too-complex = A resposta é complexa demais, por isso o bot parou de ler. Nada foi alterado. Se isso continuar, remova o acompanhamento e escolha outro endereço.
fault-allowance = As respostas de hoje desta fonte ocupam todo o espaço que um acompanhamento, ou todos os de um servidor, podem usar em um dia. A leitura continua amanhã. Se isso continuar, restrinja o acompanhamento: `/organise do:watch edit`.
fault-no-host = Não há site público neste endereço. Confira como está escrito e corrija: `/organise do:watch edit`.
fault-not-public = Este endereço leva a uma rede privada, e o bot só lê endereços públicos. Coloque no acompanhamento um endereço público: `/organise do:watch edit`.
fault-not-loopback = Na demonstração, o bot lê só o que um programa neste computador imita: nenhuma fonte na internet.
fault-moved = O endereço agora leva a outro site, que o bot não segue. Abra-o num navegador e coloque no acompanhamento o endereço a que você chegar: `/organise do:watch edit`. Se sua equipe nunca deu um endereço, avise quem administra o bot.
fault-not-allowed = O site pede que programas não leiam esta página, e o bot respeita isso. Remova o acompanhamento e escolha outra página.
fault-left-out = Este feed tem mais de 200 entradas, e nem todas têm data: o bot lê 200 e não pode saber se há mais novas entre as outras. Se houver um feed mais curto, ou com datas, coloque esse endereço no acompanhamento: `/organise do:watch edit`.
fault-resting = A fonte falhou várias vezes seguidas, por isso o bot a deixa descansar por um tempo. Ele tenta de novo sozinho.
fault-partly = Alguns contratos não puderam ser lidos. Os demais são acompanhados como sempre, e o bot tenta ler estes de novo a cada leitura. Se isso continuar, avise quem o administra.
fault-internal = Algo deu errado no próprio bot. Ele continua tentando; quem o administra encontra os detalhes no registro técnico do bot.
