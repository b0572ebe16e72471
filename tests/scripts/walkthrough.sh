#!/usr/bin/env bash
# Starts samples/OrdersApi as a newcomer would, walks it twice, shows its access tokens to samples/ShippingApi, changes
# its policy files while it runs, and restarts it. Ends with `N passed, N failed`.
set -uo pipefail

readonly root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
readonly sample="$root/samples/OrdersApi"
readonly shipping="$root/samples/ShippingApi"
readonly scratch="$(mktemp -d)"
readonly log="$scratch/server.log"
readonly start_seconds_max=30
readonly reload_seconds_max=10
passed=0
failed=0
server=""
other=""
postgres=""
url=""

cleanup() {
  stop
  stop_other
  stop_postgres
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
  [ -e "$1/bin/Release/net10.0/$(basename "$1").dll" ] \
    || [ -n "${IamArtifactsPath:-}" -a -e "${IamArtifactsPath:-}/bin/$(basename "$1")/release/$(basename "$1").dll" ]
}

# A port of the loopback address where nobody listens.
free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> "$scratch/port.err"; then
      echo "$port"
      return
    fi
  done
  return 1
}

# start IAM_FOLDER [OPTION...]: starts the server, away from the repository's folder. WHY always on the same port: its
# address is the issuer of the sessions that a restart must not end.
start() {
  : > "$log"
  (cd "$scratch" && exec dotnet run --no-build -c Release --project "$sample" -- \
    --urls "http://127.0.0.1:$port" --data "$scratch/data" --iam "$@") > "$log" 2>&1 &
  server=$!
}

# start_other: starts the service that knows OrdersApi by its address alone.
start_other() {
  (cd "$scratch" && exec dotnet run --no-build -c Release --project "$shipping" -- \
    --urls http://127.0.0.1:0 --authority "http://127.0.0.1:$port") > "$scratch/other.log" 2>&1 &
  other=$!
}

stop_other() {
  if [ -n "$other" ]; then
    kill "$other" 2> "$scratch/kill.err"
    wait "$other" 2> "$scratch/wait.err"
    other=""
  fi
}

# A PostgreSQL server of this test alone, reached by a socket in its folder. It refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
  else
    "$@"
  fi
}

start_postgres() {
  local binaries
  binaries="$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")"
  pg_ctl="$binaries/pg_ctl"
  postgres="$(mktemp -d)"
  [ "$(id -u)" != 0 ] || chown postgres "$postgres"
  (cd "$postgres" && as_postgres "$binaries/initdb" -D "$postgres/data" -U shop -A trust -E UTF8 --no-sync \
    && as_postgres "$pg_ctl" start -w -s -D "$postgres/data" -l "$postgres/log" \
      -o "-c listen_addresses='' -c unix_socket_directories='$postgres'") > "$scratch/postgres.log" 2>&1
}

stop_postgres() {
  if [ -n "$postgres" ]; then
    (cd "$postgres" && as_postgres "$pg_ctl" stop -w -s -D "$postgres/data" -m immediate) > "$scratch/pg.err" 2>&1
    rm -rf "$postgres"
    postgres=""
  fi
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

other_listens() {
  other_url="$(sed -n 's/^ShippingApi listens on \(http[^ ]*\)\.$/\1/p' "$scratch/other.log")"
  [ -n "$other_url" ]
}

other_answers() {
  local status
  status="$(curl -sS --max-time 5 -o "$scratch/body" -w '%{http_code}' ${1:+-H "Authorization: Bearer $1"} \
    "$other_url/shipments/1001")"
  [ "$status" = "$2" ]
}

# session_of USER_TOKEN: the token of a session of SupportAgent.
session_of() {
  curl -sS --max-time 5 -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange \
    -d subject_token_type=urn:ietf:params:oauth:token-type:jwt -d "subject_token=$1" \
    -d scope=arn:aws:iam::111122223333:role/SupportAgent -d role_session_name=restart "$url/iam/token" \
    | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p'
}

revoke() {
  curl -sS --fail --max-time 5 -o "$scratch/body" -X POST -H "Authorization: Bearer $1" \
    "$url/roles/SupportAgent/revoke-sessions"
}

hires() {
  curl -sS --fail --max-time 5 -o "$scratch/body" -X PUT -H "Authorization: Bearer $1" "$url/staff/$2"
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

for project in "$sample" "$shipping"; do
  is_built "$project" || dotnet build -c Release "$project" -v quiet || { echo "0 passed, 1 failed"; exit 1; }
done
readonly port="$(free_port)"
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

bob="$(curl -sS "$url/demo/login?user=bob")"
revoked="$(session_of "$bob")"
check "a manager revokes the sessions of a role" revoke "$(curl -sS "$url/demo/login?user=erin")"
session="$(session_of "$bob")"
check "the session from before is over" answers "$revoked" /orders/1001 401
check "the session from after is not" answers "$session" /orders/1001 200
start_other
check "a plain service listens" until_true "$start_seconds_max" other_listens
check "it takes the access token" other_answers "$session" 200
check "and knows the session by its ARN" grep -q "assumed-role/SupportAgent/restart" "$scratch/body"
check "it does not take the app's own token" other_answers "$bob" 401
check "nor a forged one" other_answers "${session%.*}.${revoked##*.}" 401
check "nor none" other_answers "" 401

erin="$(curl -sS "$url/demo/login?user=erin")"
hired="$(curl -sS "$url/demo/login?user=grace")"
check "nobody knows Grace" answers "$hired" /orders 403
check "a manager hires her" hires "$erin" grace
check "and she is staff" answers "$hired" /orders 200

check "the issuer's key is its owner's alone" test "$(stat -c %a "$scratch/data/demo-issuer.pem")" = 600
stop

start "$scratch/iam"
check "it starts again on the same data" until_true "$start_seconds_max" listens
check "and takes the token from before" answers "$token" /orders/1001 200
check "the session from before the restart is valid" answers "$session" /orders/1001 200
check "who was hired before it still is" answers "$hired" /orders 200
check "what was revoked before it stays revoked" answers "$revoked" /orders/1001 401
check "the plain service still takes the session" other_answers "$session" 200
check "and takes one that was issued after the restart" other_answers "$(session_of "$bob")" 200
stop

has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' > "$scratch/found"; }
if has_postgresql; then
  check "PostgreSQL starts" start_postgres
  connection="Host=$postgres;Username=shop;Database=postgres"
  start "$scratch/iam" --postgres "$connection"
  check "the sample listens with its accounts in PostgreSQL" until_true "$start_seconds_max" listens
  check "where nobody knows Grace" answers "$hired" /orders 403
  check "a manager hires her there too" hires "$erin" grace
  walk
  stop
  start "$scratch/iam" --postgres "$connection"
  check "it starts again on the same database" until_true "$start_seconds_max" listens
  check "and she is still staff" answers "$hired" /orders 200
  stop
else
  check "PostgreSQL is not installed, so the sample is not tried on it; CI has it" test "${CI:-}" != true
fi

printf '{' > "$alice"
start "$scratch/iam"
check "with a broken file it does not start" until_true "$start_seconds_max" has_ended
check "and says which file is broken" logged "users/alice.json"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
