watch-paused-since = **Wstrzymane** od { $moment }: `/organise do:watch resume` wznowi odczyt.
contract-part-of = część { $name }
