source-complete-usaspending = Seiten werden gelesen, bis eine nicht voll ist, auch wenn die Quelle sagt, dass keine mehr kommt.
