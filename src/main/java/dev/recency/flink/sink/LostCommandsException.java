package dev.recency.flink.sink;

import java.util.List;

/** Kafka no longer has transactions that a checkpoint had promised: their commands are lost. */
public final class LostCommandsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostCommandsException(String topic, List<String> transactionalIds) {
    super(
        "topic [%s] may lack the commands between the last two checkpoints: Kafka aborted their transactions %s, or has forgotten them, because the job was away for longer than transaction.timeout.ms (or, if it was stopped with a savepoint, transactional.id.expiration.ms: then nothing is missing), or because another job has the same --job-name: stop that one first. To go on without them, start the job from the same checkpoint with --delivery at-least-once, stop it with a savepoint and start it from that with exactly-once; to be spared it, raise --kafka.sink.transaction.timeout.ms."
            .formatted(topic, transactionalIds));
  }
}
