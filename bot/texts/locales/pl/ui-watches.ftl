watch-paused-since = **Wstrzymane** od { $moment }: `/organise watch resume` wznowi odczyt.
contract-part-of = część { $name }
