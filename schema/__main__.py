"""The command line of the schema: `python -m schema` prints it."""

import sys

from graphql import print_schema

from schema.execution import Executor
from schema.schema import build_schema

sys.stdout.write(print_schema(Executor(build_schema()).schema) + "\n")
