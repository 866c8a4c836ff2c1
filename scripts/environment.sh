# Makes and repairs the checkout's .venv.  Sourced by scripts/drill and scripts/check, which set $root.
#
#   .venv/
#     drill/made          we made this environment, so we may throw it away
#     drill/unfinished    an installation is under way, or was cut off: nothing here is to be trusted
#     drill/root          the checkout's path at the last installation
#     drill/pyproject     pyproject.toml as it was installed     (what scripts/drill compares)
#     drill/pyproject.dev the same for the extra "dev"           (what scripts/check compares)
#     drill/log           what venv and pip said
#
# The parentheses in place of braces make each function a subshell: its variables, traps and file descriptor 9 end
# with it.

# environment user|dev: after it, .venv holds the project as pyproject.toml asks.  Talks on stderr; 2 = could not.
environment() (
  venv=$root/.venv
  notes=$venv/drill
  case $1 in
    dev) stamp=$notes/pyproject.dev what="$root[dev]" ;;
    *) stamp=$notes/pyproject what=$root ;;
  esac
  # Settings that would send pip elsewhere or change what it installs; those that say from where (index, proxy,
  # certificate, cache) stay.
  unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER PIP_PYTHON PIP_DRY_RUN PIP_NO_DEPS \
    PIP_REQUIREMENT PIP_EDITABLE PIP_GROUP PIP_REQUIRE_HASHES PIP_NO_BUILD_ISOLATION PIP_REPORT PIP_QUIET PIP_LOG \
    PIP_CONFIG_SETTINGS
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP

  if installed "$stamp"; then
    exit 0
  fi
  python=$(find_python) || exit 2
  exec 9<"$root/pyproject.toml" || exit 2
  lock "$python" || exit

  if installed "$stamp"; then
    exit 0 # another call did it while this one waited for the lock
  fi
  usable=$(state)
  case $usable in
    ready) ;;
    none) create "$python" || exit 2 ;;
    *)
      say "$usable"
      exit 2
      ;;
  esac
  install "$what" "$stamp"
)

say() {
  printf 'drill: %s\n' "$1" >&2
}

# The first Python on PATH that is new enough, can run (a version manager's stand-in may not) and can make environments.
find_python() (
  without_ensurepip=
  for name in python3.14 python3.13 python3.12 python3.11 python3; do
    version=$("$name" -I -c 'import sys
if sys.version_info >= (3, 11):
    print("%d.%d" % sys.version_info[:2])' </dev/null 2>/dev/null) || continue
    [ -n "$version" ] || continue
    if "$name" -I -c 'import ensurepip, venv' </dev/null >/dev/null 2>&1; then
      printf '%s\n' "$name"
      exit 0
    fi
    : "${without_ensurepip:=$version}"
  done
  if [ -n "$without_ensurepip" ]; then
    say "Python $without_ensurepip is here but cannot make virtual environments; as root: apt install python$without_ensurepip-venv"
  else
    say "drillbank needs Python 3.11 or newer and found none on PATH (tried python3.14 down to python3.11, then python3)."
  fi
  exit 2
)

# One installation at a time: hold pyproject.toml (open as descriptor 9) locked until this process ends.  Python takes
# the lock because flock(1) is not everywhere; the lock belongs to the open file, so it outlives that Python.
lock() (
  "$1" -I -c '
import fcntl, sys
try:
    try:
        fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.stderr.write("drill: another call is installing; waiting for it.\n")
        fcntl.flock(9, fcntl.LOCK_EX)
except OSError:
    pass  # a file system without locks: as good as it gets
except KeyboardInterrupt:
    sys.exit(130)
'
)

# True if the environment holds what stamp $1 stands for.
installed() (
  [ "$(cat "$notes/root" 2>/dev/null)" = "$root" ] && [ -x "$venv/bin/python" ] && [ -x "$venv/bin/drillbank" ] &&
    [ ! -e "$notes/unfinished" ] && cmp -s "$root/pyproject.toml" "$1"
)

# Prints "ready" (install into it), "none" (make it anew) or a sentence that says why neither may be done.
state() (
  if [ ! -e "$venv" ] && [ ! -h "$venv" ]; then
    echo none
  elif [ -e "$notes/unfinished" ] && [ -e "$notes/made" ]; then
    echo none
  elif [ -e "$notes/unfinished" ]; then
    echo "the last installation into $venv was cut off, and it was not made by drill: delete it and call again."
  elif "$venv/bin/python" -I -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1; then
    echo ready
  elif [ -e "$notes/made" ]; then
    echo none
  elif [ -d "$venv" ] && [ -z "$(ls -A "$venv")" ]; then
    echo none
  else
    echo "$venv is no environment with pip and Python 3.11 or newer, and was not made by drill: move it away and call again."
  fi
)

# Make .venv with Python $1, from nothing.
create() (
  mkdir -p "$notes" 2>/dev/null || {
    say "cannot write $venv; use a checkout that you may write to."
    exit 2
  }
  : >"$notes/made"
  : >"$notes/unfinished"
  # Not venv --clear: it would remove the two marks first.
  find "$venv" -mindepth 1 -maxdepth 1 ! -name drill -exec rm -rf {} +
  rm -f "$notes/root" "$notes/pyproject" "$notes/pyproject.dev"
  say "making $venv with $1 (only this once)."
  if ! "$1" -I -m venv "$venv" >"$notes/log" 2>&1 </dev/null; then
    say "no environment could be made: $(tail -n 1 "$notes/log")"
    say "the whole of it: $notes/log"
    exit 2
  fi
)

# pip install -e $1, then leave stamp $2.
install() (
  first=yes
  [ ! -e "$notes/pyproject" ] || first=
  mkdir -p "$notes" || exit 2
  : >"$notes/unfinished"
  say "installing what pyproject.toml asks for; a first time takes a minute or two."
  # The copy is taken first: a pyproject.toml edited meanwhile then counts as changed.
  cp "$root/pyproject.toml" "$notes/installing"
  if ! "$venv/bin/python" -I -m pip install --disable-pip-version-check --no-input --no-user --progress-bar off \
    -e "$1" >"$notes/log" 2>&1 </dev/null; then
    failed
    exit 2
  fi
  if ! "$venv/bin/drillbank" --version >>"$notes/log" 2>&1 </dev/null; then
    say "pip installed drillbank, but it does not start: $(tail -n 1 "$notes/log")"
    say "the whole of it: $notes/log"
    exit 2
  fi
  printf '%s\n' "$root" >"$notes/root"
  cp "$notes/installing" "$notes/pyproject"
  [ "$2" = "$notes/pyproject" ] || cp "$notes/installing" "$2"
  rm -f "$notes/unfinished" "$notes/installing"
)

# Say what pip said, in short.
failed() (
  # Before that line nothing was written, so the next call may go on from here instead of starting over.
  grep -q '^Installing collected packages' "$notes/log" || rm -f "$notes/unfinished"
  reason=$(grep -E '^ *(ERROR|error): ' "$notes/log" | tail -n 1 | sed 's/^ *//' | cut -c 1-300)
  say "pip could not install drillbank: ${reason:-$(tail -n 1 "$notes/log")}"
  say "the whole of it: $notes/log"
  [ -n "$first" ] || say "what was installed before still runs as $venv/bin/drillbank"
)
