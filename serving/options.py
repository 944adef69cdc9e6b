"""Settings read from the command line and, where it is silent, from the environment."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from math import isnan
from pathlib import Path

from serving.settings import Setting, Settings, known_settings, shown

_TRUTHS = {"1": True, "true": True, "yes": True, "on": True}
_TRUTHS |= {"0": False, "false": False, "no": False, "off": False}


class BadSettingError(ValueError):
    """A text that a setting cannot be read from."""

    def __init__(self, given: str, wanted: str) -> None:
        self.given = given
        self.wanted = wanted
        super().__init__(f"{given!r} is not {wanted}")


def settings_from(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """Read all settings; what is wrong is told on standard error and ends with status 2."""
    parser = _parser()
    given = vars(parser.parse_args(arguments))
    for each in known_settings():
        if each.name not in given and each.variable in environment:
            try:
                given[each.name] = read(each, environment[each.variable])
            except BadSettingError as error:
                parser.error(f"variable {each.variable}: {error}")
    return Settings(**given)


def read(setting: Setting, text: str) -> object:
    """Read the value of a setting; raise BadSettingError if the text makes none."""
    if setting.choices and text not in setting.choices:
        raise BadSettingError(text, f"one of {', '.join(setting.choices)}")
    value = _READERS[setting.type](text)
    if setting.least is not None and isinstance(value, int | float) and value < setting.least:
        raise BadSettingError(text, f"a number of at least {setting.least}")
    if setting.most is not None and isinstance(value, int | float) and value > setting.most:
        raise BadSettingError(text, f"a number of at most {setting.most}")
    return value


def _whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise BadSettingError(text, "a whole number") from error


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise BadSettingError(text, "a number") from error
    if isnan(number):
        raise BadSettingError(text, "a number")
    return number


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTHS:
        raise BadSettingError(text, "on or off")
    return _TRUTHS[text.lower()]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


_READERS: Mapping[type, Callable[[str], object]] = {
    str: str,
    int: _whole_number,
    float: _number,
    bool: _truth,
    Path: Path,
    tuple: _words,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="server.py",
        usage="%(prog)s [options]; --help explains them",
        description="Serve the election graph as GraphQL over HTTP.",
        epilog="Each option may be given as the environment variable named beside it instead; "
        "the option wins.",
        argument_default=argparse.SUPPRESS,
    )
    for each in known_settings():
        _add_option(parser, each)
    return parser


def _add_option(parser: argparse.ArgumentParser, setting: Setting) -> None:
    explained = f"{setting.meaning} (default: {_plain(setting)}; {setting.variable})"
    if setting.type is bool:
        action = argparse.BooleanOptionalAction
        parser.add_argument(setting.option, dest=setting.name, action=action, help=explained)
        return

    def from_text(text: str) -> object:
        try:
            return read(setting, text)
        except BadSettingError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    metavar = setting.name.rsplit("_", maxsplit=1)[-1].upper()
    parser.add_argument(
        setting.option, dest=setting.name, type=from_text, metavar=metavar, help=explained
    )


def _plain(setting: Setting) -> str:
    return shown(setting.default).replace("`", "").replace("%", "%%")
