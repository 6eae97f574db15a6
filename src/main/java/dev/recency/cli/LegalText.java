package dev.recency.cli;

import dev.recency.plan.legal.Rewrite;
import dev.recency.sql.SqlFormatter;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Statement;
import java.util.List;

/** What ksqlDB refuses goes to the error stream, the script that it accepts to the output. */
final class LegalText {
  private LegalText() {}

  static void print(List<Rewrite> rewrites, Console console) {
    for (Rewrite rewrite : rewrites) {
      String place = rewrite.statement().location() + ": ";
      rewrite.changes().forEach(each -> console.err().println(place + each));
      rewrite.obstacles().forEach(each -> console.err().println(place + "no legal form: " + each));
      String text = SqlFormatter.format(rewrite.statement()) + ";";
      console
          .out()
          .println(rewrite.obstacles().isEmpty() ? text : "-- no legal form: " + name(rewrite));
    }
    long refused = rewrites.stream().filter(each -> !each.unchanged()).count();
    console
        .err()
        .println(
            refused == 0
                ? "ok: ksqlDB takes all statements as they are"
                : refused + " of " + rewrites.size() + " statements are not as ksqlDB needs them");
  }

  private static Identifier name(Rewrite rewrite) {
    return rewrite.statement() instanceof Statement.CreateAsSelect create
        ? create.name()
        : ((Statement.InsertIntoSelect) rewrite.statement()).target();
  }
}
