package dev.recency.flink.clock;

import dev.recency.operator.PartitionClock;

/** The clocks of one (topic, partition), as a checkpoint keeps them. */
public record TopicClock(String topic, PartitionClock clock) {}
