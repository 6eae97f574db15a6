package dev.recency.flink;

import dev.recency.flink.clock.Clocking;
import dev.recency.flink.keyed.KeyedGroup;
import dev.recency.flink.resume.SavedDefinitions;
import dev.recency.flink.resume.Successor;
import dev.recency.flink.statement.CommandLimits;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.table.TableQueries;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Sink;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** What every part of one job's topology is made of. */
record JobParts(JobOptions options, Definitions definitions, Plan plan) {
  boolean replay() {
    return options.mode() instanceof RunMode.Replay;
  }

  CommandLimits limits() {
    return new CommandLimits(
        options.maxCommandBytes(), options.clock().maxFutureMillis(), !replay());
  }

  /** What the job writes into its savepoints, and how it judges the one that it goes on from. */
  Successor successor() {
    return new Successor(
        SavedDefinitions.of(ProductVersion.current(), definitions, plan), options.acceptedLosses());
  }

  /** What the hot keys of one host may take: a slot runs a subtask of each, and they share alike. */
  long hostCacheBytes() {
    int hosts = KeyedGroup.of(plan).size() + TableQueries.of(plan).size();
    return options.keyCacheBytes() / Math.max(1, hosts);
  }

  DeadLetters letters() {
    return new DeadLetters(options.deadLetterTopic(), options.maxCommandBytes());
  }

  /** What keys in this topic of commands end with, if they hold a window; all writers agree. */
  Optional<KeyWindow> keyWindow(String topic) {
    return plan.queries().stream()
        .map(Query::sink)
        .filter(sink -> sink.serialization().topic().equals(topic))
        .findFirst()
        .flatMap(Sink::keyWindow);
  }

  /** How the data clock of a source over this topic runs: no instant moves it, only data. */
  Clocking dataClocking(String topic) {
    return replay()
        ? Clocking.replay(topic, options.clock(), OptionalLong.empty())
        : Clocking.live(topic, options.clock());
  }

  /** How the live clock of a source over this topic runs. */
  Clocking liveClocking(String topic) {
    return options.mode() instanceof RunMode.Replay mode
        ? Clocking.replay(topic, options.clock(), mode.untilMillis())
        : Clocking.live(topic, options.clock());
  }

  /** An operator of a source's chain: in a replay there is one of it, for the order of arrival. */
  <T> SingleOutputStreamOperator<T> chained(SingleOutputStreamOperator<T> operator, String uid) {
    operator.uid(uid);
    return replay() ? operator.setParallelism(1) : operator;
  }
}
