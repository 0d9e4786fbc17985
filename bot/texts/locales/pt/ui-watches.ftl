watch-paused-since = **Pausado** desde { $moment }: `/organise do:watch resume` volta a ler.
contract-part-of = parte de { $name }
