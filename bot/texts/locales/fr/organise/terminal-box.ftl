### L’urne comme programme, dans le terminal.

terminal-box-no-address = Dites où l’urne écoute : tocsin box --listen 127.0.0.1:8081.
terminal-box-address = { $option } vaut { $value } : écrivez une adresse IP de cette machine et un port, par exemple 127.0.0.1:8081.
terminal-registrar-no-address = Dites où écoute le programme des jetons : tocsin registrar --listen 127.0.0.1:8082.
terminal-box-no-key = Ce n’est pas la clé d’une ligne : donnez ce que la ligne a à « key », 86 caractères.
terminal-box-no-row = L’urne n’a aucune ligne avec cette clé.
