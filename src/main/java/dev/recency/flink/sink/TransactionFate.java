package dev.recency.flink.sink;

import org.apache.kafka.clients.admin.TransactionState;

/** What became of a transaction that a broker does not let the job commit any more. */
enum TransactionFate {
  /** It is committed: the answer did not reach the job, or not the checkpoint that it goes on from. */
  COMMITTED,
  /** It is not and never will be. */
  LOST;

  /**
   * The fate by what the broker knows of the transactional id now. A commit raises the epoch by
   * one, and so does the abort of a transaction that has expired. The job uses an id again only when
   * the commit has been acknowledged, and begins with another epoch: so whatever goes on under a
   * later one, this transaction is committed. But if the id has not been used since, because the
   * attempt that wrote the transaction is the one that cannot commit it, then another job goes on
   * under the later one: it has the same name, and has aborted what it found.
   *
   * @param producerId of the transaction
   * @param epoch of the transaction
   * @param nowProducerId that the broker has for the id now
   * @param nowEpoch that the broker has for the id now
   * @param usedSince whether the job can have used the id for a later transaction
   */
  static TransactionFate of(
      long producerId,
      int epoch,
      long nowProducerId,
      int nowEpoch,
      TransactionState now,
      boolean usedSince) {
    if (producerId != nowProducerId) {
      return LOST;
    }
    if (nowEpoch > epoch + 1) {
      return usedSince ? COMMITTED : LOST;
    }
    return switch (now) {
      case COMPLETE_COMMIT, PREPARE_COMMIT -> COMMITTED;
      case ONGOING -> usedSince && nowEpoch > epoch ? COMMITTED : LOST;
      case COMPLETE_ABORT, PREPARE_ABORT, PREPARE_EPOCH_FENCE, EMPTY, UNKNOWN -> LOST;
    };
  }
}
