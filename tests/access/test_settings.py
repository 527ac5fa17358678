"""Settings: which source wins, where each value came from, and what is wrong with a bad one."""

import pytest

from willcall.settings import SHORT_NAMES, SettingsError, load, paths, variable


def test_later_sources_win_and_each_value_knows_its_source(tmp_path):
    (tmp_path / "willcall.yaml").write_text(
        "server:\n  port: 1111\n  host: 0.0.0.0\naccess:\n  rate_limit_per_minute: 1\nlog:\n  level: debug\n"
    )
    (tmp_path / ".env").write_text("RATE_LIMIT_PER_MINUTE=2\nSERVER__PORT=2222\nUNRELATED=x\nLOG__FORMAT=json\n")
    settings = load(
        {"server.port": 4444, "server.workers": None},
        environ={"SERVER__PORT": "3333", "RATE_LIMIT_PER_MINUTE": "3", "PATH": "/bin"},
        directory=tmp_path,
    )
    assert settings.server.port == 4444
    assert settings.access.rate_limit_per_minute == 3
    assert settings.log.format == "json"
    assert settings.server.host == "0.0.0.0"
    sources = {origin.path: origin.source for origin in settings.explain()}
    assert sources["server.port"] == "command line"
    assert sources["access.rate_limit_per_minute"] == "environment"
    assert sources["log.format"] == str(tmp_path / ".env")
    assert sources["log.level"] == str(tmp_path / "willcall.yaml")
    assert sources["server.workers"] == "default"


def test_a_named_file_is_read_and_a_missing_one_is_an_error(tmp_path):
    file = tmp_path / "other.yaml"
    file.write_text("sandbox: true\nAPI_KEY: from-the-file\n")
    settings = load(environ={"WILLCALL_CONFIG": str(file)}, directory=tmp_path)
    assert settings.sandbox
    assert settings.access.api_key.get_secret_value() == "from-the-file"
    with pytest.raises(SettingsError, match="cannot be read"):
        load(environ={"WILLCALL_CONFIG": str(tmp_path / "none.yaml")}, directory=tmp_path)


@pytest.mark.parametrize(
    ("environ", "names"),
    [
        ({"RATE_LIMIT_PER_MINUTE": "abc"}, ["RATE_LIMIT_PER_MINUTE", "'abc'", "environment"]),
        ({"RATE_LIMIT_PER_MINUTE": "-1"}, ["RATE_LIMIT_PER_MINUTE", "'-1'"]),
        ({"SERVER__PORT": "70000"}, ["SERVER__PORT", "70000"]),
        ({"SERVER__PROT": "1"}, ["SERVER__PROT", "no such setting"]),
        ({"LOG__LEVEL": "loud"}, ["LOG__LEVEL", "loud"]),
        ({"ACCESS__WIDGET_ORIGINS": "shop.example"}, ["ACCESS__WIDGET_ORIGINS", "shop.example"]),
        ({"ACCESS__JWT__JWKS_URL": "file:///etc"}, ["ACCESS__JWT__JWKS_URL"]),
    ],
)
def test_a_bad_value_is_named_with_its_variable_and_where_it_stands(tmp_path, environ, names):
    with pytest.raises(SettingsError) as raised:
        load(environ=environ, directory=tmp_path)
    for name in names:
        assert name in raised.value.detail


@pytest.mark.parametrize("content", ["a: [", "- 1\n", "server:\n  prot: 1\n", "nonsense: 1\n", "server: 5\n"])
def test_a_bad_file_is_an_error_that_names_it(tmp_path, content):
    (tmp_path / "willcall.yaml").write_text(content)
    with pytest.raises(SettingsError) as raised:
        load(environ={}, directory=tmp_path)
    assert "willcall.yaml" in raised.value.detail


def test_secrets_are_masked_wherever_they_are_shown(tmp_path):
    environ = {
        "API_KEY": "hidden-key-1",
        "DATABASE_URL": "postgresql://me:hidden-pass@host/db",
        "ACCESS__JWT__SECRET": "hidden-secret-hidden-secret-hidden-secret",
        "AGENT__LLM__API_KEY": "hidden-key-2",
    }
    settings = load(environ=environ, directory=tmp_path)
    shown = str(settings.explain()) + repr(settings)
    assert "hidden" not in shown
    with pytest.raises(SettingsError) as raised:
        load(environ={"DATABASE_URL": "mysql://me:hidden@host"}, directory=tmp_path)
    assert "hidden" not in raised.value.detail
    with pytest.raises(SettingsError) as raised:
        load(environ={"ACCESS__JWT__SECRET": "hidden"}, directory=tmp_path)
    assert "hidden" not in raised.value.detail


def test_every_short_name_is_a_real_setting_and_every_path_has_a_variable():
    assert set(SHORT_NAMES.values()) <= set(paths())
    for path in paths():
        assert variable(path).isupper()


def test_an_empty_variable_is_an_unset_one(tmp_path):
    assert load(environ={"API_KEY": "", "RATE_LIMIT_PER_MINUTE": ""}, directory=tmp_path).access.api_key is None


def test_the_database_defaults_to_a_file_in_the_data_directory(tmp_path):
    settings = load({"storage.data": tmp_path / "d"}, environ={}, directory=tmp_path)
    assert settings.storage.url == f"sqlite:///{tmp_path}/d/willcall.db"
    other = load(environ={"DATABASE_URL": "postgres://u@h/d"}, directory=tmp_path)
    assert other.storage.url == "postgresql://u@h/d"
