"""Takes the pictures that the documentation shows from what the browser tests have left: ``python tools/pictures.py``.

``pytest tests/browser/test_ckan_journey.py`` makes them in ``build/pictures``; here they are cut to what is told of and
made small.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
MADE, SHOWN = ROOT / "build" / "pictures", ROOT / "docs" / "pictures"
#: step → the box that is shown: left, top, right, bottom in pixels of a page 1,200 wide
STEPS = {
    "form": (0, 120, 1200, 900),
    "mistakes": (0, 120, 1200, 900),
    "publishing": (0, 0, 1200, 900),
    "published": (0, 120, 1200, 1180),
    "preview": (0, 120, 1200, 1180),
    "imported": (0, 120, 1200, 1000),
    "dashboard": (0, 120, 1200, 1420),
    "site": (0, 120, 1200, 1420),
    "decisions": (0, 120, 1200, 1180),
}
COLOURS = 64


def main() -> int:
    """Makes them; 1 where the tests have left none."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    for step, box in STEPS.items():
        for lang in ("th", "en"):
            name = f"{step}-{lang}"
            path = MADE / f"{name}-1200.png"
            if not path.is_file():
                print(f"{path} is not there: run tests/browser/test_ckan_journey.py first", file=sys.stderr)
                return 1
            with Image.open(path) as picture:
                left, top, right, bottom = box
                cut = picture.convert("RGB").crop((left, top, right, min(bottom, picture.height)))
                cut.quantize(COLOURS).save(SHOWN / f"{name}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
