package dev.recency.flink.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits as the connector does, and finds out what a refusal means. A broker refuses a transaction
 * that it committed before without the job's knowledge, which is harmless, and one that it aborted
 * because the job was away for longer than {@code transaction.timeout.ms}, or another job has its
 * name: then commands are lost, no restart brings them back, and the job ends with {@link
 * LostCommandsException}. Everything else that can be committed is committed first. To Flink the
 * first kind counts as committed already.
 */
final class LossDetectingCommitter implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(LossDetectingCommitter.class);

  private final Committer<KafkaCommittable> committer;
  private final String topic;
  private final TransactionFates fates;

  LossDetectingCommitter(
      Committer<KafkaCommittable> committer, String topic, TransactionFates fates) {
    this.committer = committer;
    this.topic = topic;
    this.fates = fates;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<Request> watched = requests.stream().map(Request::new).toList();
    committer.commit(new ArrayList<>(watched));
    List<String> lost =
        watched.stream()
            .filter(request -> request.lost)
            .map(request -> request.getCommittable().getTransactionalId())
            .toList();
    if (!lost.isEmpty()) {
      throw new SuppressRestartsException(new LostCommandsException(topic, lost));
    }
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  private boolean lost(KafkaCommittable committable, Throwable refusal) {
    TransactionFate fate = fates.of(committable);
    LOG.warn(
        "Transaction [{}] of topic [{}] was refused [{}]; it is [{}]",
        committable.getTransactionalId(),
        topic,
        refusal.getMessage(),
        fate);
    return fate == TransactionFate.LOST;
  }

  /** A request that remembers how it was refused. */
  private final class Request implements CommitRequest<KafkaCommittable> {
    private final CommitRequest<KafkaCommittable> request;
    private boolean lost;

    private Request(CommitRequest<KafkaCommittable> request) {
      this.request = request;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable refusal) {
      lost = lost(getCommittable(), refusal);
      if (lost) {
        request.signalFailedWithKnownReason(refusal);
      } else {
        request.signalAlreadyCommitted();
      }
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable refusal) {
      if (refusal instanceof InvalidPidMappingException) {
        signalFailedWithKnownReason(refusal);
      } else {
        request.signalFailedWithUnknownReason(refusal);
      }
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
