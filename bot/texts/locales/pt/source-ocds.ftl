source-name-ocds = Dados de contratação aberta (OCDS)
source-complete-ocds = Os links são seguidos até a última página. Se uma página cheia não tiver link para a seguinte, seu período é lido de novo em duas metades.
