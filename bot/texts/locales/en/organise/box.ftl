### The box, which takes signatures in from the signing page.

refusal-box-unknown = The box does not know this demand. Nothing was changed. Ask whoever runs the bot to check that it uses the same box as when the demand opened.
refusal-box-differs = The box has this demand with another key or another text. Nothing was changed. Ask whoever runs the bot to check that no other bot uses this box.
refusal-box-file = The rows of publication { $number } are not those that were published, so they were not put back. Use the file from the board, rows-{ $number }.jsonl, unchanged.
refusal-box-number = The box has already given out rows for a publication after { $number }. Nothing was changed. The bot tries again by itself; if it goes on, ask whoever runs the bot to check that no other bot uses this box.
refusal-box-away = The box does not answer, so this was not done, or not wholly. Nobody can sign on the page meanwhile, and nothing that was signed is lost. Try again in a few minutes; if it lasts, tell whoever runs the box.
refusal-box-secret = The box does not accept the bot’s secret, so nothing was done. The file box.key of the box belongs in the bot’s folder of keys: ask whoever runs the box for it.
