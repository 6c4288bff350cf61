"""`python -m explorer VERB`: the commands that need no Qt."""

from __future__ import annotations

import sys

from explorer.cli.verbs import main

if __name__ == "__main__":
    sys.exit(main())
