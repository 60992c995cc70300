"""The name model's file: missing or damaged, it is one clear error, and everything else still works."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import glossator
from helpers import Done, run, write_files

DAMAGES = {
    "missing": lambda file: file.unlink(),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:1000]),
    "another file": lambda file: file.write_bytes(b"import os"),
}


def build_with(package: Path, root: Path) -> Done:
    """Run `glossator build` by another copy of the package."""
    command = (sys.executable, "-c", "from glossator.cli import main; main()", "--root", root, "build", "--strict")
    return run(*command, cwd=root, env={"PYTHONPATH": str(package)})


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_model_is_one_error_and_the_rest_is_built(damage: str, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(Path(glossator.__file__).parent, package / "glossator")
    DAMAGES[damage](package / "glossator" / "recognize" / "names" / "en.model")
    root = write_files(
        tmp_path / "archive",
        {
            "mkdocs.yml": "site_name: A\nplugins: [glossator]\n",
            "docs/index.md": "# A\n",
            "seeds/a.txt": "Ada Quill came to Vexmoor in May 1890.\n",
            "glossary/people/ada-quill.md": "---\nname: Ada Quill\n---\n",
        },
    )
    done = build_with(package, root)
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "E0" in line] == [
        "error: en.model: E003 the model that finds names is missing or damaged"
    ]
    assert "Traceback" not in done.stderr
    page = (root / "docs/archive/documents/a/index.md").read_text(encoding="utf-8")
    assert 'data-entity="people/ada-quill"' in page
    assert 'data-edtf="1890-05"' in page
