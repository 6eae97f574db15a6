package dev.recency.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.recency.flink.DefinitionFiles;
import dev.recency.plan.Notice;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.legal.LegalForm;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import dev.recency.sql.tree.Script;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Parses and plans definitions; touches neither Kafka nor Flink. */
@Command(
    name = "check",
    description = "Say whether definitions can run.",
    usageHelpWidth = 100,
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency check features",
      "  recency check features/messages.sql --json",
      "  recency check features/match.sql --ksqldb",
      "",
      "Exit code 0 if all can run, 3 if a definition is refused."
    })
final class CheckCommand implements Callable<Integer> {
  /** ADVANCE BY of what stands in for a sliding window in ksqlDB. */
  private static final Duration HOP = Duration.ofMinutes(1);

  private final Console console;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Files with definitions, or directories: all their files *.sql.")
  private List<Path> paths = List.of();

  @Option(
      names = "--json",
      description = "Write one JSON object instead of text, whatever the exit code is.")
  private boolean json;

  @Option(
      names = "--ksqldb",
      description =
          "Say what ksqlDB would refuse, and print the statements in the form that it accepts.")
  private boolean ksqldb;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!json) {
      List<Script> scripts = scripts();
      Plan plan = Planner.plan(scripts);
      if (ksqldb) {
        LegalText.print(LegalForm.of(scripts, plan, HOP), console);
      } else {
        print(plan);
      }
      return ExitCode.OK;
    }
    try {
      console.out().println(json(Planner.plan(scripts())));
      return ExitCode.OK;
    } catch (SqlException e) {
      console.out().println(json(e));
      return ExitCode.INVALID_DEFINITION;
    } catch (IOException e) {
      console.out().println(json("ENVIRONMENT", String.valueOf(e.getMessage())));
      return ExitCode.ENVIRONMENT;
    }
  }

  private List<Script> scripts() throws IOException {
    return DefinitionFiles.read(paths).files().stream()
        .map(file -> SqlParser.script(file.name(), file.text()))
        .toList();
  }

  private void print(Plan plan) {
    for (Query query : plan.queries()) {
      console
          .out()
          .println(
              query.id() + ": " + query.source() + " -> " + query.sink().serialization().topic());
    }
    plan.notices()
        .forEach(notice -> console.err().println(notice.location() + ": " + label(notice)));
    int count = plan.queries().size();
    if (count == 0) {
      console
          .err()
          .println("recency: warning: the definitions hold no query; recency run refuses them.");
    }
    console.out().println("ok: " + count + (count == 1 ? " query" : " queries") + " can run");
  }

  private static String label(Notice notice) {
    return switch (notice.kind()) {
          case WARNING -> "warning: ";
          case EXTENDED -> "extended: ";
          case COST -> "cost: ";
        }
        + notice.text();
  }

  private static String json(Plan plan) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator writer = new JsonFactory().createGenerator(text)) {
      writer.writeStartObject();
      writer.writeBooleanField("ok", true);
      writer.writeArrayFieldStart("queries");
      for (Query query : plan.queries()) {
        writer.writeStartObject();
        writer.writeStringField("id", query.id());
        writer.writeStringField("source", query.source());
        writer.writeStringField("topic", query.sink().serialization().topic());
        writer.writeEndObject();
      }
      writer.writeEndArray();
      writer.writeArrayFieldStart("notices");
      for (Notice notice : plan.notices()) {
        writer.writeStartObject();
        LocatedJson.write(writer, notice.location(), notice.kind().name(), notice.text());
        writer.writeEndObject();
      }
      writer.writeEndArray();
      writer.writeEndObject();
    }
    return text.toString();
  }

  /** What a program that asked for JSON gets if there is no place in a definition to name. */
  static String json(String code, String message) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator writer = new JsonFactory().createGenerator(text)) {
      writer.writeStartObject();
      writer.writeBooleanField("ok", false);
      writer.writeObjectFieldStart("error");
      writer.writeStringField("code", code);
      writer.writeStringField("message", message);
      writer.writeEndObject();
      writer.writeEndObject();
    }
    return text.toString();
  }

  private static String json(SqlException refused) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator writer = new JsonFactory().createGenerator(text)) {
      writer.writeStartObject();
      writer.writeBooleanField("ok", false);
      writer.writeObjectFieldStart("error");
      LocatedJson.write(writer, refused.location(), refused.code().name(), refused.what());
      writer.writeEndObject();
      writer.writeEndObject();
    }
    return text.toString();
  }
}
