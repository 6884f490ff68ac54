"""Takes the pictures of the README and the docs from the built kit, so that they always show what there is.

`python3 build.py screenshots` builds the kit and runs this.
"""

from lessonkit.project import LANGUAGES
from tests.equipment.browsers import open_browser
from tests.equipment.install import PROJECT, install

FOLDER = PROJECT / "docs" / "screenshots"
PROJECTOR, PHONE = (1366, 768), (360, 740)

PICTURES = {
    "home": ("teacher", "index.html", PROJECTOR),
    "help": ("pupil", "help.html", PROJECTOR),
    "urgent": ("pupil", "help-1.html", PHONE),
    "lesson": ("pupil", "06-08/lesson-1/lesson.html", PROJECTOR),
    "lesson-on-a-phone": ("pupil", "15-17/lesson-21/lesson.html", PHONE),
    "quiz": ("pupil", "12-14/lesson-14/quiz.html", PROJECTOR),
    "guide": ("teacher", "09-11/lesson-8/guide.html", PROJECTOR),
    "worksheet": ("teacher", "15-17/lesson-21/sheet.html", PROJECTOR),
}
"""For each picture the edition and page that it shows, and the size of the window in pixels."""


def main() -> None:
    """Take every picture in both languages."""
    FOLDER.mkdir(exist_ok=True)
    equipment = install(PROJECT)
    for size in (PROJECTOR, PHONE):
        with open_browser("chromium", equipment, width=size[0], height=size[1]) as browser:
            for name, (edition, page, wanted) in PICTURES.items():
                for language in LANGUAGES if wanted == size else ():
                    picture = FOLDER / f"{name}-{language}.png"
                    browser.visit(PROJECT / "dist" / edition / language / page)
                    browser.wait_until("document.fonts.status === 'loaded' && document.readyState === 'complete'")
                    browser.screenshot(picture)
                    print(picture.relative_to(PROJECT).as_posix())


if __name__ == "__main__":
    main()
