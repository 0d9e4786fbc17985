demand-paper = { $count ->
    [one] En **{ $count } op papier**, ingevoerd door iemand van het campagneteam en bevestigd door een ander.
   *[other] En **{ $count } op papier**, ingevoerd door iemand van het campagneteam en bevestigd door een ander.
}
