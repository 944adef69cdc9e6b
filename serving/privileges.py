"""Privileges: whom the service runs as; root may take the port and is then given up for good."""

import os
import pwd
import sys
from pathlib import Path

import structlog

from serving.pages import WEB
from serving.settings import Settings


class PrivilegeError(Exception):
    """The service cannot run as the user that it is to run as."""


class UnknownUserError(PrivilegeError):
    """There is no user of that name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"--user: there is no user {name!r} here; make one, or take nobody")


class AlmightyUserError(PrivilegeError):
    """The user is root under one name or another."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"--user: {name!r} may do anything; name a user who may not")


class NotRootError(PrivilegeError):
    """Only root can become somebody else."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"--user: only root can become {name!r}; start as root, or as {name!r} without --user"
        )


class UnreadableError(PrivilegeError):
    """The user may not read what the service will go on reading."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        super().__init__(
            f"--user: {name!r} may not read {path}, which is needed; "
            "let everybody read it, or put it where they can"
        )


def is_root() -> bool:
    """Say whether this process may do anything."""
    return os.geteuid() == 0


def warn_root() -> None:
    """Log that this process may do anything, if it may."""
    if is_root():
        log = structlog.get_logger(__name__)
        log.warning("running as root, who may do more than is needed; name another with --user")


def become(name: str, needed: list[Path]) -> None:
    """Run as another user from now on, with the groups of that user and no way back.

    Raise PrivilegeError, also if that user may not read all that is needed, as far as it is there.
    """
    try:
        user = pwd.getpwnam(name)
    except KeyError as error:
        raise UnknownUserError(name) from error
    if user.pw_uid == 0:
        raise AlmightyUserError(name)
    if not is_root():
        raise NotRootError(name)
    present = {each: _way_in(each) for each in needed if each.exists()}
    os.initgroups(name, user.pw_gid)
    os.setresgid(user.pw_gid, user.pw_gid, user.pw_gid)
    os.setresuid(user.pw_uid, user.pw_uid, user.pw_uid)
    for path, way_in in present.items():
        if not os.access(path, way_in):
            raise UnreadableError(name, path)


def needed_for(settings: Settings) -> list[Path]:
    """List what the service reads once it serves: data, pages, and modules imported late."""
    trusted = settings.trusted_documents
    given = [settings.data, *([trusted] if trusted else [])]
    return [*given, WEB, *(Path(each) for each in sys.path)]


def _way_in(path: Path) -> int:
    return os.R_OK | os.X_OK if path.is_dir() else os.R_OK
