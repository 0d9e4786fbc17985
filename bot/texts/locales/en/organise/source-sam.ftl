source-field-sam-buyers = Departments, agencies or offices
    .placeholder = Immigration and Customs Enforcement
source-field-sam-words = Words in the title, the number or the awardee
    .placeholder = skip tracing
watch-stored = From the notices read up to { $day }: SAM.gov was not asked for this preview.
watch-stored-none = **Nothing from SAM.gov has been read yet.** Save the watch: reading the first notices takes about three days, and one post then sums up what it finds.
watch-next-sam = SAM.gov is read little by little, with at most ten requests a day. Once the last thirty days are read, one post sums up what was found. After that, only what is new or changes is posted. To undo this: `/organise do:watch remove`.
watch-unread-sam = Not read yet: reading the first notices of SAM.gov takes about three days.
