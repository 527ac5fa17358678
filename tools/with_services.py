"""Runs a command with a PostgreSQL of its own, thrown away afterwards, and with a browser where one can be had.

Usage: python tools/with_services.py COMMAND …

If TEST_POSTGRES_URL names a server, that one is used and none is started. As root on Debian, missing packages are
installed; elsewhere what is missing is said, and the tests list what they did not run. Needs nothing but Python.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

VARIABLE = "TEST_POSTGRES_URL"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BINARIES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def postgres_binaries() -> Path | None:
    """The folder of `initdb`, newest version first."""
    for pattern in BINARIES:
        found = sorted(Path("/").glob(pattern[1:]), key=lambda folder: folder.as_posix(), reverse=True)
        for folder in found:
            if (folder / "initdb").exists():
                return folder
    command = shutil.which("initdb")
    return Path(command).parent if command else None


def has_browser() -> bool:
    mac = Path("/Applications/Google Chrome.app")
    return mac.exists() or any(shutil.which(name) for name in BROWSERS)


def install_what_is_missing() -> None:
    missing = [] if os.environ.get(VARIABLE) or postgres_binaries() else ["postgresql"]
    missing += [] if has_browser() else ["chromium", "fonts-dejavu-core"]
    missing += [] if shutil.which("tesseract") else ["tesseract-ocr"]
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {', '.join(missing)} …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing]
        for command in (install, ["apt-get", "update", "-qq"], install):
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if command is install and done.returncode == 0:
                return
        say(done.stderr.strip()[-500:])
    say(f"Not here: {', '.join(missing)}. Tests that need them will be listed as not run.")


class Postgres:
    """A cluster in a temporary folder, on a free port, that trusts whoever is on this machine."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="willcall-postgres-"))
        self._user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self._folder, account.pw_uid, account.pw_gid)

    def start(self) -> str:
        """Its URL. Raises: CalledProcessError, with what it said."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c max_connections=300 -c unix_socket_directories="
        self._run("pg_ctl", "-l", str(self._folder / "log"), "-w", "-o", options, "start")
        return f"postgresql://postgres@127.0.0.1:{port}/postgres"

    def stop(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):  # it may never have started
            self._run("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), "-D", str(self._folder / "data"), *arguments]
        with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open in the server
            done = subprocess.run(
                command, user=self._user, cwd="/", stdout=output, stderr=output, check=False, start_new_session=True
            )
            output.seek(0)
            if done.returncode:
                raise subprocess.CalledProcessError(done.returncode, program, output.read())


def run(command: list[str]) -> int:
    """Runs it; SIGTERM reaches it as an interrupt, so that it can tidy up."""
    child = subprocess.Popen(command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells the child as well
    signal.signal(signal.SIGTERM, lambda *_: child.send_signal(signal.SIGINT))
    code = child.wait()
    return code if code >= 0 else 128 - code


def main() -> int:
    if len(sys.argv) < 2:
        say(__doc__ or "")
        return 2
    install_what_is_missing()
    binaries = postgres_binaries()
    if os.environ.get(VARIABLE) or binaries is None:
        os.execvp(sys.argv[1], sys.argv[1:])
    postgres = Postgres(binaries)
    try:
        try:
            os.environ[VARIABLE] = postgres.start()
            os.environ.setdefault("BENCH_POSTGRES_URL", os.environ[VARIABLE])  # made to be thrown away
        except (subprocess.CalledProcessError, KeyError) as error:
            said = (getattr(error, "output", "") or str(error)).strip().splitlines()
            say("PostgreSQL does not start here; tests that need it will be listed as not run.")
            say("\n".join(said[-3:]))
        return run(sys.argv[1:])
    finally:
        postgres.stop()


if __name__ == "__main__":
    sys.exit(main())
