package dev.recency.flink;

import dev.recency.flink.options.EffectiveOptions;
import dev.recency.flink.options.Redactor;
import dev.recency.plan.Plan;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main class of {@code recency-job.jar}: {@code flink run recency-job.jar --sql features
 * --bootstrap-servers kafka:9092}. Definitions are read where it is started, not on the cluster.
 */
public final class FeatureJob {
  private FeatureJob() {}

  /**
   * Builds the job and executes it.
   *
   * @throws JobRefusedException before anything starts, if arguments, definitions or Kafka are not
   *     right; its message is one line that says what to do
   */
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.execute(prepare(environment, System.getenv(), System.err, arguments));
  }

  /**
   * Builds the job in an environment and prepares Kafka; returns the job's name.
   *
   * @param variables the environment of the process that submits
   * @param told gets the options with their origins, redacted, and what is to be known of the
   *     definitions; a logger of Flink's client writes to a file that nobody looks at
   */
  static String prepare(
      StreamExecutionEnvironment environment,
      Map<String, String> variables,
      PrintStream told,
      String... arguments) {
    Redactor redactor = new Redactor();
    try {
      JobArguments parsed = JobArguments.parse(variables, redactor, arguments);
      new EffectiveOptions(parsed.options(), parsed.settings(), redactor)
          .all()
          .forEach(line -> told.println("recency: option " + line));
      Definitions definitions = DefinitionFiles.read(parsed.sql());
      Plan plan = new JobBuilder(parsed.options()).build(environment, definitions);
      plan.notices().forEach(notice -> told.println("recency: " + notice));
      new BrokerPreparation(parsed.options()).prepare(plan);
      return parsed.options().jobName();
    } catch (SqlException | IllegalArgumentException | IOException e) {
      throw new JobRefusedException(
          redactor.text(String.valueOf(e.getMessage())), redactor.cause(e).orElse(null));
    }
  }
}
