### The terminal: what tocsin texts check finds.

## tocsin texts check
terminal-texts-no-folder = { $language }: there is no such folder beside { $english }. There are: { $list }.
terminal-texts-unreadable = { $language }/{ $name }: cannot be read: { $text }
terminal-texts-superfluous = { $where }: superfluous, English has no such message
terminal-texts-own-name = { $language }/language.ftl: write language-name = …
terminal-texts-twice = { $language }/{ $name }: { $key }: is also in { $other }
terminal-texts-missing = { $language }/{ $file }: { $key }: missing
terminal-texts-attribute-missing = { $where }: .{ $name } is missing
terminal-texts-attribute-superfluous = { $where }: .{ $name } is superfluous
terminal-texts-plural = { $where }: the plural form [{ $form }] is missing
terminal-texts-english = { $where }: seems to be English still: { $text }
terminal-texts-choice = { $where }: has { $count } characters, and Discord takes { $most }
terminal-texts-name = { $where }: Discord takes small letters, digits and -, up to 32, without spaces: { $name }
terminal-texts-same-name = { $where }: has the same name as { $other }
terminal-texts-button = { $where }: has { $count } characters, and a button takes { $most }
terminal-texts-form = { $where }: has { $count } characters, and the title or label of a form takes { $most }
terminal-texts-hint = { $where }: its hint has { $count } characters, and Discord takes { $most }
terminal-card-signed = answer to a signature
terminal-card-signed-roster = answer to a signature with a roster
terminal-card-withdrawn = answer to a withdrawal
terminal-card-secret = Is my signature secret?
terminal-card-erasing = before erasing
terminal-card-joined = account linked
terminal-card-privacy = privacy notice
terminal-card-agree = box to consent
terminal-card-roster = consent to the roster
terminal-card-words = words explained
terminal-texts-card = { $language }: the card “{ $name }” takes { $lines } lines of a telephone, at most { $most }
terminal-texts-variables = { $where }: variables are { $ours }; in English: { $theirs }
terminal-texts-description = { $where }: the description has { $count } characters, and Discord takes { $most }
terminal-card-consent = consent
