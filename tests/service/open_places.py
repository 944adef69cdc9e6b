"""A place that everybody may read: the interpreter, its packages and the project, linked there.

Root's own interpreter and a fresh clone often lie where nobody else may look.
"""

import errno
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.service.processes import ROOT, Place

UNNEEDED = shutil.ignore_patterns(
    ".*",
    "bench",
    "idlelib",
    "mypy*",
    "node_modules",
    "playwright",
    "site-packages",
    "test",
)


@contextmanager
def open_place() -> Iterator[Place]:
    """Make such a place, which is there until the block ends."""
    with TemporaryDirectory(prefix="everybody-") as made:
        place = Path(made)
        place.chmod(0o755)
        python = Path(sys.executable).resolve()
        library = Path(sysconfig.get_path("stdlib"))
        _link_files([python], place / "bin")
        _link_files(Path(sysconfig.get_config_var("LIBDIR")).glob("libpython*"), place / "lib")
        _link(library, place / sys.platlibdir / library.name)
        _link(Path(sysconfig.get_path("purelib")), place / "packages")
        _link(ROOT, place / "project")
        variables = {
            "LD_LIBRARY_PATH": str(place / "lib"),
            "PYTHONHOME": str(place),
            "PYTHONPATH": str(place / "packages"),
        }
        yield Place(place / "bin" / python.name, place / "project", variables=variables)


def _link_files(files: Iterable[Path], folder: Path) -> None:
    folder.mkdir()
    for each in files:
        _link_file(str(each), str(folder / each.name))


def _link(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=UNNEEDED, copy_function=_link_file)
    target.chmod(0o755)  # a fresh clone may lie in a folder that is its owner's alone


def _link_file(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copy2(source, target)
