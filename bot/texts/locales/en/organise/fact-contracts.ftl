### Contracts that facts name: /organise do:fact, and the question when one of them changes.

fact-form-changed = The contract changed (read on { $date }). Saving removes the mark.
fact-changed-title = A fact to check: its contract changed
fact-changed-next = Until you answer, members read that this fact needs checking again.
fact-changed-look = **Its contract changed** since it was last checked, so nothing is noted yet. Look at the contract, then say that the fact is still right, or change it.
fact-changed-again = **The contract changed again** after what you saw, so the mark stays. Look at the contract, then say that the fact is still right, or change it.
fact-names-contract = Names contract { $number }: when it changes, you are asked to check.
fact-names-waiting = Names contract { $number }, which no watch here has found yet.
fact-names-unfollowed = Names contract { $number }, which no watch here follows any more: you will not be asked when it changes. Add a watch that finds it, or take it off with `/organise do:fact edit`.
fact-contract-none = No contract
button-fact-read = Read the fact
refusal-fact-contract-unknown = No watch here follows a contract with the number “{ $typed }”. Nothing was changed. Choose one from the list, or add a watch that finds it first: `/organise do:watch add`.
refusal-fact-contract-several = Several contracts here have the number “{ $typed }”. Nothing was changed. Choose one from the list.
refusal-fact-contract-gone = No watch here follows one of these contracts any more. Nothing was saved. Choose another from the list, or add a watch that finds it: `/organise do:watch add`.
refusal-fact-contracts = A fact names { $most } contracts at most. Nothing was saved. Leave some out.
