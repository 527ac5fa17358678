"""Traces: what a request passed through and how long each part took (OpenTelemetry). Off by default, and then free.

While it is off, `span` hands out one object that does nothing, and nothing listens to the database. `start` turns it on for the process; it needs the
extra `telemetry`. Spans hold names, counts and outcomes, never what anybody said. Knows nothing of rooms.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Self

from structlog.contextvars import bind_contextvars

from willcall.kit.config import TelemetrySection
from willcall.kit.errors import Invalid

_tracer: Any = None
Value = str | int | float | bool


class _Nothing:
    """A span of nobody."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def set_attribute(self, _name: str, _value: Value) -> None:
        """Does nothing."""


_NOTHING = _Nothing()


def on() -> bool:
    """Whether traces are made."""
    return _tracer is not None


def span(name: str, attributes: Mapping[str, Value] | None = None) -> AbstractContextManager[Any]:
    """A part of what goes on, for a `with` block; whatever leaves the block as an error marks it so.

    Args:
        name: Few different ones: of the part, not of the thing.
        attributes: Facts about it.
    """
    if _tracer is None:
        return _NOTHING
    made: AbstractContextManager[Any] = _tracer.start_as_current_span(name, attributes=attributes)
    return made


def request_span(method: str, headers: Mapping[bytes, bytes]) -> AbstractContextManager[Any]:
    """The span of a whole request; goes on with the caller's trace (W3C Trace Context), and joins this service's log lines to it."""
    if _tracer is None:
        return _NOTHING
    return _Request(method, headers)


class _Request:
    def __init__(self, method: str, headers: Mapping[bytes, bytes]) -> None:
        from opentelemetry.propagate import extract  # noqa: PLC0415 - only where traces are made
        from opentelemetry.trace import SpanKind  # noqa: PLC0415

        carried = {
            name: headers[name.encode()].decode("latin-1")
            for name in ("traceparent", "tracestate")
            if name.encode() in headers
        }
        self._made = _tracer.start_as_current_span(
            method, context=extract(carried), kind=SpanKind.SERVER, attributes={"http.request.method": method}
        )

    def __enter__(self) -> Any:
        opened = self._made.__enter__()
        context = opened.get_span_context()
        bind_contextvars(trace_id=f"{context.trace_id:032x}", span_id=f"{context.span_id:016x}")
        return opened

    def __exit__(self, *error: object) -> Any:
        return self._made.__exit__(*error)


def start(section: TelemetrySection, *, engine: Any = None) -> Callable[[], None]:
    """Turns tracing on for this process, where it is wished; what it gives back turns it off and sends what is left.

    Args:
        section: Where spans go, and how many.
        engine: A database's SQLAlchemy engine, whose statements become spans.

    Raises:
        Invalid: If the extra is not installed.
    """
    global _tracer  # noqa: PLW0603 - one switch a process
    if section.traces == "off":
        return _leave_off
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
        from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise Invalid(
            "Traces need OpenTelemetry, which is not installed: pip install -e '.[telemetry]' (docs/how-to/monitor.md).",
            field="telemetry.traces",
        ) from missing
    provider = TracerProvider(
        resource=Resource.create({"service.name": section.service_name}),
        sampler=ParentBased(TraceIdRatioBased(section.sample)),
    )
    exporter = OTLPSpanExporter(endpoint=section.otlp_endpoint.rstrip("/") + "/v1/traces", timeout=5)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracer = tracer = provider.get_tracer("willcall")
    deaf = _listen(engine, tracer) if engine is not None else _leave_off

    def stop() -> None:
        global _tracer  # noqa: PLW0603 - the same switch
        if _tracer is tracer:
            _tracer = None
        deaf()
        provider.shutdown()

    return stop


def _leave_off() -> None:
    """Nothing was turned on."""


def _listen(engine: Any, tracer: Any) -> Callable[[], None]:
    """Every statement becomes a span, under its first word and table; parameters are never in it."""
    from opentelemetry.trace import SpanKind, Status, StatusCode  # noqa: PLC0415
    from sqlalchemy import event  # noqa: PLC0415

    def before(_connection: Any, _cursor: Any, statement: str, _parameters: Any, context: Any, many: bool) -> None:
        if context is not None:
            verb = statement.split(None, 1)[0].upper() if statement.strip() else "SQL"
            facts = {"db.system.name": engine.dialect.name, "db.query.text": statement[:500], "db.many": many}
            context.span = tracer.start_span(f"db {verb}", kind=SpanKind.CLIENT, attributes=facts)

    def after(_connection: Any, _cursor: Any, _statement: str, _parameters: Any, context: Any, _many: bool) -> None:
        opened = getattr(context, "span", None)
        if opened is not None:
            opened.end()

    def broken(error: Any) -> None:
        opened = getattr(error.execution_context, "span", None)
        if opened is not None:
            opened.set_status(Status(StatusCode.ERROR, type(error.original_exception).__name__))
            opened.end()

    listeners = (("before_cursor_execute", before), ("after_cursor_execute", after), ("handle_error", broken))
    for name, listener in listeners:
        event.listen(engine, name, listener)

    def stop() -> None:
        for name, listener in listeners:
            event.remove(engine, name, listener)

    return stop
