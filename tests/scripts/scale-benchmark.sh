#!/usr/bin/env bash
# The benchmark of large accounts in small: every answer is right, no query scans, the cache keeps its bound, and the
# figures have their shape.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

fail() { echo "scale-benchmark: $*" >&2; exit 1; }

benchmark() {
    dotnet exec tests/IamAuthorization.Benchmarks/bin/Release/net10.0/IamAuthorization.Benchmarks.dll scale "$@"
}

benchmark --users 300 --policies 100 --groups 20 --asked 30 --cached 100 --starts 1 --commit 200 --warm-ms 20 \
    --out "$folder/figures.jsonl" > "$folder/figures.txt" || fail "exit code $?: $(grep SCAN "$folder/figures.txt")"
for figure in '^sqlite: 4 queries at the first decision' '^sqlite: no scan$' 'import, s  *[0-9.]*' \
    'first decision p99, ms  *[0-9.]*' '  most entries  *5\b' '  evicted  *9[5-9]' 'wrong answers  *0'; do
    grep -q "$figure" "$folder/figures.txt" || fail "no line like \"$figure\""
done
grep -q '"store":"sqlite","users":300,"policies":100' "$folder/figures.jsonl" || fail "no figures in the file"
if benchmark --stores nowhere 2> "$folder/wrong.txt"; then fail "exit code 0 although there is no such store"; fi
grep -q -- '--stores names `sqlite`' "$folder/wrong.txt" || fail "it does not say what is wrong"
echo "scale-benchmark: the figures have their shape"
