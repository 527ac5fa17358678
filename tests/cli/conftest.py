"""A whole Willcall, served from this process."""

import threading

import pytest


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A whole Willcall on a free port, in a thread of this process."""
    import uvicorn

    from willcall.app import build
    from willcall.entrypoints.api.application import create_app
    from willcall.settings import load

    folder = tmp_path_factory.mktemp("chat")
    overrides = {"storage.data": folder, "sandbox": True, "sample": True, "access.rate_limit_per_minute": 0}
    overrides["log.level"] = "error"  # what its threads would log is no command's error output
    app = build(load(overrides, environ={}, directory=folder))
    started = threading.Event()

    class Server(uvicorn.Server):
        async def startup(self, sockets=None):
            await super().startup(sockets)
            started.set()

    running = Server(uvicorn.Config(create_app(app), port=0, log_config=None, lifespan="on"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    assert started.wait(30)
    yield f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    running.should_exit = True
    thread.join(10)
    app.close()
