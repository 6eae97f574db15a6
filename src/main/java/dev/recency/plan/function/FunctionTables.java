package dev.recency.plan.function;

import dev.recency.plan.function.FunctionDescription.Example;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The files beside this class that list the functions: a title, then for each function its forms, and
 * indented below them the meaning, what NULL does, and an example {@code call ==> result}.
 */
final class FunctionTables {
  private static final String ARROW = " ==> ";
  private static final int DETAILS = 3;

  private FunctionTables() {}

  /** The descriptions in one file, in order. */
  static List<FunctionDescription> read(String file) {
    List<FunctionDescription> descriptions = new ArrayList<>();
    List<String> forms = new ArrayList<>();
    List<String> details = new ArrayList<>();
    String title = "";
    for (String line : text(file).lines().filter(each -> !each.isBlank()).toList()) {
      if (line.startsWith("# ")) {
        title = line.substring(2);
      } else if (line.startsWith("  ")) {
        details.add(line.strip());
        if (details.size() == DETAILS) {
          descriptions.add(description(title, forms, details));
          forms.clear();
          details.clear();
        }
      } else {
        forms.add(line);
      }
    }
    if (!forms.isEmpty() || !details.isEmpty()) {
      throw new IllegalStateException(file + " ends within a function: " + forms + details);
    }
    return descriptions;
  }

  private static FunctionDescription description(
      String title, List<String> forms, List<String> details) {
    String example = details.get(2);
    int arrow = example.indexOf(ARROW);
    if (arrow < 0) {
      throw new IllegalStateException("No example with a result: " + example);
    }
    String head = forms.get(0);
    int end = head.indexOf('(');
    return new FunctionDescription(
        title,
        end < 0 ? head : head.substring(0, end),
        end < 0 ? List.of() : forms.stream().map(SignatureParser::parse).toList(),
        details.get(0),
        details.get(1),
        new Example(example.substring(0, arrow), example.substring(arrow + ARROW.length())));
  }

  private static String text(String file) {
    try (InputStream in = FunctionTables.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no file " + file + " beside " + FunctionTables.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
