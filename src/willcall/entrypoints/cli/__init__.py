"""The command line. `willcall --help` shows what there is; each command imports what it needs when it runs."""

import sys


def main() -> None:
    """What the `willcall` command runs."""
    from willcall.entrypoints.cli.running import run

    sys.exit(run(sys.argv[1:]))
