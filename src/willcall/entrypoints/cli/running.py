"""Runs a command and turns what went wrong into an exit code: 0 done, 1 the work failed, 2 wrong usage.

A failure is one clear line on standard error; the traceback only with `--debug`, which may stand anywhere on the line.
"""

import os
import sys
import traceback

from willcall.kit.errors import WillcallError


def run(arguments: list[str]) -> int:
    """Runs the command line.

    Args:
        arguments: Without the program's name.

    Returns:
        The exit code.
    """
    from willcall.entrypoints.cli.commands import application

    debug, arguments = _without_debug(arguments)
    try:
        application(args=arguments, prog_name="willcall")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except BrokenPipeError:  # whoever reads us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except WillcallError as error:
        return _failed(error.detail, debug=debug)
    except Exception as error:  # noqa: BLE001 - the last door: nobody should meet a traceback unasked
        return _failed(f"{type(error).__name__}: {error} (willcall --debug shows where)", debug=debug)
    return 0


def _failed(line: str, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    print("willcall: " + " ".join(line.split()), file=sys.stderr)
    return 1


def _without_debug(arguments: list[str]) -> tuple[bool, list[str]]:
    end = arguments.index("--") if "--" in arguments else len(arguments)
    ours = [argument for argument in arguments[:end] if argument != "--debug"]
    return len(ours) < end, ours + arguments[end:]
