package dev.recency.flink;

import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** Answers of Kafka of which one refusal is an answer, too. */
final class Answers {
  private Answers() {}

  /**
   * What becomes of an answer, or of the refusal that may come in its place.
   *
   * @param refusal kind of failure that stands for {@code instead}; any other remains a failure
   */
  static <A, T> KafkaFuture<T> expecting(
      Class<? extends Throwable> refusal, T instead, KafkaFuture<A> answer, Function<A, T> result) {
    KafkaFutureImpl<T> expected = new KafkaFutureImpl<>();
    answer.whenComplete(
        (value, failure) -> {
          Throwable cause = cause(failure);
          if (failure == null) {
            expected.complete(result.apply(value));
          } else if (refusal.isInstance(cause)) {
            expected.complete(instead);
          } else {
            expected.completeExceptionally(cause);
          }
        });
    return expected;
  }

  /** Kafka wraps a failure where it has made an answer of another one. */
  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
