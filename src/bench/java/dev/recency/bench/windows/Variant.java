package dev.recency.bench.windows;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One way to answer, over one feed, on one state backend.
 *
 * @param name unique in its suite
 * @param rocksdb the state backend: RocksDB, else the heap
 * @param expected the checksum of the rows, where plain Java can tell it
 */
record Variant(
    String name,
    boolean rocksdb,
    Feed feed,
    Watermarks watermarks,
    WindowJob job,
    Optional<LongSupplier> expected) {}
