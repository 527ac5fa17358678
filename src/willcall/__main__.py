"""`python -m willcall` is the `willcall` command."""

from willcall.entrypoints.cli import main

main()
