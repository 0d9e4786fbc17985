### Time-stamps: settings, tocsin check and tocsin verify.

terminal-settings-tsa-pairs = { $key } and { $roots } do not go together: write at most { $most } different addresses and, in the same order, the file of the root certificate of each, with commas between.
terminal-settings-tsa-url = { $key } is { $value }: write the address of the authority, http://timestamp.example.org for example.
terminal-settings-tsa-root = { $key }: { $file } cannot be read, or does not hold exactly one certificate in PEM form. Get the root certificate from the authority and name its file.

terminal-timestamp-no-answer = the answer is no time-stamp
terminal-timestamp-rejected = the authority refused: { $reason }
terminal-timestamp-other-request = the answer is to another request
terminal-timestamp-other-bytes = the time-stamp is of other bytes
terminal-timestamp-untrusted = the time-stamp is not signed by an authority under the root certificate that is trusted, or its certificate was not valid then

terminal-check-timestamps = The last time-stamp of { $authority } is dated { $moment }.
terminal-check-timestamps-clock = The last time-stamp of { $authority } is dated { $moment }; this machine's clock said { $received }. One of the two clocks is wrong.
terminal-check-timestamps-late = { $authority } has given no time-stamp since { $moment }. The log says why; the bot asks again by itself.
terminal-check-timestamps-never = { $authority } has given no time-stamp yet. If the bot has been running for an hour, the log says why.
