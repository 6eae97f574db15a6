package dev.recency.simulator;

import dev.recency.sql.ParsedTest;
import dev.recency.sql.SqlParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Case files of both forms: {@code *.json}, and {@code *.sql} with {@code --@test: name}. */
public final class CaseFiles {
  private static final Pattern TEST = Pattern.compile("(?m)^[ \\t]*--@test\\b");

  private CaseFiles() {}

  /**
   * The case files under a path: itself, or all below it by name. Files {@code *.sql} without a test
   * are definitions and none of them.
   */
  public static List<Path> find(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files;
    try (Stream<Path> paths = Files.walk(path)) {
      files = paths.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> found = new ArrayList<>();
    for (Path file : files) {
      if (has(file, ".json") || (has(file, ".sql") && TEST.matcher(text(file)).find())) {
        found.add(file);
      }
    }
    return found;
  }

  /**
   * The cases of one file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no case file: {@code file: what is wrong}
   * @throws dev.recency.sql.SqlException if it is an SQL file whose tests cannot be told apart
   */
  public static List<FeatureCase> read(Path file) throws IOException {
    if (!has(file, ".sql")) {
      return List.copyOf(CaseFile.read(file));
    }
    Path parent = file.getParent();
    Path directory = parent == null ? Path.of("") : parent;
    List<FeatureCase> cases = new ArrayList<>();
    for (ParsedTest test : SqlParser.tests(file.toString(), text(file))) {
      cases.add(new SqlTestCase(file.toString(), directory, test));
    }
    return cases;
  }

  private static boolean has(Path file, String suffix) {
    return String.valueOf(file.getFileName()).endsWith(suffix);
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": not UTF-8 text. Save it as UTF-8", e);
    }
  }
}
