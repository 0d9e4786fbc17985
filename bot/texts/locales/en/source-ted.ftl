source-name-ted = TED (European Union)
source-complete-ted = All notices that TED counts must come. If the number shrinks during the read, some count as missing.
