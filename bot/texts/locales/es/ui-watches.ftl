watch-paused-since = **En pausa** desde el { $moment }: `/organise watch resume` lo lee otra vez.
contract-part-of = parte de { $name }
