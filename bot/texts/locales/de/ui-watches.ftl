watch-paused-since = **Pausiert** seit { $moment }: `/organise watch resume` liest sie wieder.
contract-part-of = Teil von { $name }
