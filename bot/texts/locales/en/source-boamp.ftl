source-name-boamp = BOAMP (French notices)
source-complete-boamp = All notices that the portal counts must come. If the number shrinks during the read, some count as missing.
