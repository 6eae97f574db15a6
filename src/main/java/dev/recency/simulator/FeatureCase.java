package dev.recency.simulator;

/** A case of either form: of a case file in JSON, or a test in SQL. */
public sealed interface FeatureCase permits TestCase, SqlTestCase {
  /** The file, as the user named it. */
  String file();

  /** The case's name, not necessarily the only one of its file. */
  String name();
}
