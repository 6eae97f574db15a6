#!/usr/bin/env bash
# Applies the features to the cluster of docker-compose.yml. What is given as arguments goes to
# recency apply.
set -euo pipefail

# What Flink's processes open of Java 17, the command line opens too.
opens=$(sed -n 's/^env\.java\.opts\.all: //p' "${FLINK_HOME:-/opt/flink}/conf/config.yaml")
# shellcheck disable=SC2086 # options are separated by blanks
exec java $opens -Dfile.encoding=UTF-8 -jar /opt/recency/target/recency.jar \
  apply /opt/recency/features --flink http://jobmanager:8081 "$@"
