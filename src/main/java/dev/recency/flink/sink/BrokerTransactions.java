package dev.recency.flink.sink;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Asks the broker. It is connected to only when a commit has been refused, so that it costs nothing
 * else; the right to write with a transactional id includes the right to ask.
 */
final class BrokerTransactions implements TransactionFates {
  private final Properties client;

  BrokerTransactions(Properties client) {
    this.client = client;
  }

  /**
   * {@inheritDoc}
   *
   * @throws KafkaException if the broker does not answer; the job restarts and asks again
   */
  @Override
  public TransactionFate of(KafkaCommittable committable) {
    String id = committable.getTransactionalId();
    try (Admin admin = Admin.create(client)) {
      TransactionDescription now = admin.describeTransactions(List.of(id)).description(id).get();
      TransactionFate fate =
          TransactionFate.of(
              committable.getProducerId(),
              committable.getEpoch(),
              now.producerId(),
              now.producerEpoch(),
              now.state(),
              // Only the attempt that wrote the transaction still has its producer.
              committable.getProducer().isEmpty());
      if (fate == TransactionFate.COMMITTED && now.state() == TransactionState.ONGOING) {
        abort(admin, id);
      }
      return fate;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return TransactionFate.LOST; // forgotten after transactional.id.expiration.ms
      }
      throw new KafkaException("transaction [" + id + "] cannot be looked up", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * A later transaction under the id is one of the time before a failure. Nobody ends it, and {@code
   * read_committed} readers would wait for it until it expires.
   */
  private static void abort(Admin admin, String id)
      throws ExecutionException, InterruptedException {
    admin.fenceProducers(List.of(id)).all().get();
  }
}
