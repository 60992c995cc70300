"""New files of an archive: whole or not at all, and never over what is there."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from glossator.drafts import NotWrittenError, write_new
from helpers import WriteFiles, files_of

PATH = "annotations/harbor/noon.md"


def test_a_new_file_holds_the_text_as_it_is(tmp_path: Path) -> None:
    write_new(tmp_path, PATH, "a\nž\u2028")
    assert files_of(tmp_path) == {PATH: "a\nž\u2028".encode()}


IN_THE_WAY = {
    "the file": (
        {PATH: "mine"},
        f"{PATH} is there already, and nothing is overwritten. Edit it, or choose another name",
    ),
    "a folder of its name": (
        {f"{PATH}/a.md": "mine"},
        f"{PATH} is there already, and nothing is overwritten. Edit it, or choose another name",
    ),
    "a file in the place of its folder": (
        {"annotations/harbor": "mine"},
        f"{PATH} cannot be written: annotations/harbor is a file, and no folder. Move it away",
    ),
    "a file in the place of the folder above": (
        {"annotations": "mine"},
        f"{PATH} cannot be written: annotations is a file, and no folder. Move it away",
    ),
}


@pytest.mark.parametrize("case", IN_THE_WAY)
def test_what_is_there_stays(case: str, write_files: WriteFiles) -> None:
    files, message = IN_THE_WAY[case]
    root = write_files(files)
    before = files_of(root)
    with pytest.raises(NotWrittenError) as told:
        write_new(root, PATH, "new")
    assert str(told.value) == message
    assert files_of(root) == before


@pytest.mark.parametrize("link", ["annotations", "annotations/harbor", PATH])
def test_no_link_is_followed(link: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "archive" / link).parent.mkdir(parents=True)
    (tmp_path / "archive" / link).symlink_to(tmp_path / "elsewhere" / "new", target_is_directory=True)
    with pytest.raises(NotWrittenError, match="symbolic link" if link != PATH else "is there already"):
        write_new(tmp_path / "archive", PATH, "new")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_of_a_file_for_which_there_is_no_room_nothing_is_left(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(NotWrittenError) as told:
            write_new(tmp_path, PATH, "more than there is room for")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(told.value) == (
        f"{PATH} cannot be written: File too large. See whether you may write there, and have room"
    )
    assert files_of(tmp_path) == {}
