### What becomes of people's data: the notice for everybody, and the organisers' form.

## The fields

privacy-form-title = Privacy settings
privacy-form-controller = Who is responsible for the data
    .hint = The union or body that decides, with its legal name and address.
privacy-form-contact = Whom members can ask
    .hint = An address that is read: an e-mail address or a postal address.
privacy-form-legal-basis = Anything to add on the legal basis
    .hint = The form names explicit consent under the GDPR. Empty unless your lawyer wants more.
privacy-form-recipients = Who else receives data
    .hint = Besides Discord: the officers, for example. Write it in each of your members’ languages.
privacy-form-months = Months until a demand’s key is destroyed
    .hint = After signing ends, { $least } to { $most }. For demands that open from now on.

privacy-saved = The privacy settings are saved. Members see them with `/privacy notice` and in the form when they sign.
privacy-saved-open = The consent text of the open demands in Discord has changed with them, and on the union’s page it changes with the next change of the text: anyone who signs from now on agrees to the one that is shown. Consents given before stay as they are.
privacy-missing = Still missing, or still an example: { $fields }. Until they are filled in, no demand can open.
