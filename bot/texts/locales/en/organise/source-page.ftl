### The source "page": one web page, and the addresses that a watch of a page or a feed cannot have.

source-field-page-address = Address of the page
    .placeholder = https://www.example.com/our-work/agency

query-address-missing = The address is missing. Nothing was saved. Open the page in a browser, and copy what is in the address bar.
query-address-too-long = This address is too long (maximum { $value } characters). Nothing was saved. Try it without what follows the question mark.
query-address-not-web = “{ $value }” is not a web address. Nothing was saved. It must look like https://www.example.org/page: open it in a browser, and copy what is in the address bar.
query-address-user-info = This address contains a user name or a password, which would be kept and shown. Nothing was saved. Give an address that anyone can open without them.
query-address-not-public = “{ $value }” leads into a private network. Nothing was saved. Only addresses that anyone on the internet can open can be watched.
query-address-port = Port { $value } is not used by websites: browsers do not open it either. Nothing was saved. Give an address that opens in a browser.
