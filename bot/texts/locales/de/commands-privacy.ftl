command-privacy = datenschutz
    .description = Was mit deinen Daten geschieht.
command-privacy-notice = info
    .description = Was wo wie lange gespeichert wird, und wie du deine Unterschrift zurückziehst.
command-privacy-export = kopie
    .description = Eine Kopie dessen, was über dich gespeichert ist: heute verlangt, morgen bereit.
command-privacy-erase = löschen
    .description = Alle Unterschriften dieses Kontos zurückziehen und seine Daten löschen.
