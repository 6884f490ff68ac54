"""Small kits and the sticks that they are carried on."""

from pathlib import Path

import pytest

from tests.carrying.kits import cut_kit, renew_kit


@pytest.fixture(scope="session")
def kits(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small kit and its next edition."""
    folder = tmp_path_factory.mktemp("kits")
    kit = cut_kit(dist, folder / "kit")
    return kit, renew_kit(kit, folder / "next")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick but for what its owner has on it."""
    root = tmp_path / "USB cô Lan"
    root.mkdir()
    (root / "Giáo án.docx").write_text("của cô Lan", encoding="utf-8")
    (root / "System Volume Information").mkdir()
    (root / "System Volume Information" / "WPSettings.dat").write_bytes(b"\0")
    return root
