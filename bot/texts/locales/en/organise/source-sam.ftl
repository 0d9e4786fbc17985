source-field-sam-buyers = Departments, agencies or offices
    .placeholder = Immigration and Customs Enforcement
source-field-sam-words = Words in the title, the number or the awardee
    .placeholder = skip tracing
watch-stored = From notices read until { $day }: SAM.gov was not asked for this preview.
watch-stored-none = **Nothing of SAM.gov is read yet.** Save the watch: the first notices take about three days, and one post then sums up what it finds.
watch-next-sam = SAM.gov is read little by little, within ten requests a day: once the last thirty days are read, one post sums up what is found. After that, only what is new or changes is posted. To undo this: `/organise watch remove`.
watch-unread-sam = Not read yet: the first notices of SAM.gov take about three days.
