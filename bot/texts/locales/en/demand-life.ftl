### What becomes of a demand: goal and deadline, versions, posts, delivery, answer, archive.

demand-state-delivered = Delivered
demand-state-answered = Answered
demand-state-archived = Archived

## On the card

demand-goal = { $percent }% of the goal of { $goal }
demand-plan-goal = Goal: { $goal } signatures.
demand-closes = Sign until { $moment }, { $left }.
demand-text-changed = **The text changed on { $day }.** A signature given before is for the text as it was: press Sign to support this one.
demand-versions = { $count } versions so far of the text and of what signers are told about their data; each signature is for one.
demand-delivered = **Delivered** on { $day } to { $to }, with { $count ->
    [one] { $count } signature.
   *[other] { $count } signatures.
}
demand-answered = On { $day }, management answered: { $outcome ->
    [agreed] **agreed**.
    [partly] **agreed in part**.
   *[refused] **refused**.
}
demand-archived = Archived: no longer in the list of demands.
button-facts = The facts
button-demand = The demand

## Posts

post-demand-percent = { $percent ->
    [25] A quarter of the goal of { $goal } is reached
    [50] Half of the goal of { $goal } is reached
    [75] Three quarters of the goal of { $goal } are reached
   *[100] The goal of { $goal } signatures is reached
}
post-demand-round = { $number } signatures reached
post-demand-reminder-title = Last days to sign
post-demand-widened-title = More people may sign
post-widened-role = { $role ->
    [all] Since { $day }, no role is needed to sign.
   *[other] Since { $day }, holders of the role { $role } may sign too.
}
post-widened-account = { $days ->
    [0] Since { $day }, Discord accounts of any age may sign.
    [one] Since { $day }, Discord accounts that are at least { $days } day old may sign.
   *[other] Since { $day }, Discord accounts that are at least { $days } days old may sign.
}
post-widened-time = { $days ->
    [0] Since { $day }, newcomers to this server may sign too.
    [one] Since { $day }, people who have been in this server for at least { $days } day may sign.
   *[other] Since { $day }, people who have been in this server for at least { $days } days may sign.
}
post-demand-prolonged-title = Signing goes on for longer
post-prolonged = { $until } That is longer than the people who signed before were told: two organisers decided it. The key of their signatures is kept for longer too. If you signed and do not want that, you can withdraw.
post-demand-closed-title = The demand is closed
post-demand-closed = { $count ->
    [one] **{ $count } signature** at closing. It can no longer be signed; late changes may still follow.
   *[other] **{ $count } signatures** at closing. It can no longer be signed; late changes may still follow.
}
post-demand-delivered-title = The demand was delivered
post-demand-answered-title = Management has answered
post-demand-delivered-corrected-title = Correction: how the demand was delivered
post-demand-answered-corrected-title = Correction: what management answered
