command-help = pomoc
    .description = Co robi ten bot i jego polecenia.
