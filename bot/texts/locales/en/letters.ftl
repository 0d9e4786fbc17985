# Printed letters with a code of the signing page, one page a member.
letter-title = Your code for signing
letter-what = With this code you can sign the union’s demands on a web page, without an account. From what the union keeps, nobody can tell later which signature is yours, without your card or tokens file. It keeps a record of who got tokens: if nearly all of them signed, that is nearly who signed. Where the union’s database is PostgreSQL, its log shows for days who came when. Your card shows whether you signed until the list closes; a tokens file, as long as it exists. Nothing protects you from somebody who watches you sign.
letter-your-code = Your code
letter-your-half = Half { $half } of 2 of your code
letter-step-halves = You get the two halves from two people. Put them together: half 1 first, then half 2.
letter-step-1 = Open the page below in your own browser. Do not use a device or a network of your employer.
letter-step-2 = Type the code. It works once.
letter-step-line = Type the line under the code as well: it shows your browser that it is talking to your union.
letter-step-3 = The page shows you a card of 28 characters. Write it down and keep it where only you look: with it you can change your mind later.
letter-step-4 = Read the demand and sign.
letter-address = Signing page:
letter-care = If the page says that the code does not work, tell the union at once: somebody else may have used it.
