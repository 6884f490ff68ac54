"""`python -m lessonkit` does what `python3 build.py` does, in an environment that is already set up."""

from lessonkit.cli import main

if __name__ == "__main__":
    main()
