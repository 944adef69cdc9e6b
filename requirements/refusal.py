"""What pip and its like are told who would install the project: it is run where it lies.

Installed, it would lay `schema`, `graph` and `serving` beside packages of others, and over theirs
of the same name.
"""

import sys

sys.exit("This is an application, not a library, and is not installed: run `make serve` in here.")
