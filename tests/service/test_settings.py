"""Settings: read from options and variables, refused when they make no sense, documented."""

from pathlib import Path

import pytest

from serving.options import settings_from
from serving.settings import Setting, Settings, known_settings, settings_table

ROOT = Path(__file__).parent.parent.parent


def test_settings_are_what_the_table_says_unless_given() -> None:
    assert settings_from([], {}) == Settings()


def test_a_variable_is_read_where_the_option_is_not_given() -> None:
    environment = {"ELECTION_GRAPH_PORT": "9000", "ELECTION_GRAPH_HOST": "::1"}

    settings = settings_from(["--port", "9001"], environment)

    assert (settings.port, settings.host) == (9001, "::1")


def another(setting: Setting) -> str:
    """Give a text that makes sense for a setting, other than its default."""
    if setting.type is bool:
        return "off" if setting.default else "on"
    return setting.choices[-1] if setting.choices else str(max(77, int(setting.least or 0)))


def test_every_setting_has_an_option_and_a_variable_and_a_meaning() -> None:
    for each in known_settings():
        given = settings_from([], {each.variable: another(each)})
        assert getattr(given, each.name) != each.default
        assert each.meaning


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        (["--port", "x"], {}, "argument --port: 'x' is not a whole number"),
        (["--workers", "0"], {}, "argument --workers: '0' is not a number of at least 1"),
        ([], {"ELECTION_GRAPH_PORT": ""}, "ELECTION_GRAPH_PORT: '' is not a whole number"),
        ([], {"ELECTION_GRAPH_MAX_BODY_SECONDS": "soon"}, "SECONDS: 'soon' is not a number"),
        (["--max-seconds", "inf"], {}, "--max-seconds: 'inf' is not a number of at most 86400"),
        (["--max-seconds=-inf"], {}, "--max-seconds: '-inf' is not a number of at least 0"),
        (["--max-seconds", "nan"], {}, "argument --max-seconds: 'nan' is not a number"),
        (["--max-body-seconds", "0"], {}, "'0' is not a number of at least 0.1"),
        (["--max-body-seconds", "inf"], {}, "'inf' is not a number of at most 86400"),
        (["--log-level", "foo"], {}, "'foo' is not one of debug, info, warning, error"),
        (["--log-form", "xml"], {}, "argument --log-form: 'xml' is not one of console, json"),
        ([], {"ELECTION_GRAPH_LOG_FORM": ""}, "LOG_FORM: '' is not one of console, json"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(
    arguments: list[str],
    environment: dict[str, str],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        settings_from(arguments, environment)

    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_help_explains_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        settings_from(["--help"], {})

    explained = capsys.readouterr().out
    assert all(each.option in explained for each in known_settings())
    assert all(each.variable in explained for each in known_settings())


def test_the_table_in_the_readme_is_the_table_of_the_code() -> None:
    assert settings_table() in (ROOT / "README.md").read_text()
