### The source "page": one web page, and the addresses that a watch of a page or a feed cannot have.

source-field-page-address = Address of the page
    .placeholder = https://www.example.com/our-work/agency

query-address-missing = Give the address. Open it in a browser, and copy what is in the address bar.
query-address-too-long = This address is too long: it may have up to { $value } characters. Try it without what follows the question mark.
query-address-not-web = “{ $value }” is not a web address. It must look like https://www.example.org/page: open it in a browser, and copy what is in the address bar.
query-address-user-info = This address contains a user name or a password, which would be kept and shown. Give an address that anyone can open without them.
query-address-not-public = “{ $value }” leads into a private network. Only addresses that anyone on the internet can open can be watched.
query-address-port = Port { $value } is not used by websites: browsers do not open it either. Give an address that opens in a browser.
