source-name-approch = APProch (planned French purchases)
source-complete-approch = All projects that the portal counts must come. If the number shrinks during the read, some count as missing.
