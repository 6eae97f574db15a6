package dev.recency.flink.replay;

import java.util.Optional;

/**
 * What a checkpoint keeps of the enumerator.
 *
 * @param found whether the offsets of the topic are known; they are looked up once
 * @param waiting the split, while no reader has it
 */
public record ReplayState(boolean found, Optional<ReplaySplit> waiting) {}
