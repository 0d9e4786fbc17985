source-name-page = Webseite
source-complete-page = Die Seite muss enden wie zuvor. Unterschiede werden ein zweites Mal geprüft.
