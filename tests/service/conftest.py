"""Fixtures of the service: the application in this process, asked through HTTP."""

from collections.abc import Callable, Iterator

import pytest
import structlog
from starlette.testclient import TestClient

from graph.revision import Revision
from server import create_app
from serving.settings import Settings
from tests.conftest import load
from tests.service.worlds import change, copy_of_small

Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def client_of(small: Revision) -> Client:
    """Give the way to make a client of the application on the small world, by settings."""

    def made(**settings: object) -> TestClient:
        return TestClient(create_app(small, Settings(**settings)))

    return made


@pytest.fixture(scope="session")
def client(client_of: Client) -> Iterator[TestClient]:
    """Give a client of the application on the small world, with the settings as they come."""
    with client_of() as made:
        yield made


@pytest.fixture
def logged() -> Iterator[list[dict[str, object]]]:
    """Give what is logged."""
    with structlog.testing.capture_logs() as lines:
        yield lines


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    """Give the small world with one name changed: another revision."""
    world = copy_of_small(tmp_path_factory.mktemp("worlds") / "other")
    change(world, "Ada Hoxha")
    return load(world)
