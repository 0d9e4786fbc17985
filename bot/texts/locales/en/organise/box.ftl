### The box, which takes signatures in from the signing page.

refusal-box-unknown = The box does not know this demand. Nothing was changed. Ask the person who runs the bot to check that it uses the same box as when the demand opened.
refusal-box-differs = The box has this demand with another key or another text. Nothing was changed. Ask the person who runs the bot to check that no other bot uses this box.
refusal-box-file = The rows of publication { $number } are not those that were published, so they were not put back. Use the file from the board, rows-{ $number }.jsonl, unchanged.
refusal-box-number = The box has already given out rows for a publication after number { $number }. Nothing was changed. The bot tries again by itself; if it lasts, ask the person who runs the bot to check that no other bot uses this box.
refusal-box-away = The box does not answer, so this was not done, or only in part. Meanwhile, members may be unable to sign on the page. Signatures not published yet are only in the box. Try again in a few minutes; if it lasts, tell the person who runs the box.
refusal-box-secret = The box does not accept the bot’s secret, so nothing was done. The person who runs the box must give its file box.key to the person who runs the bot, for the folder of keys.

status-page = **Since { $since }, no new signatures from the union’s page can be published for “{ $demand }”.** Those not published yet are only in the box. The bot tries again by itself.
status-page-away = The box does not answer, and members may be unable to sign. If it lasts, tell the person who runs the box.
status-page-secret = The box does not accept the bot’s secret. The person who runs the bot needs the file box.key from the person who runs the box.
status-page-other-box = The box does not know this demand. Ask the person who runs the bot to check that it uses the same box as when the demand opened.
status-page-other-bot = The box has something else for this demand than the bot. Ask the person who runs the bot to check that no other bot uses this box.
status-page-log = If it lasts, tell the person who runs the bot: the log says why.
refusal-box-receipt-key = The box has no key for its receipts, so nothing was opened. Ask the person who runs the box to look at its log.
