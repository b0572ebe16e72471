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
ERIN="$(login erin)"
PETRA="$(login petra)"
PAVEL="$(login pavel)"
MALLORY="$(login mallory)"
BROKEN="${ALICE%.*}.c2lnbmVkIGJ5IG5vYm9keQ"

# The answer's body and headers, read once. JSON writes quotes as \u0060 and \u0027.
answered() {
  body="$(< "$scratch/body")"
  body="${body//\\u0060/\`}"
  body="${body//\\u0027/\'}"
  headers="$(< "$scratch/headers")"
  headers="${headers//$'\r'/}"
}

# The text of a member of the JSON object that was answered.
member() { [[ "$body" =~ \"$1\":\"([^\"]*)\" ]] && printf '%s' "${BASH_REMATCH[1]}"; }

header() {
  local line
  while IFS= read -r line; do
    [[ "${line,,}" == "$1:"* ]] && printf '%s' "${line#*: }"
  done <<< "$headers"
}

answer_has() { [[ "$body"$'\n'"$headers" == *"$1"* ]]; }

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
  answered
  report "$actual" "$status" "$(difference "$actual" "$status" "$expected" "$method")" "${shown[*]} '$base$path'" "$why"
}

# assume SESSION WHO STATUS EXPECTED WHY ROLE_ARN [NAME=VALUE...]
# Exchanges WHO's token for a session of a role, and keeps the session's token in the variable SESSION. WHO is a user,
# or a session (role chaining); NAME=VALUE are further parameters of the token endpoint.
assume() {
  local session="$1" who="$2" status="$3" expected="$4" why="$5" role="$6" type=jwt parameter
  shift 6
  [[ "$who" == *_SESSION ]] && type=access_token
  local options=() shown="\$exchange -d subject_token_type=urn:ietf:params:oauth:token-type:$type"
  for parameter in "scope=$role" "$@"; do
    options+=(--data-urlencode "$parameter")
    shown+=" --data-urlencode '$parameter'"
  done

  local actual
  actual="$(curl -sS --max-time 5 -o "$scratch/body" -D "$scratch/headers" -w '%{http_code}' $exchange \
    -d "subject_token_type=urn:ietf:params:oauth:token-type:$type" "${options[@]}" \
    -d "subject_token=${!who}" "$base/iam/token")"
  answered
  printf -v "$session" '%s' "$(member access_token)"
  report "$actual" "$status" "$(difference "$actual" "$status" "$expected" POST)" \
    "curl $shown -d subject_token=\$$who '$base/iam/token'" "$why"
}

# What every exchange says.
readonly exchange="-d grant_type=urn:ietf:params:oauth:grant-type:token-exchange -d role_session_name=walkthrough"

# The hub over long polling, as a client library would speak to it: records end with the character 1e.
hub() { curl -sS --max-time 5 -H "Authorization: Bearer $1" "${@:3}" "$base/hubs/orders$2"; }

say() { hub "$1" "?id=$2" -o "$scratch/said" --data-binary "$3"$'\x1e'; }

# track WHO EXPECTED WHY ORDER: connects, invokes the hub's method Track and shows what it answers.
track() {
  local who="$1" expected="$2" why="$3" order="$4" id actual
  hub "${!who}" "/negotiate?negotiateVersion=1" -X POST -o "$scratch/body" -D "$scratch/headers"
  answered
  id="$(member connectionToken)"
  hub "${!who}" "?id=$id" -o "$scratch/opened"
  say "${!who}" "$id" '{"protocol":"json","version":1}'
  hub "${!who}" "?id=$id" -o "$scratch/agreed"
  say "${!who}" "$id" "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Track\",\"arguments\":[\"$order\"]}"
  actual="$(hub "${!who}" "?id=$id" -o "$scratch/record" -D "$scratch/headers" -w '%{http_code}')"
  tr -d '\036' < "$scratch/record" > "$scratch/body"
  answered
  hub "${!who}" "?id=$id" -X DELETE -o "$scratch/closed"
  report "$actual" 200 "$(difference "$actual" 200 "$expected" POST)" \
    "hub.invoke('Track', '$order') with \$$who at '$base/hubs/orders'" "$why"
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
  detail="$(member detail)$(member error_description)"
  detail="${detail:-$(member error)}"
  if [ "$actual" = 401 ] && [ -n "$(header www-authenticate)" ]; then
    detail="${detail:+$detail; }WWW-Authenticate: $(header www-authenticate)"
  fi
  if [ -z "$problem" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    verdict=FAIL
    detail="[$problem] ${detail:-${body:0:300}}"
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

# A role is taken on for a while: its trust policy names Bob, and nobody else.
readonly roles="arn:aws:iam::111122223333:role"
assume BOB_SESSION BOB 200 '"expires_in":3' "the role trusts him, for an hour" "$roles/SupportAgent"
call BOB_SESSION 200 '"id":"1001"' "apollo's order, which was not his to read" GET /orders/1001
call BOB_SESSION 200 '"status":"Refunded"' "what is denied to Bob is not denied to the role" POST /orders/1003/refund
call BOB_SESSION 403 "$no_identity orders:Refund" "1,200 is more than the role may" POST /orders/1002/refund
call BOB_SESSION 403 "assumed-role/SupportAgent/walkthrough" "and not what Bob may: it is the role who asks" \
  GET /reports/sales/2026-10
assume CAROL_SESSION CAROL 400 "because no role trust policy allows the sts:AssumeRole action" \
  "the role does not trust her" "$roles/SupportAgent"
assume NO_SESSION BOB 400 "exceeds the MaxSessionDuration set for this role" "two hours are more than the role gives" \
  "$roles/SupportAgent" duration_seconds=7200
assume NO_SESSION BOB 400 "because no role trust policy allows the sts:AssumeRole action" \
  "a role that is not there says the same as one that trusts nobody" "$roles/NoSuchRole"

# A session policy narrows a session: what it and the role both allow is left.
assume NARROW_SESSION BOB 200 '"packed_policy_size":' "for reading alone" "$roles/SupportAgent" \
  'policy={"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"orders:Get*","Resource":"*"}}'
call NARROW_SESSION 200 '"id":"1001"' "both allow reading" GET /orders/1001
call NARROW_SESSION 403 "because no session policy allows the orders:Refund action" "only the role allows refunds" \
  POST /orders/1001/refund

# Role chaining: a session assumes the next role.
assume LEAD_SESSION BOB_SESSION 200 "assumed-role/ShiftLead/walkthrough" "the role trusts whoever is SupportAgent" \
  "$roles/ShiftLead"
call LEAD_SESSION 200 '"path":"sales/2026-10"' "what the second role may" GET /reports/sales/2026-10
call LEAD_SESSION 403 "$no_identity orders:GetOrder" "not what the first one may" GET /orders/1001
assume NO_SESSION BOB_SESSION 400 "exceeds the 1 hour session limit for roles assumed by role chaining" \
  "a chained session lasts an hour at most, though the role gives two" "$roles/ShiftLead" duration_seconds=7200
assume NO_SESSION BOB 400 "because no role trust policy allows the sts:AssumeRole action" "Bob himself is not trusted" \
  "$roles/ShiftLead"

# A partner's role: its own account must allow it, and the role asks for the contract's external id.
assume NO_SESSION PETRA 400 "not authorized to perform: sts:AssumeRole" "without the external id" "$roles/Auditor"
assume NO_SESSION PETRA 400 "not authorized to perform: sts:AssumeRole" "with another contract's" "$roles/Auditor" \
  external_id=audit-contract-1138
assume PETRA_SESSION PETRA 200 "assumed-role/Auditor/walkthrough" "with this one's" "$roles/Auditor" \
  external_id=audit-contract-7731
assume NO_SESSION PAVEL 400 "not authorized to perform: sts:AssumeRole" \
  "the role trusts his account, which lets him not" "$roles/Auditor" external_id=audit-contract-7731
call PETRA_SESSION 200 '"path":"audit/2026-10"' "as Auditor she reads audit reports" GET /reports/audit/2026-10
call PETRA_SESSION 403 "$no_identity orders:ReadReport" "and no others" GET /reports/sales/2026-10

# A session's token is a credential like any other: what is wrong with it is 401, never anonymous.
FORGED_SESSION="${BOB_SESSION%.*}.${PETRA_SESSION##*.}"
GARBAGE_SESSION="bm90.YSB0b2tlbg.YXQgYWxs"
call FORGED_SESSION  401 'error="invalid_token"' "another session's signature" GET /orders/1001
call GARBAGE_SESSION 401 'error="invalid_token"' "no token at all" GET /orders/1001
call GARBAGE_SESSION 401 'error="invalid_token"' "nor where anonymous callers are welcome" GET /catalogue/teapot
assume NO_SESSION FORGED_SESSION 400 "the subject token" "nor good for another session" "$roles/ShiftLead"

# A hub: connecting is one question, each invocation another, about its arguments.
track BOB_SESSION '"result":"' "the role tracks every order" 1001
track BOB         '"error":"' "Bob does not: apollo's order, zeus's agent" 1001
track ALICE       '"result":"' "Alice does: tags match" 1001

# All sessions of a role end at once.
call CAROL 403 "because no permissions boundary allows the iam:PutRolePolicy action" "her boundary only reads" \
  POST /roles/SupportAgent/revoke-sessions
call ERIN  200 '"validFrom":' "a manager without a boundary ends them" POST /roles/SupportAgent/revoke-sessions
call BOB_SESSION 401 'error="invalid_token"' "revoked: a failed credential" GET /orders/1001
call NARROW_SESSION 401 'error="invalid_token"' "whatever its policy" GET /orders/1001
assume NO_SESSION BOB_SESSION 400 "the subject token" "nor does it become another session" "$roles/ShiftLead"
call LEAD_SESSION 200 '"path":"sales/2026-10"' "another role's session is not touched" GET /reports/sales/2026-10
assume BOB_SESSION BOB 200 '"expires_in":3' "Bob himself may have a new one" "$roles/SupportAgent"
call BOB_SESSION 200 '"id":"1001"' "which counts" GET /orders/1001

# Accounts change while it runs: who is hired is in the store beside the users of the files.
# (A walk that was broken off may have left him behind.)
curl -sS --max-time 5 -o "$scratch/body" -X DELETE -H "Authorization: Bearer $ERIN" "$base/staff/frank"
FRANK="$(login frank)"
call FRANK 403 "there is no such principal" "a good token, and no user yet" GET /orders
call CAROL 403 "because no permissions boundary allows the iam:CreateUser action" "her boundary only reads" \
  PUT /staff/frank
call ERIN  400 "ValidationError" "a name that IAM does not allow" PUT '/staff/fr%20ank'
call ERIN  200 'arn:aws:iam::111122223333:user/frank' "a manager hires" PUT /staff/frank
call ERIN  409 "User with name frank already exists." "once" PUT /staff/frank
call FRANK 200 "" "and with the next request he is staff" GET /orders
call FRANK 403 "$no_identity iam:DeleteUser" "who may not dismiss anybody" DELETE /staff/erin
call ERIN  204 "" "a manager dismisses" DELETE /staff/frank
call FRANK 403 "there is no such principal" "and with the next request he is nobody" GET /orders
call ERIN  404 "frank cannot be found" "once" DELETE /staff/frank

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
