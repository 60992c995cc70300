"""What every test has: a cache of its own, and an environment in which no address of a repository is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from helpers import REPOSITORY, Built, Golden, WriteFiles, build, copy_archive


@pytest.fixture(scope="session", autouse=True)
def own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLOSSATOR_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        for name in ("REPO_URL", "EDIT_URI", "SITE_URL", "SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """This repository's archive, built strictly, with the address of a repository set."""
    root = copy_archive(tmp_path_factory.mktemp("own"))
    return Built(root, root / "site", build(root, "--strict", env=REPOSITORY))


# The first example often imports what the next ones find imported, so that times tell nothing.
settings.register_profile("glossator", deadline=None)
settings.load_profile("glossator")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the expected output of the golden cases")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare an output with the file that holds the expected one, or rewrite that file."""

    def check(path: Path, output: str) -> None:
        if request.config.getoption("--update-goldens"):
            path.write_bytes(output.encode())
        assert output == path.read_bytes().decode(), f"{path.name} differs; --update-goldens rewrites it"

    return check


@pytest.fixture
def write_files(tmp_path: Path) -> WriteFiles:
    """Write files of an archive, by their paths from its root, and return the root."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for path, content in files.items():
            file = tmp_path / "archive" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / "archive"

    return write
