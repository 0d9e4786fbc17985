"""Implementation of the steward's terminal commands: each opens the resources that it needs, and closes
them."""
