### How this language calls itself, in menus to choose one.

language-name = English
