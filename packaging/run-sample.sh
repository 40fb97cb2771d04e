#!/usr/bin/env bash
# `make run`: opens the sample centre in a store of its own. Without a display it plans the
# sample week in the terminal and leaves week.png and week.ics in the project's folder.
set -euo pipefail
firebreak=(.venv/bin/firebreak --home .demo)

# A sample that nobody looked at for a week shows an old week: begin afresh.
find .demo -maxdepth 1 -name store.sqlite -mtime +6 -exec rm -rf .demo \; 2>/dev/null || true
if [ ! -e .demo/store.sqlite ]; then
  "${firebreak[@]}" sample
fi

has_display() {
  case "$(uname -s)" in
    Darwin | MINGW* | MSYS* | CYGWIN*) return 0 ;;
    *) [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] ;;
  esac
}

if has_display; then
  exec "${firebreak[@]}"
fi
echo "There is no display here, so the sample week is planned in the terminal."
"${firebreak[@]}" plan --apply
"${firebreak[@]}" picture week.png
"${firebreak[@]}" export --out week.ics
