watch-paused-since = **Sospeso** dal { $moment }: `/organise watch resume` lo legge di nuovo.
contract-part-of = parte di { $name }
