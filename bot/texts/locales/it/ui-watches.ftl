watch-paused-since = **Sospeso** dal { $moment }: `/organise do:watch resume` lo legge di nuovo.
contract-part-of = parte di { $name }
