package dev.recency.format;

/** Turns records of one input into events. Not thread-safe; never throws because of a record. */
public interface RecordDecoder {
  /** The event in this record, or why there is none. */
  Decoded decode(RawRecord record);
}
