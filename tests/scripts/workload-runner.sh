#!/usr/bin/env bash
# The workload runner on a workload of its own: the shape of its figures, and its exit code when an answer is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

fail() { echo "workload-runner: $*" >&2; exit 1; }

workload() {
    cat <<JSON
{"id":"$1",
 "policies":[{"Name":"P","Document":{"Version":"2012-10-17","Statement":[
   {"Sid":"A","Effect":"Allow","Action":["docs:Get*"],"Resource":["arn:aws:docs:::a/*"],
    "Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":["x"]}}},
   {"Sid":"D","Effect":"Deny","Action":["docs:GetSecret"],"Resource":["*"]}]}}],
 "principals":[{"arn":"arn:aws:iam::123456789012:user/alice","policies":[0]}],
 "requests":[
  {"principal":0,"action":"docs:GetPage","resource":"arn:aws:docs:::a/1","context":{"aws:TagKeys":["x","y"]},
   "expected":"$2"},
  {"principal":0,"action":"docs:GetSecret","resource":"arn:aws:docs:::a/1","context":{},"expected":"explicitDeny"},
  {"principal":0,"action":"docs:Put","resource":"arn:aws:docs:::a/1","context":{},"expected":"implicitDeny"}]}
JSON
}

runner() {
    dotnet exec tests/IamAuthorization.Benchmarks/bin/Release/net10.0/IamAuthorization.Benchmarks.dll \
        workloads --workloads "$folder" --out "$folder/figures.txt" --round-ms 20 --rounds 3 --check-ms 1000 "$@"
}

workload right allow >"$folder/right.json"
workload wrong implicitDeny >"$folder/wrong.json"

runner --only right || fail "exit code $? although every answer was right"
for member in peer workload n ns rel cal min max allocBytes decisions checked mismatches \
    setupMs heapMB version about; do
    [ "$(grep -c "\"$member\":" "$folder/figures.txt")" -eq 2 ] || fail "not two rows with \"$member\""
done
grep -q '"peer": "project"' "$folder/figures.txt" || fail "no peer project"
grep -q '"peer": "floor-frozen"' "$folder/figures.txt" || fail "no peer floor-frozen"
grep -q '"checked": 3' "$folder/figures.txt" || fail "not all three answers were checked"

if runner --only wrong >/dev/null; then fail "exit code 0 although an answer was wrong"; fi
grep -q '"mismatches": 1' "$folder/figures.txt" || fail "the wrong answer was not counted"

if runner --only nothing >/dev/null; then fail "exit code 0 although nothing was run"; fi
echo "workload-runner: the figures have their shape"
