package dev.recency.flink.sink;

import static dev.recency.flink.sink.TransactionFate.COMMITTED;
import static dev.recency.flink.sink.TransactionFate.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A transaction of producer 7, epoch 3, that the broker refused to commit. */
final class TransactionFateTest {
  @ParameterizedTest
  @CsvSource({
    "7, 3, COMPLETE_COMMIT, COMMITTED", // before epochs rose with each transaction
    "7, 4, COMPLETE_COMMIT, COMMITTED",
    "7, 4, PREPARE_COMMIT, COMMITTED",
    "7, 4, ONGOING, COMMITTED", // the next one under the id
    "7, 5, ONGOING, COMMITTED",
    "7, 5, EMPTY, COMMITTED",
    "7, 5, COMPLETE_ABORT, COMMITTED",
    "7, 9, COMPLETE_COMMIT, COMMITTED",
    "7, 4, COMPLETE_ABORT, LOST", // it expired
    "7, 4, PREPARE_ABORT, LOST",
    "7, 4, PREPARE_EPOCH_FENCE, LOST",
    "7, 3, COMPLETE_ABORT, LOST",
    "7, 4, EMPTY, LOST",
    "7, 3, ONGOING, LOST",
    "7, 3, UNKNOWN, LOST",
    "8, 0, COMPLETE_COMMIT, LOST", // the id was forgotten and given anew
    "8, 5, ONGOING, LOST"
  })
  void isToldByWhatTheBrokerKnowsNow(
      long producerId, int epoch, TransactionState state, TransactionFate fate) {
    assertThat(TransactionFate.of(7, 3, producerId, epoch, state, true)).isEqualTo(fate);
    assertThat(fate).isIn(COMMITTED, LOST);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 4, COMPLETE_COMMIT, COMMITTED", // the answer was lost
    "7, 4, PREPARE_COMMIT, COMMITTED",
    "7, 4, ONGOING, LOST", // whatever is later is another job's
    "7, 5, ONGOING, LOST",
    "7, 5, EMPTY, LOST",
    "7, 9, COMPLETE_COMMIT, LOST",
    "7, 4, COMPLETE_ABORT, LOST"
  })
  void isLostIfAnIdHasALaterEpochThatTheJobHasNotUsedSince(
      long producerId, int epoch, TransactionState state, TransactionFate fate) {
    assertThat(TransactionFate.of(7, 3, producerId, epoch, state, false)).isEqualTo(fate);
  }
}
