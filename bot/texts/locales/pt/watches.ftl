refusal-contract-unknown = Nenhum acompanhamento deste servidor segue este contrato. Escolha um na lista: `/contratos lista`.

fault-unreachable = Não foi possível alcançar a fonte, ou ela não respondeu a tempo. O bot continua tentando.
fault-timeout = Não foi possível alcançar a fonte, ou ela não respondeu a tempo. O bot continua tentando.
fault-busy = A fonte está sobrecarregada. O bot continua tentando.
fault-server-error = A fonte respondeu com um erro próprio. O bot continua tentando.
fault-refused =
    { $source ->
        [page] O site não deixa o bot ler esta página. O bot continua tentando; se durar e a página abrir num navegador, o site barra programas: remova o acompanhamento e escolha outra página.
        [feed] O site não deixa o bot ler este feed. O bot continua tentando; se durar e o feed abrir num navegador, o site barra programas: remova o acompanhamento e escolha outro feed.
       *[other] A fonte recusou a consulta. Se durar, remova o acompanhamento e adicione-o com outras palavras.
    }
fault-bad-answer = A fonte respondeu algo que não pode ser lido. O bot continua tentando; se durar, avise quem o administra.
fault-pages-missing = A fonte interrompeu sua lista: uma página falta, vem repetida ou não bate com o total. Nada é pulado: o bot lê a mesma parte de novo até que esteja inteira. Se durar, avise quem administra o bot.
fault-filter-ignored = A fonte não levou em conta a consulta inteira, por isso sua resposta não foi usada. Se durar, avise quem administra o bot.
fault-too-many = Mais de 1.000 contratos correspondem. Remova o acompanhamento e adicione um mais estreito.
fault-gone = A fonte não conhece mais este endereço. Se foi sua equipe que o deu, procure num navegador, remova o acompanhamento e adicione-o com o endereço atual. Se não, avise quem administra o bot.
fault-too-big = A resposta é mais longa do que o bot lê. Se durar, remova o acompanhamento e adicione um mais estreito ou com outro endereço.
fault-too-complex = A resposta é complexa demais, por isso o bot parou de ler. Nada foi alterado. Se durar, remova o acompanhamento e escolha outro endereço.
fault-no-host = Não há site público neste endereço. Confira como está escrito, remova o acompanhamento e adicione-o com o endereço certo.
fault-not-public = Este endereço leva a uma rede privada, e o bot só lê endereços públicos. Remova o acompanhamento e adicione-o com um endereço público.
fault-not-loopback = Na demonstração, o bot lê só esta máquina: o USAspending, que aqui um programa representa, e endereços em 127.0.0.1.
fault-moved = O endereço agora leva a outro site, aonde o bot não vai sozinho. Abra-o num navegador, remova o acompanhamento e adicione-o com o endereço a que você chegar. Se nunca foi dado um endereço, avise quem administra o bot.
fault-not-allowed = O site pede que programas não leiam esta página, e o bot respeita isso. Remova o acompanhamento e escolha outra página.
fault-left-out = Este feed tem mais de 200 entradas, e nem todas têm data: o bot lê 200 e não pode saber se há mais novas entre as outras. Se houver um feed mais curto, ou com datas, remova o acompanhamento e adicione-o com esse endereço.
fault-resting = A fonte falhou várias vezes seguidas, por isso o bot a deixa em paz por um tempo. Ele tenta de novo sozinho.
fault-partly = Alguns contratos não puderam ser lidos. Os demais são acompanhados como sempre, e o bot tenta estes a cada leitura. Se durar, avise quem o administra.
fault-internal = Algo deu errado no próprio bot. Ele continua tentando; quem o administra encontra os detalhes no registro técnico.
