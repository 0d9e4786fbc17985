### Les contrats que nomment les faits : /organiser action:fait, et la question quand l’un d’eux change.

fact-form-changed = Le contrat a changé (lu le { $date }). Enregistrer retire la mention.
fact-changed-title = Un fait à vérifier : son contrat a changé
fact-changed-next = Tant que vous n’avez pas répondu, les membres lisent que ce fait est à revérifier.
fact-changed-look = **Son contrat a changé** depuis la dernière vérification : rien n’est encore noté. Regardez le contrat, puis dites que le fait est toujours exact, ou modifiez-le.
fact-changed-again = **Le contrat a encore changé** après ce que vous avez vu : la mention reste. Regardez le contrat, puis dites que le fait est toujours exact, ou modifiez-le.
fact-names-contract = Nomme le contrat { $number } : quand il change, un message vous demande de vérifier.
fact-names-waiting = Nomme le contrat { $number }, qu’aucune veille n’a encore trouvé ici.
fact-names-unfollowed = Nomme le contrat { $number }, qu’aucune veille ne suit plus ici : aucun message ne vous préviendra quand il changera. Ajoutez une veille qui le trouve, ou retirez-le avec `/organiser action:fait modifier`.
fact-contract-none = Aucun contrat
button-fact-read = Lire le fait
refusal-fact-contract-unknown = Aucune veille ne suit ici de contrat portant le numéro « { $typed } ». Rien n’a changé. Choisissez-en un dans la liste, ou ajoutez d’abord une veille qui le trouve : `/organiser action:veille ajouter`.
refusal-fact-contract-several = Plusieurs contrats portent ici le numéro « { $typed } ». Rien n’a changé. Choisissez dans la liste.
refusal-fact-contract-gone = Plus aucune veille ne suit ici l’un de ces contrats. Rien n’a été enregistré. Choisissez-en un autre dans la liste, ou ajoutez une veille qui le trouve : `/organiser action:veille ajouter`.
refusal-fact-contracts = Un fait nomme au plus { $most } contrats. Rien n’a été enregistré. Retirez-en.
