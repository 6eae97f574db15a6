package dev.recency.flink.resume;

import dev.recency.flink.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a running job says of itself over REST: the entries of {@code user-config} under {@code
 * /jobs/:id/config}. No option of a client is ever among them.
 */
public final class PublishedDefinitions {
  /** Of the product that runs. */
  public static final String VERSION = "recency.version";

  private static final String FILE = "recency.definitions.";
  private static final String NAME = ".name";
  private static final String TEXT = ".text";

  private PublishedDefinitions() {}

  /** The entries for some definitions; files are counted from 0. */
  public static Map<String, String> entries(String version, Definitions definitions) {
    Map<String, String> entries = new TreeMap<>();
    entries.put(VERSION, version);
    for (int i = 0; i < definitions.files().size(); i++) {
      entries.put(FILE + i + NAME, definitions.files().get(i).name());
      entries.put(FILE + i + TEXT, definitions.files().get(i).text());
    }
    return entries;
  }

  /** The definitions in some entries; empty if they are not of a job of ours. */
  public static Optional<Definitions> read(Map<String, String> entries) {
    List<Definitions.File> files = new ArrayList<>();
    while (entries.containsKey(FILE + files.size() + TEXT)) {
      String file = FILE + files.size();
      files.add(
          new Definitions.File(
              entries.getOrDefault(file + NAME, ""), entries.getOrDefault(file + TEXT, "")));
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(new Definitions(files));
  }
}
