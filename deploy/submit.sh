#!/usr/bin/env bash
# Submits the features to the cluster of docker-compose.yml, once: a job that is there already goes
# on undisturbed. What is given as arguments goes to the job.
set -euo pipefail

name=${RECENCY_JOB_NAME:-recency}
running=$(flink list --running)
if grep --quiet --fixed-strings " : $name (" <<<"$running"; then
  echo "The job $name is running already."
  exit 0
fi
exec flink run --detached /opt/recency/target/recency-job.jar --sql /opt/recency/features "$@"
