#!/usr/bin/env bash
# Walks a running OrdersApi: one line per call with status, expected status, command and reason.
# usage: samples/OrdersApi/walkthrough.sh [BASE_URL]; exits 1 when any answer differs from what is expected.
set -uo pipefail

readonly base="${1:-http://127.0.0.1:5080}"
readonly scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

login() { curl -sS --fail --max-time 5 "$base/demo/login?user=$1"; }

ALICE="$(login alice)" || {
  echo "No OrdersApi answers at $base: start it with dotnet run --project samples/OrdersApi" >&2
  exit 1
}
BOB="$(login bob)"
CAROL="$(login carol)"
DAVE="$(login dave)"
PETRA="$(login petra)"
PAVEL="$(login pavel)"
MALLORY="$(login mallory)"
BROKEN="${ALICE%.*}.c2lnbmVkIGJ5IG5vYm9keQ"

# JSON writes quotes as \u0060 and \u0027.
unescaped() { sed "s/\\\\u0060/\`/g; s/\\\\u0027/'/g"; }

# The text of a member of the one-line JSON object that was answered.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$scratch/body" | unescaped; }

header() { sed -n "s/^$1: *//Ip" "$scratch/headers" | tr -d '\r' | tail -n 1; }

answer_has() { cat "$scratch/body" "$scratch/headers" | unescaped | grep -qF -- "$1"; }

# call WHO STATUS EXPECTED WHY METHOD PATH [HEADER]
# EXPECTED must be in the answer's body or headers, or must not be when it begins with `!`; WHY is for the reader.
call() {
  local who="$1" status="$2" expected="$3" why="$4" method="$5" path="$6" extra="${7:-}"
  local options=() shown=(curl)
  case "$path" in *..* | *%2e*) options+=(--path-as-is); shown+=(--path-as-is) ;; esac
  case "$method" in
    GET) ;;
    HEAD) options+=(--head); shown+=(--head) ;;
    *) options+=(-X "$method"); shown+=(-X "$method") ;;
  esac
  if [ "$who" != NOBODY ]; then
    options+=(-H "Authorization: Bearer ${!who}")
    shown+=(-H "\"Authorization: Bearer \$$who\"")
  fi
  if [ -n "$extra" ]; then
    options+=(-H "$extra")
    shown+=(-H "'$extra'")
  fi

  : > "$scratch/body"
  local actual
  actual="$(curl -sS --max-time 5 -o "$scratch/body" -D "$scratch/headers" -w '%{http_code}' \
    ${options[@]+"${options[@]}"} "$base$path")"
  report "$actual" "$status" "$(difference "$actual" "$status" "$expected" "$method")" "${shown[*]} '$base$path'" "$why"
}

# What is not as expected, or nothing.
difference() {
  local actual="$1" status="$2" expected="$3" method="$4"
  if [ "$actual" != "$status" ]; then
    echo "status differs"
  elif [[ "$expected" == !* ]] && answer_has "${expected#!}"; then
    echo "answer has: ${expected#!}"
  elif [[ "$expected" != !* ]] && ! answer_has "$expected"; then
    echo "answer lacks: $expected"
  elif [ "$status" = 403 ] && [ "$method" != HEAD ]; then
    [[ "$(header content-type)" == application/problem+json* ]] || echo "denial is not application/problem+json"
    [ -n "$(member decisionId)" ] || echo "denial has no decisionId"
  fi
}

report() {
  local actual="$1" status="$2" problem="$3" command="$4" why="$5" verdict=ok detail
  detail="$(member detail)"
  if [ "$actual" = 401 ] && [ -n "$(header www-authenticate)" ]; then
    detail="${detail:+$detail; }WWW-Authenticate: $(header www-authenticate)"
  fi
  if [ -z "$problem" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    verdict=FAIL
    detail="[$problem] ${detail:-$(head -c 300 "$scratch/body")}"
  fi

  printf '%-4s %s (expected %s)  %s  # %s%s\n' "$verdict" "$actual" "$status" "$command" "$why" "${detail:+ => $detail}"
}

no_identity="because no identity-based policy allows the"

# Groups, and the default: nothing is allowed unless a policy says so.
call ALICE   200 '"id":"1001"' "group Staff lists: her project's orders are there" GET /orders
call ALICE   200 '!"id":"1003"' "what she may not read is left out" GET /orders
call ALICE   200 '"id":"1001"' "group Support reads the orders of its own project" GET /orders/1001
call BOB     403 "$no_identity orders:GetOrder" "apollo's order, zeus's agent" GET /orders/1001
call ALICE   403 "$no_identity orders:ReadReport" "nothing grants it: implicit deny" GET /reports/sales/2026-10

# Who calls.
call NOBODY  401 "WWW-Authenticate: Bearer" "no credential" GET /orders/1001
call BROKEN  401 'error="invalid_token"' "a forged signature is never anonymous" GET /orders/1001
call BROKEN  401 'error="invalid_token"' "not even where anonymous callers are welcome" GET /catalogue/teapot
call MALLORY 403 "no such" "a good token of somebody who is no user here" GET /orders/1001

# Attributes: the tag of the caller against the tag of the resource.
call BOB     200 '"project":"zeus"' "tags match" GET /orders/1003
call ALICE   403 "$no_identity orders:GetOrder" "tags differ" GET /orders/1003
call ALICE   403 "$no_identity orders:GetOrder" "an order without the tag matches nobody" GET /orders/1004
call ALICE   200 '"id":"1002"' "cancelling uses the same rule" DELETE /orders/1002

# The shop's own condition key orders:Total, asked imperatively once the order is loaded.
call ALICE   200 '"status":"Refunded"' "120 is within her 500" POST /orders/1001/refund
call ALICE   403 "$no_identity orders:Refund" "1,200 is not" POST /orders/1002/refund

# An explicit deny outweighs every allow.
call BOB     403 "with an explicit deny in an identity-based policy" "still in training" POST /orders/1003/refund
call ALICE   403 "with an explicit deny in a resource-based policy" "the order is on legal hold" DELETE /orders/1005

# A permissions boundary limits and grants nothing.
call CAROL   200 '"id":"1004"' "group Managers reads everything" GET /orders/1004
call CAROL   403 "because no permissions boundary allows the orders:CancelOrder" "her boundary only reads" \
  DELETE /orders/1004
call CAROL   403 "because no permissions boundary allows the orders:Refund" "the same, asked imperatively" \
  POST /orders/1004/refund

# Where the call comes from.
call BOB     200 '"path":"sales/2026-10"' "group Finance from 127.0.0.0/8" GET /reports/sales/2026-10
call BOB     403 "with an explicit deny in an identity-based policy" "audit reports only from 203.0.113.0/24" \
  GET /reports/audit/2026-10
call BOB     403 "with an explicit deny in an identity-based policy" "the address is the connection's" \
  GET /reports/audit/2026-10 'X-Forwarded-For: 203.0.113.7'
call CAROL   200 '"path":"audit/2026-10"' "that rule is Finance's, not hers" GET /reports/audit/2026-10

# A resource's own policy.
call ALICE   200 '"path":"board/2026-q3"' "the report names her" GET /reports/board/2026-q3

# Another account's order: both accounts must allow, and the caller is not told more than it asked.
call ALICE   200 '"id":"2001"' "she may look at the partner's orders, and this one lets the shop in" GET /orders/2001
call ALICE   403 "not authorized to perform: orders:GetOrder" "she may, but this one does not let the shop in" \
  GET /orders/2002
call BOB     403 "not authorized to perform: orders:GetOrder" "the order lets the shop in, but nothing lets Bob out" \
  GET /orders/2001
call BOB     403 '!identity-based' "and the reason stays with the owner" GET /orders/2001

# A caller of another account: both sides must allow.
call PETRA   200 '"id":"1003"' "her account allows, the order lets her account in" GET /orders/1003
call PETRA   403 "not authorized to perform: orders:GetOrder" "her account allows, the order does not" GET /orders/1001
call PAVEL   403 "not authorized to perform: orders:GetOrder" "the order allows, his account does not" GET /orders/1003

# Callers without credentials, where an endpoint invites them.
call NOBODY  200 '"name":"teapot"' "the product's policy allows everyone" GET /catalogue/teapot
call NOBODY  401 "orders:GetProduct" "this one's does not" GET /catalogue/prototype

# Several requirements: each must be allowed.
call BOB     200 '"number":"INV-1003"' "order and invoice" GET /orders/1003/invoice
call ALICE   403 "$no_identity orders:ReadInvoice" "the order, not the invoice" GET /orders/1001/invoice
call BOB     403 "$no_identity orders:GetOrder" "the invoice, not the order" GET /orders/1001/invoice
call DAVE    403 "$no_identity orders:OpenReports" "the report, not the group of endpoints it is in" \
  GET /reports/sales/2026-10

# What can I do here?
call ALICE   200 '"orders:CancelOrder":true' "one call answers for every button" GET /orders/1002/actions
call ALICE   200 '"orders:Refund":false' "and says no as well" GET /orders/1002/actions

# The request's text is data.
call ALICE   200 "" "HEAD is decided like GET" HEAD /orders/1001
call ALICE   403 "" "HEAD is decided like GET" HEAD /orders/1003
call ALICE   403 "order/* because no identity" "a star is text: no order of her project is called *" GET '/orders/*'
call CAROL   404 "" "she may, but no order is called *" GET '/orders/*'
call CAROL   404 "" "an encoded slash stays part of the id" GET /orders/1003%2Finvoice
call CAROL   403 "not authorized to perform: orders:GetOrder" "a backslash is refused" GET '/orders/1003%5Cinvoice'
call ALICE   403 "order/1003 because no identity" "dot segments are resolved first: this is order 1003" \
  GET /orders/1001/../1003
call CAROL   404 "" "encoded dot segments too: this is / and no endpoint" GET /orders/%2e%2e
call NOBODY  404 "" "an unknown URL is not found, for anybody" GET /nowhere

echo "walkthrough: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
