watch-paused-since = **En pausa** desde el { $moment }: `/organise do:watch resume` lo lee otra vez.
contract-part-of = parte de { $name }
