#!/usr/bin/env bash
# Starts samples/OrdersApi as a newcomer would, walks it twice, changes its policy files while it runs, and restarts it.
# Ends with `N passed, N failed`.
set -uo pipefail

readonly root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
readonly sample="$root/samples/OrdersApi"
readonly scratch="$(mktemp -d)"
readonly log="$scratch/server.log"
readonly start_seconds_max=30
readonly reload_seconds_max=10
passed=0
failed=0
server=""
url=""

cleanup() {
  stop
  rm -rf "$scratch"
}
trap cleanup EXIT

# check WHAT COMMAND...: counts whether the command succeeds.
check() {
  local what="$1"
  shift
  if "$@"; then
    passed=$((passed + 1))
    echo "ok   $what"
  else
    failed=$((failed + 1))
    echo "FAIL $what"
  fi
}

# until_true SECONDS COMMAND...: whether the command succeeds in time.
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

is_built() {
  [ -e "$sample/bin/Release/net10.0/OrdersApi.dll" ] \
    || [ -n "${IamArtifactsPath:-}" -a -e "${IamArtifactsPath:-}/bin/OrdersApi/release/OrdersApi.dll" ]
}

# start IAM_FOLDER: starts the server on a free port, away from the repository's folder.
start() {
  : > "$log"
  (cd "$scratch" && exec dotnet run --no-build -c Release --project "$sample" -- \
    --urls http://127.0.0.1:0 --data "$scratch/data" --iam "$1") > "$log" 2>&1 &
  server=$!
}

stop() {
  if [ -n "$server" ]; then
    kill "$server" 2> "$scratch/kill.err"
    wait "$server" 2> "$scratch/wait.err"
    server=""
  fi
}

listens() {
  url="$(sed -n 's/^OrdersApi listens on \(http[^ ]*\)\. .*/\1/p' "$log")"
  [ -n "$url" ]
}

has_ended() { ! kill -0 "$server" 2> "$scratch/kill.err"; }

answers() {
  local status
  status="$(curl -sS --max-time 5 -o "$scratch/body" -w '%{http_code}' -H "Authorization: Bearer $1" "$url$2")"
  [ "$status" = "$3" ]
}

logged() { grep -q -- "$1" "$log"; }

walk() {
  "$sample/walkthrough.sh" "$url" | tee "$scratch/walk.out"
  local count
  count="$(sed -n 's/^walkthrough: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$scratch/walk.out")"
  if [ -n "$count" ]; then
    passed=$((passed + ${count% *}))
    failed=$((failed + ${count#* }))
  else
    failed=$((failed + 1))
    echo "FAIL the walkthrough did not come to its end"
  fi
}

is_built || dotnet build -c Release "$sample" -v quiet || { echo "0 passed, 1 failed"; exit 1; }
cp -R "$sample/iam" "$scratch/iam"
readonly alice="$scratch/iam/111122223333/users/alice.json"
cp "$alice" "$scratch/alice.good"

start "$scratch/iam"
check "the sample listens within $start_seconds_max s" until_true "$start_seconds_max" listens
if [ -z "$url" ]; then
  cat "$log"
  echo "$passed passed, $failed failed"
  exit 1
fi

began=$SECONDS
walk
check "a walk takes at most 40 s" test $((SECONDS - began)) -le 40
walk

token="$(curl -sS "$url/demo/login?user=alice")"
check "Alice may not read zeus's order" answers "$token" /orders/1003 403
sed 's/apollo/zeus/' "$scratch/alice.good" > "$alice"
check "her tag changes to zeus, and without a restart she may" \
  until_true "$reload_seconds_max" answers "$token" /orders/1003 200
printf '{ "UserName": "alice", "GroupList": ["Nobody"' > "$alice"
check "a broken file is reported with its name" until_true "$reload_seconds_max" logged "users/alice.json"
check "and the last good state decides on" answers "$token" /orders/1003 200
cp "$scratch/alice.good" "$alice"
check "the mended file is taken up" until_true "$reload_seconds_max" answers "$token" /orders/1003 403
check "the issuer's key is its owner's alone" test "$(stat -c %a "$scratch/data/demo-issuer.pem")" = 600
stop

start "$scratch/iam"
check "it starts again on the same data" until_true "$start_seconds_max" listens
check "and takes the token from before" answers "$token" /orders/1001 200
stop

printf '{' > "$alice"
start "$scratch/iam"
check "without a good state it does not start" until_true "$start_seconds_max" has_ended
check "and says which file is broken" logged "users/alice.json"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
