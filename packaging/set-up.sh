#!/usr/bin/env bash
# Makes .venv with everything the planner and its tests need. Quick when nothing changed.
# Run from the project's root: packaging/set-up.sh, or packaging/set-up.sh bench for what
# make bench compares with.
set -euo pipefail
stamp=.venv/set-up-of
wanted=$(cat pyproject.toml constraints.txt packaging/set-up.sh | cksum)

say() { printf '%s\n' "$*" >&2; }

a_python() {
  for name in python3 python3.13 python3.12 python3.11 python3.14; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  say "Firebreak needs Python 3.11 or newer and found none; install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv) and try again."
  exit 1
}

make_environment() {
  if command -v uv >/dev/null 2>&1; then
    say "Setting up .venv with uv; this takes a minute, once."
    uv venv --quiet --allow-existing --python '>=3.11' .venv
    uv pip install --quiet --compile-bytecode --python .venv --constraint constraints.txt --editable '.[dev]'
    return
  fi
  local python
  python=$(a_python)
  say "Setting up .venv with $("$python" --version); this takes a minute or two, once."
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    say "This Python comes without its venv module; install it (Debian, Ubuntu: sudo apt-get install python3-venv) and try again."
    exit 1
  fi
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install -q -q --disable-pip-version-check \
    --constraint constraints.txt --editable '.[dev]'
}

missing_libraries() {
  local qt
  qt=$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
  ldd "$qt"/Qt{Core,Gui,Widgets,Network,Svg}.abi3.so "$qt"/Qt/plugins/platforms/libq{xcb,offscreen}.so 2>/dev/null |
    awk '/not found/ && !/libQt6|libpyside|libshiboken/ { print $1 }' | sort -u
}

install_libraries() {
  [ "$(uname -s)" = Linux ] && command -v ldd >/dev/null || return 0
  local missing packages may=()
  missing=$(missing_libraries)
  [ -n "$missing" ] || return 0
  mapfile -t packages < <(grep -v '^#' packaging/debian-packages.txt)
  if ! command -v apt-get >/dev/null; then
    say "Qt's window needs libraries that are missing here:" $missing "- install them with your system's package manager."
    return 0
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      say "Qt's window needs libraries that are missing here; install them with: sudo apt-get install ${packages[*]}"
      return 0
    fi
    may=(sudo -n)
  fi
  say "Installing the libraries that Qt's window needs."
  if ! { "${may[@]}" apt-get update -qq &&
    "${may[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${packages[@]}"; } >/dev/null 2>&1; then
    say "They could not be installed; try: sudo apt-get install ${packages[*]}"
  fi
}

if [ "${1:-}" = bench ]; then
  .venv/bin/python -c 'import pandas, statsforecast, pyworkforce' 2>/dev/null && exit 0
  say "Installing what make bench compares with."
  if .venv/bin/python -m pip --version >/dev/null 2>&1; then
    .venv/bin/python -m pip install -q -q --disable-pip-version-check \
      --constraint constraints.txt --editable '.[dev,bench]'
  else
    uv pip install --quiet --python .venv --constraint constraints.txt --editable '.[dev,bench]'
  fi
  exit 0
fi
if [ -x .venv/bin/firebreak ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi
make_environment
install_libraries
# Without its bytecode every start would compile everything again.
env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m compileall -q -j 0 .venv/lib app ui migrations resources >/dev/null 2>&1 || true
printf '%s\n' "$wanted" >"$stamp"
