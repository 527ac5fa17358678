"""One `Settings` made of each room's own small section, and where every value in it came from.

Later sources win: code defaults, a YAML file (`WILLCALL_CONFIG`, else `willcall.yaml` where there is one), `.env`, the
environment, overrides from the command line. Every value has a dotted path (`access.rate_limit_per_minute`); its variable is
the path in capitals joined by two underscores (`ACCESS__RATE_LIMIT_PER_MINUTE`), and the well-known ones have a short
name too (`RATE_LIMIT_PER_MINUTE`). Nothing below the composition root imports this.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SecretStr, ValidationError, field_validator

from willcall.access.config import AccessSection
from willcall.agent.config import AgentSection
from willcall.boxoffice.config import BoxOfficeSection
from willcall.insights.alerts.config import AlertsSection
from willcall.insights.config import InsightSection
from willcall.insights.drift.config import DriftSection
from willcall.kit.config import LogSection, StorageSection, TelemetrySection
from willcall.kit.errors import Invalid
from willcall.knowledge.config import KnowledgeSection

SHORT_NAMES = {
    "API_KEY": "access.api_key",
    "RATE_LIMIT_PER_MINUTE": "access.rate_limit_per_minute",
    "DATABASE_URL": "storage.database_url",
    "REDIS_URL": "storage.redis_url",
    "WILLCALL_DATA": "storage.data",
    "WILLCALL_BRAIN": "agent.brain",
    "WILLCALL_SANDBOX": "sandbox",
    "WILLCALL_SAMPLE": "sample",
    "PROJECT_ID": "cloud.project_id",
    "REGION": "cloud.region",
    "BUCKET_NAME": "cloud.bucket_name",
    "ENDPOINT_ID": "cloud.endpoint_id",
    "TRAINING_DATA_URI": "cloud.training_data_uri",
}


class SettingsError(Invalid):
    """A setting has a value that it cannot have; the message names both, and where it was set."""


class ServerSection(BaseModel):
    """How the API is served."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64, description="processes that share the port")
    threads: int = Field(default=16, ge=1, le=200, description="turns that one process runs at a time")
    max_streams: int = Field(
        default=500, ge=1, le=50_000, description="conversations that one process lets clients follow at a time"
    )
    max_body_bytes: int = Field(default=1_048_576, ge=1024, description="larger requests are refused unread")
    public_url: str | None = Field(default=None, description="how fans reach this server, for links in messages")
    trusted_proxies: str = Field(
        default="", description="addresses whose X-Forwarded-* count, comma-separated; * for all"
    )
    shutdown_seconds: int = Field(default=25, ge=1, le=600, description="how long turns in flight may take to finish")


class BrandSection(BaseModel):
    """Whose console and reports these are."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    name: str = Field(default="Willcall", min_length=1, max_length=60, description="on the console and on reports")
    colour: str = Field(default="#ffc933", pattern=r"^#[0-9a-fA-F]{6}$", description="of marks and buttons, #rrggbb")
    logo: Path | None = Field(default=None, description="a picture for the console and reports: .svg, .png or .jpg")

    @field_validator("logo")
    @classmethod
    def _picture(cls, logo: Path | None) -> Path | None:
        if logo is not None and (logo.suffix.lower() not in {".svg", ".png", ".jpg", ".jpeg"} or not logo.is_file()):
            raise ValueError("must be the path of a picture that is there: .svg, .png or .jpg")
        return logo


class CloudSection(BaseModel):
    """Google Cloud names; used by later rooms, carried and shown already."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    project_id: str | None = Field(default=None, description="not used yet")
    region: str = Field(default="us-central1", description="not used yet")
    bucket_name: str | None = Field(default=None, description="not used yet")
    endpoint_id: str | None = Field(default=None, description="not used yet")
    training_data_uri: str | None = Field(default=None, description="not used yet")


@dataclass(frozen=True, slots=True)
class Origin:
    """One setting: its path, its value as it may be shown, and where that came from.

    Args:
        path: Dotted, e.g. `access.api_key`.
        value: Printable; secrets are `***`.
        source: `default`, a file's path, `environment`, or `command line`.
        variable: What to set in the environment to change it.
        description: What it is for.
    """

    path: str
    value: Any
    source: str
    variable: str
    description: str


class Settings(BaseModel):
    """Everything that may be set. Use `load`; building one by hand is for tests."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    sandbox: bool = Field(default=False, description="play money and sign-in without proof; never in production")
    sample: bool = Field(default=False, description="load the sample season into an empty box office")
    server: ServerSection = ServerSection()
    storage: StorageSection = StorageSection()
    access: AccessSection = AccessSection()
    boxoffice: BoxOfficeSection = BoxOfficeSection()
    agent: AgentSection = AgentSection()
    knowledge: KnowledgeSection = KnowledgeSection()
    log: LogSection = LogSection()
    telemetry: TelemetrySection = TelemetrySection()
    insight: InsightSection = InsightSection()
    brand: BrandSection = BrandSection()
    alerts: AlertsSection = AlertsSection()
    drift: DriftSection = DriftSection()
    cloud: CloudSection = CloudSection()

    _sources: dict[str, str] = PrivateAttr(default_factory=dict)

    def explain(self) -> list[Origin]:
        """Every setting in force, in order, with its source; secrets masked."""
        return [
            Origin(path, _shown(_get(self, path)), self._sources.get(path, "default"), variable(path), about)
            for path, about in paths().items()
        ]


def variable(path: str) -> str:
    """The environment variable of a path: its short name where it has one."""
    for name, target in SHORT_NAMES.items():
        if target == path:
            return name
    return path.upper().replace(".", "__")


def paths() -> dict[str, str]:
    """Every setting's path → what it is for."""
    return dict(_walk(Settings))


def load(
    overrides: Mapping[str, Any] | None = None,
    *,
    config: Path | None = None,
    environ: Mapping[str, str] | None = None,
    directory: Path | None = None,
) -> Settings:
    """Reads every source.

    Args:
        overrides: Dotted path → value, from the command line; None values are left out.
        config: A YAML file; else `WILLCALL_CONFIG`, else `willcall.yaml` in `directory` where there is one.
        environ: The environment (default: this process's).
        directory: Where `.env` and `willcall.yaml` are looked for (default: the current one).

    Raises:
        SettingsError: Naming the variable or path, its value (unless secret), its source and what was expected.
    """
    environ = os.environ if environ is None else environ
    directory = Path.cwd() if directory is None else directory
    known = paths()
    merged: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def layer(values: Mapping[str, Any], source: str) -> None:
        for path, value in values.items():
            merged[path] = value
            sources[path] = source

    named = config or (Path(environ["WILLCALL_CONFIG"]) if environ.get("WILLCALL_CONFIG") else None)
    file = named or directory / "willcall.yaml"
    if named is not None or file.is_file():
        layer(_from_yaml(file, known), str(file))
    dotenv = directory / ".env"
    if dotenv.is_file():
        from dotenv import dotenv_values  # noqa: PLC0415 - only where there is such a file

        layer(_from_variables(dotenv_values(dotenv), known, str(dotenv)), str(dotenv))
    layer(_from_variables(environ, known, "environment"), "environment")
    given = {path: value for path, value in (overrides or {}).items() if value is not None}
    for path in given:
        if path not in known:
            raise SettingsError(f"There is no setting {path!r}.", field=path)
    layer(given, "command line")

    try:
        settings = Settings.model_validate(_nested(merged))
    except ValidationError as error:
        raise _readable(error, merged, sources) from None
    settings._sources.update(sources)  # noqa: SLF001 - this module's own
    return settings


def _walk(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _walk(kind, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", field.description or ""


def _from_variables(variables: Mapping[str, str | None], known: Mapping[str, str], source: str) -> dict[str, Any]:
    by_name = {path.upper().replace(".", "__"): path for path in known if "." in path}
    sections = {path.partition(".")[0].upper() + "__" for path in known if "." in path}
    found: dict[str, Any] = {}
    for name, value in variables.items():
        if value is None:
            continue
        upper = name.upper()
        path = SHORT_NAMES.get(name) or by_name.get(upper)
        if path is not None and (value != "" or path not in found):
            if value != "":  # an empty variable is an unset one
                found[path] = _parsed(value, path)
        elif path is None and any(upper.startswith(section) for section in sections):
            raise SettingsError(
                f"{name} ({source}): there is no such setting; `willcall config` lists them.", field=name
            )
    return found


def _parsed(value: str, path: str) -> Any:
    if path == "access.widget_origins":
        if value.lstrip().startswith("["):
            try:
                return json.loads(value)
            except ValueError:
                return value
        return [part.strip() for part in value.split(",") if part.strip()]
    if path == "knowledge.mcp_sources":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _from_yaml(file: Path, known: Mapping[str, str]) -> dict[str, Any]:
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - only where there is such a file

    try:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}.", field=str(file)) from None
    except yaml.YAMLError as error:
        raise SettingsError(f"{file} is not YAML: {error}", field=str(file)) from None
    found: dict[str, Any] = {}

    def descend(node: Any, prefix: str) -> None:
        for key, value in node.items():
            path = f"{prefix}{key}"
            if path in known:
                if value is not None:
                    found[path] = value
            elif isinstance(value, dict) and any(each.startswith(path + ".") for each in known):
                descend(value, path + ".")
            elif f"{key}".upper() in SHORT_NAMES and not prefix:
                found[SHORT_NAMES[f"{key}".upper()]] = value
            else:
                raise SettingsError(f"{file}: there is no setting {path!r}.", field=path)

    if document is not None and not isinstance(document, dict):
        raise SettingsError(f"{file} must hold settings by name, not {type(document).__name__}.", field=str(file))
    descend(document or {}, "")
    return found


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        *parents, leaf = path.split(".")
        node = tree
        for parent in parents:
            node = node.setdefault(parent, {})
        node[leaf] = value
    return tree


def _readable(error: ValidationError, merged: Mapping[str, Any], sources: Mapping[str, str]) -> SettingsError:
    lines, first = [], None
    secrets = {path for path in merged if _is_secret(path)}
    for problem in error.errors(include_url=False, include_context=False):
        path = ".".join(str(part) for part in problem["loc"])
        while path and path not in merged:
            path = path.rpartition(".")[0]
        first = first or path
        shown = "***" if path in secrets else repr(merged.get(path))
        message = problem["msg"].removeprefix("Value error, ")
        lines.append(f"{variable(path)}={shown} ({sources.get(path, 'default')}): {message[0].lower()}{message[1:]}")
    return SettingsError("; ".join(lines), field=first)


def _is_secret(path: str) -> bool:
    model: Any = Settings
    for part in path.split("."):
        model = model.model_fields[part].annotation
    return "SecretStr" in str(model)


def _get(settings: BaseModel, path: str) -> Any:
    value: Any = settings
    for part in path.split("."):
        value = getattr(value, part)
    return value


def _shown(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return "***"
    if isinstance(value, list):
        return [each.model_dump(exclude_defaults=True) if isinstance(each, BaseModel) else each for each in value]
    return str(value) if isinstance(value, Path) else value
