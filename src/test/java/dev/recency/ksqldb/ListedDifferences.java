package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cases that are known to end otherwise than in the engine, from a file of lines {@code file,
 * case, kind, reason} with tabs between. A difference that is not listed is wrong, and so is a
 * listed one that is none.
 */
final class ListedDifferences {
  private static final Path DIRECTORY = Path.of("src/test/resources/ksqldb");
  private static final int FIELDS = 4;

  /** In which way a case ends otherwise. */
  enum Kind {
    /** We do what the engine refuses, loses or crashes at. */
    EXTENDED,
    /** We mean something else. */
    DIFFERENT,
    /** We do not run it. */
    REFUSED
  }

  private record Row(Kind kind, String reason) {}

  private final String name;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<String> unlisted = new ArrayList<>();
  private final Map<Kind, Integer> seen = new LinkedHashMap<>();

  private ListedDifferences(String name) {
    this.name = name;
  }

  /** The list in this file. */
  static ListedDifferences read(String name) throws IOException {
    ListedDifferences list = new ListedDifferences(name);
    for (String line : Files.readAllLines(DIRECTORY.resolve(name))) {
      String[] fields = line.split("\t", -1);
      assertThat(fields).as("%s: [%s]", name, line).hasSize(FIELDS);
      assertThat(fields[FIELDS - 1]).as("%s: [%s]", name, line).endsWith(".");
      Row row = new Row(Kind.valueOf(fields[2]), fields[FIELDS - 1]);
      assertThat(list.rows.put(fields[0] + ": " + fields[1], row)).as(line).isNull();
    }
    return list;
  }

  /** Says that a case ended otherwise. */
  void differs(EngineCase test, Kind kind, String how) {
    Row row = rows.remove(test.toString());
    if (row == null || row.kind() != kind) {
      unlisted.add(test + " is " + kind + ": " + how);
    }
    seen.merge(kind, 1, Integer::sum);
  }

  /** To be called once all cases were compared. */
  void check() {
    System.out.println(name + ": " + seen);
    assertThat(unlisted).as("not listed in %s, or as another kind", name).isEmpty();
    assertThat(rows.keySet()).as("listed in %s, but equal", name).isEmpty();
  }
}
