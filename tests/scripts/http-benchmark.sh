#!/usr/bin/env bash
# The HTTP benchmark in small: every variant answers its endpoint, and the figures have their shape.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

fail() { echo "http-benchmark: $*" >&2; exit 1; }

benchmark() {
    dotnet exec tests/IamAuthorization.Benchmarks/bin/Release/net10.0/IamAuthorization.Benchmarks.dll http "$@"
}

benchmark --rounds 2 --requests 40 --connections 2 --warm-up-ms 50 --out "$folder/figures.jsonl" \
    || fail "exit code $?: a server did not start, or refused its own token"
for variant in anonymous noop-authentication jwt-hs256 jwt-rs256 iam-bearer iam-bearer-cold noop-requirement \
    require-claim require-iam iam-bearer-require-iam; do
    [ "$(grep -c "\"variant\":\"$variant\",\"cpu\":[0-9.]*," "$folder/figures.jsonl")" -eq 1 ] \
        || fail "no figure of $variant"
done
if benchmark --only nothing 2> "$folder/wrong.txt"; then fail "exit code 0 although there is no such variant"; fi
grep -q '`nothing` is no variant' "$folder/wrong.txt" || fail "it does not say what is wrong"
echo "http-benchmark: the figures have their shape"
