### The evidence: what was read of the watched contracts, in one file that can be checked.

evidence-title = Evidence
evidence-what = **{ $file }** holds every kept answer of the sources about the contracts watched here: { $snapshots ->
    [one] one answer
   *[other] { $snapshots } answers
} about { $contracts ->
    [one] one contract
   *[other] { $contracts } contracts
}, byte for byte, with address and time. Its **README.txt** says how to check it. It holds no account and no signature of a member.
evidence-as-of = As of { $moment }. Keep a copy in a safe place: it keeps what sources take down.

refusal-evidence-none = No answer of a source is kept for this server yet: its watches have not read anything. `/updates status` shows how reading is going.
refusal-evidence-too-big = The evidence is too big for Discord. Ask the person who runs the bot to run: `{ $command }`

evidence-readme =
    Evidence about public contracts
    { $server }
    As of { $moment }

    This folder holds what public sources said about the contracts that are watched
    here, byte for byte as Tocsin read it, and when. Whatever a source changes or takes
    down later, this is what was read then. No account and no signature of a member is
    in it.

    snapshots/      The answers as they were read. The name of each is the SHA-256 of
                    its content. The same content is kept once, with the moment when
                    it first came.
    snapshots.json  For each answer: its size, the address it came from, when it was
                    read, which contracts it was part of, in which read, and under
                    "what" how much of it is here. "answer": all of it. "part": it was
                    a list of several contracts that was not read for this server;
                    here is what it said of this one. "no-such-contract": the source's
                    answer, when asked for the contract's number, that it has none.
    evidence.csv    For each contract: what changed and when we saw it, also what was
                    not announced, and the answers of that read by their SHA-256. Where
                    the source said that it has no such contract, "change" is
                    "no-such-contract". For spreadsheets: UTF-8, with commas.
    timestamps/     If it is here: time-stamps of an authority. They show on which day
                    answers existed, by its clock. tocsin verify says which answers.
    manifest.json   Every other file with its SHA-256; manifest.sig is its signature.
    SHA256SUMS      The SHA-256 of every file here but itself.

    How to check that nothing was changed

    Linux:    sha256sum -c SHA256SUMS
    macOS:    shasum -a 256 -c SHA256SUMS
    Windows:  Get-FileHash FILE in PowerShell, and compare with the line in SHA256SUMS
    Signature: tocsin verify FILE, with the file as it was given to you. Compare the
              fingerprint of the key with the one that the union published:
              { $key }

    What this proves and what it does not

    The signature shows that the files are as this bot wrote them. It does not show that
    the bot copied the sources faithfully, nor, without a time-stamp, when: give the
    SHA-256 of the whole file, or the file itself, to someone else on the day you take
    it. All moments are in UTC, by the clock of the machine that read. Amounts in
    evidence.csv are in the currency beside them; a ceiling is a maximum and is never
    added to what is committed.
