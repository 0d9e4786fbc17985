### The box as a program, in the terminal.

terminal-box-no-address = Say where the box listens: tocsin box --listen 127.0.0.1:8081.
terminal-box-address = { $option } is { $value }: write an IP address of this machine and a port, 127.0.0.1:8081 for example.
terminal-registrar-no-address = Say where the registrar listens: tocsin registrar --listen 127.0.0.1:8082.
terminal-box-no-key = This is not the key of a row: give what the row has at "key", 86 characters.
terminal-box-no-row = The box has no row with this key.
