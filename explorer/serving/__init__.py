"""Serving: what steady load does to first tokens and to the pace after them."""
