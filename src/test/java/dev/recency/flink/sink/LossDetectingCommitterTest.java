package dev.recency.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

/** What a committer that refuses some transactions does to the job. */
final class LossDetectingCommitterTest {
  private final List<String> committed = new ArrayList<>();
  private final List<String> signals = new ArrayList<>();

  /** Refuses what stands in the map, as the connector does, and commits the rest. */
  private LossDetectingCommitter committer(Map<String, Exception> refusals, TransactionFate fate) {
    Committer<KafkaCommittable> connector =
        new Committer<>() {
          @Override
          public void commit(Collection<CommitRequest<KafkaCommittable>> requests) {
            for (CommitRequest<KafkaCommittable> request : requests) {
              String id = request.getCommittable().getTransactionalId();
              Exception refusal = refusals.get(id);
              if (refusal instanceof ProducerFencedException) {
                request.signalFailedWithKnownReason(refusal);
              } else if (refusal != null) {
                request.signalFailedWithUnknownReason(refusal);
              } else {
                committed.add(id);
              }
            }
          }

          @Override
          public void close() {}
        };
    return new LossDetectingCommitter(connector, "commands", committable -> fate);
  }

  private Collection<Committer.CommitRequest<KafkaCommittable>> requests(String... ids) {
    List<Committer.CommitRequest<KafkaCommittable>> requests = new ArrayList<>();
    for (String id : ids) {
      requests.add(new FlinksRequest(new KafkaCommittable(1, (short) 0, id, null), signals));
    }
    return requests;
  }

  /** As Flink makes them: an unknown reason is thrown, a known one is not. */
  private record FlinksRequest(KafkaCommittable committable, List<String> signals)
      implements Committer.CommitRequest<KafkaCommittable> {
    @Override
    public KafkaCommittable getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable refusal) {
      signals.add(committable.getTransactionalId() + " failed");
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable refusal) {
      throw new IllegalStateException(refusal);
    }

    @Override
    public void retryLater() {}

    @Override
    public void updateAndRetryLater(KafkaCommittable changed) {}

    @Override
    public void signalAlreadyCommitted() {
      signals.add(committable.getTransactionalId() + " is committed already");
    }
  }

  @Test
  void aLostTransactionEndsTheJobWhenTheOthersAreCommitted() {
    LossDetectingCommitter committer =
        committer(Map.of("b", new ProducerFencedException("fenced")), TransactionFate.LOST);
    assertThatThrownBy(() -> committer.commit(requests("a", "b", "c")))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(LostCommandsException.class)
        .hasMessageContaining("topic [commands]")
        .hasMessageContaining("[b]");
    assertThat(committed).containsExactly("a", "c");
    assertThat(signals).containsExactly("b failed");
  }

  @Test
  void aTransactionThatIsCommittedAlreadyIsNoLossAndNoFailure() {
    LossDetectingCommitter committer =
        committer(Map.of("b", new ProducerFencedException("fenced")), TransactionFate.COMMITTED);
    assertThatCode(() -> committer.commit(requests("a", "b", "c"))).doesNotThrowAnyException();
    assertThat(committed).containsExactly("a", "c");
    assertThat(signals).containsExactly("b is committed already");
  }

  @Test
  void aTransactionThatTheBrokerHasForgottenEndsTheJobToo() {
    LossDetectingCommitter committer =
        committer(Map.of("b", new InvalidPidMappingException("no such id")), TransactionFate.LOST);
    assertThatThrownBy(() -> committer.commit(requests("b", "c")))
        .isInstanceOf(SuppressRestartsException.class);
    assertThat(committed).containsExactly("c");
  }

  @Test
  void anyOtherFailureIsFlinksToRestartFrom() {
    LossDetectingCommitter committer =
        committer(Map.of("b", new IllegalArgumentException("network")), TransactionFate.LOST);
    assertThatThrownBy(() -> committer.commit(requests("a", "b")))
        .isInstanceOf(IllegalStateException.class);
  }
}
