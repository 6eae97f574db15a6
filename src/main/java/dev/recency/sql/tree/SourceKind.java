package dev.recency.sql.tree;

/** What a name stands for: a sequence of events, or the latest value of each key. */
public enum SourceKind {
  STREAM,
  TABLE
}
