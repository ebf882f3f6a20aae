# Sourced by the scripts beside it: where the project is, and how they talk to the person who started them.
# shellcheck shell=bash disable=SC2034
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
began=$EPOCHREALTIME

# Seconds since the script started, with one decimal.
elapsed() {
  local now=${EPOCHREALTIME/[.,]/} then=${began/[.,]/}
  local tenths=$(((now - then) / 100000))
  echo "$((tenths / 10)).$((tenths % 10))"
}

say() { printf '[%6s s] %s\n' "$(elapsed)" "$*"; }

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# True when something listens on this port of the loopback interface.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# wait_until_ready URL PID SECONDS: true once the server answers that it is ready; false when the process ends first or time is up.
wait_until_ready() {
  local url=$1 pid=$2 deadline=$((SECONDS + $3))
  until curl --silent --fail --output /dev/null --max-time 2 "$url/readyz"; do
    kill -0 "$pid" 2>/dev/null && ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}
