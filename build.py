"""Set up and run the lesson kit: `python3 build.py` builds it, `python3 build.py test` tests it, `--help` tells more.

On first use this makes `.venv` from the hash-locked requirements (or from a folder of packages, `--wheels DIR`), then
hands the command line to `lessonkit.cli`. It needs nothing but Python, and is written so that an old Python can read
it far enough to say that it is too old.
"""

import hashlib
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
OLDEST = (3, 11)

NETWORK = (
    "No matching distribution",
    "Could not find a version",
    "ConnectionError",
    "NewConnectionError",
    "Temporary failure",
    "Network is unreachable",
    "Retry(",
)
"""What pip prints when packages cannot be reached."""

MORE_PACKAGES = {
    "test": ["requirements-test.txt"],
    "screenshots": ["requirements-test.txt"],
    "bench": ["requirements-test.txt", "requirements-bench.txt"],
}
"""The commands that need more than the kit itself."""


def main():
    arguments, wheels = take_wheels(sys.argv[1:])
    if sys.version_info < OLDEST:
        stop(arguments, "old-python", version="%d.%d" % sys.version_info[:2])
    command = next((argument for argument in arguments if not argument.startswith("-")), "")
    for name in ["requirements.txt"] + MORE_PACKAGES.get(command, []):
        install(name, wheels, arguments)
    command = [venv_python(), "-m", "lessonkit"] + arguments
    environment = dict(os.environ, PYTHONPATH=ROOT, PYTHONUTF8="1")
    if os.name == "nt":  # there a replaced process would let the prompt come back before the work is done
        sys.exit(subprocess.call(command, env=environment))
    sys.stdout.flush()
    os.execve(command[0], command, environment)


def install(name, wheels, arguments):
    """Install a requirements file into `.venv`, unless its stamp says that this has been done."""
    with open(os.path.join(ROOT, name), "rb") as file:
        wanted = hashlib.sha256(file.read() + sys.version.encode()).hexdigest()
    stamp = os.path.join(VENV, name + ".installed")
    if os.path.exists(stamp) and os.path.exists(venv_python()):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    say(arguments, "setting-up")
    make_venv(arguments)
    command = [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command += ["--only-binary", ":all:", "-r", os.path.join(ROOT, name)]
    if wheels:
        if not os.path.isdir(wheels):
            stop(arguments, "no-wheels", folder=wheels)
        command += ["--no-index", "--find-links", os.path.abspath(wheels)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, universal_newlines=True, errors="replace")
    if done.returncode:
        explain(done.stderr, wheels, arguments)
    with open(stamp, "w") as file:
        file.write(wanted)


def make_venv(arguments):
    if os.path.exists(venv_python()):
        return
    try:
        import ensurepip  # noqa: F401 (Debian leaves it out where python3-venv is missing)
        import venv
    except ImportError:
        stop(arguments, "no-venv")
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError):
        stop(arguments, "no-write", folder=ROOT)


def explain(trouble, wheels, arguments):
    """Turn what pip said into one sentence; what we do not know is shown as it is."""
    if "DO NOT MATCH THE HASHES" in trouble:
        stop(arguments, "wrong-hash")
    if any(sign in trouble for sign in NETWORK):
        stop(arguments, "no-wheels" if wheels else "no-network", folder=wheels)
    sys.exit(trouble)


def venv_python():
    return os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")


def take_wheels(arguments):
    """Return the arguments without `--wheels DIR`, and that folder (or None)."""
    rest, wheels = [], None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--wheels":
            wheels = next(waiting, "")
        elif argument.startswith("--wheels="):
            wheels = argument.partition("=")[2]
        else:
            rest.append(argument)
    return rest, wheels


def words(arguments):
    """Return the launcher's sentences in the language asked for or the machine's; Babel is not there yet."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if "--lang" in arguments[:-1]:
        spoken = arguments[arguments.index("--lang") + 1]
    language = "en" if spoken.lower().startswith("en") or "--lang=en" in arguments else "vi"
    catalog = os.path.join(ROOT, "locales", language, "LC_MESSAGES", "site.po")
    with open(catalog, encoding="utf-8") as file:
        return dict(re.findall(r'msgid "launcher\.([\w-]+)"\nmsgstr "(.*)"\n', file.read()))


def say(arguments, name, **facts):
    text = words(arguments)[name].format(**facts) + "\n"
    sys.stderr.buffer.write(text.encode("utf-8"))
    sys.stderr.flush()


def stop(arguments, name, **facts):
    say(arguments, name, **facts)
    sys.exit(1)


if __name__ == "__main__":
    main()
