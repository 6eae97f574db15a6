#!/usr/bin/env bash
# Submits the features to the cluster of docker-compose.yml, once: a job that is there already goes
# on undisturbed. One that is gone, because its JobManager was restarted, goes on from the newest
# checkpoint or savepoint that it left. What is given as arguments goes to the job.
set -euo pipefail

name=${RECENCY_JOB_NAME:-recency}
running=$(flink list --running)
if grep --quiet --fixed-strings " : $name (" <<<"$running"; then
  echo "The job $name is running already."
  exit 0
fi

setting() {
  sed -n "s|^$1: file://||p" "${FLINK_HOME:-/opt/flink}/conf/config.yaml"
}
checkpoints=$(setting execution.checkpointing.dir)
savepoints=$(setting execution.checkpointing.savepoint-dir)
# _metadata is written last: what has it is complete.
newest=$(ls -td "$checkpoints"/*/chk-*/_metadata "$savepoints"/*/_metadata 2>/dev/null | head -n 1 || true)
from=()
if [[ -n $newest ]]; then
  echo "The job $name goes on from ${newest%/_metadata}"
  from=(--fromSavepoint "${newest%/_metadata}")
fi
# bash 3 takes an empty array for one that is not set.
exec flink run --detached ${from[@]+"${from[@]}"} /opt/recency/target/recency-job.jar --sql /opt/recency/features "$@"
