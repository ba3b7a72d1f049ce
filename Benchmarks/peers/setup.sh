#!/bin/sh
# Makes peers/.venv with the official Python client, from PyPI, at the versions of requirements.txt.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python3 -m venv "$here/.venv"
"$here/.venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt"
"$here/.venv/bin/python" -c 'import openai, sys; print("openai", openai.__version__, "on Python", sys.version.split()[0])'
