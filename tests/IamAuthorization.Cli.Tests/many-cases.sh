#!/usr/bin/env bash
# Prints N cases for `iam simulate`, each with a policy of its own: many-cases.sh 1000000 | iam simulate
set -euo pipefail
awk -v n="${1:?usage: many-cases.sh N}" 'BEGIN {
    for (i = 0; i < n; i++) {
        printf "{\"id\":\"c%d\",\"principal\":\"arn:aws:iam::111122223333:user/u%d\",", i, i
        printf "\"action\":\"s3:%s\",\"resource\":\"arn:aws:s3:::b/%d/k\",", (i % 3 ? "PutObject" : "GetObject"), i
        printf "\"resourceAccount\":\"111122223333\",\"identityPolicies\":[{\"name\":\"p\",\"policy\":{"
        printf "\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
        printf "\"Resource\":\"arn:aws:s3:::b/%d/*\"}]}}]}\n", i
    }
}'
