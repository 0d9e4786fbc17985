source-name-feed = Nachrichten-Feed
source-complete-feed = Der Feed muss bis zum Ende gelesen werden. Was er nicht mehr aufführt, gilt nicht als entfernt.
