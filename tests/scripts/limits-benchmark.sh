#!/usr/bin/env bash
# The benchmark of the limits in small: every adversarial pattern is answered right, and the figures have their shape.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

fail() { echo "limits-benchmark: $*" >&2; exit 1; }

benchmark() {
    dotnet exec tests/IamAuthorization.Benchmarks/bin/Release/net10.0/IamAuthorization.Benchmarks.dll limits "$@"
}

benchmark --text 512 --stars 20 --rounds 1 --round-ms 20 --changes 20 > "$folder/figures.txt" \
    || fail "exit code $?: $(grep WRONG "$folder/figures.txt")"
for figure in 'largest growth: [0-9.]* for twice the text, [0-9.]* for twice the pattern; 0 wrong' \
    'scaling engine *[0-9.]*$' 'scaling F *[0-9.]*$' 'quotient *[0-9.]*$' \
    'from the commit to a decision on it *[0-9]' 'one decision, amid changes *[0-9]'; do
    grep -q "$figure" "$folder/figures.txt" || fail "no line like \"$figure\""
done
if benchmark --only nothing 2> "$folder/wrong.txt"; then fail "exit code 0 although there is no such part"; fi
grep -q '`nothing` is no part' "$folder/wrong.txt" || fail "it does not say what is wrong"
echo "limits-benchmark: the figures have their shape"
