watch-paused-since = **Pausado** desde { $moment }: `/organise watch resume` volta a ler.
contract-part-of = parte de { $name }
