package dev.recency.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.sink.CommandSinks;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.api.Test;

/** The settings that are shipped, read as Flink reads them. */
final class FlinkSettingsTest {
  private static final List<Class<?>> OPTIONS =
      List.of(
          CheckpointingOptions.class,
          CoreOptions.class,
          HeartbeatManagerOptions.class,
          HighAvailabilityOptions.class,
          JobManagerOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          StateBackendOptions.class,
          TaskManagerOptions.class,
          WebOptions.class);

  private static final Pattern KEY = Pattern.compile("[a-z].*: .*");

  private final Configuration shipped = GlobalConfiguration.loadConfiguration("flink-conf");

  /** The keys that Flink and the reporter in its image know. */
  static Set<String> known() {
    Set<String> known = new HashSet<>();
    for (Class<?> options : OPTIONS) {
      for (Field field : options.getFields()) {
        if (field.getType() == ConfigOption.class) {
          known.add(option(field).key());
        }
      }
    }
    known.add("metrics.reporter.prom.factory.class");
    known.add("metrics.reporter.prom.port");
    return known;
  }

  private static ConfigOption<?> option(Field field) {
    try {
      return (ConfigOption<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.getName(), e);
    }
  }

  @Test
  void everyKeyIsOneThatFlinkKnows() {
    assertThat(shipped.keySet()).isNotEmpty().isSubsetOf(known());
  }

  @Test
  void everyValueHasItsReasonAboveIt() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("flink-conf", "config.yaml"));
    for (int i = 0; i < lines.size(); i++) {
      if (KEY.matcher(lines.get(i)).matches()) {
        int above = i;
        while (KEY.matcher(lines.get(above)).matches()) {
          above--;
        }
        assertThat(lines.get(above)).as(lines.get(i)).matches("# [^-].*");
      }
    }
  }

  /** Else a broker aborts what a checkpoint, after others that failed, is about to commit. */
  @Test
  void allTriesOfACheckpointAreOverBeforeATransactionIsTooOld() {
    Duration oneTry =
        shipped
            .get(CheckpointingOptions.CHECKPOINTING_INTERVAL)
            .plus(shipped.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT));
    int tries = shipped.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER) + 1;
    assertThat(oneTry.multipliedBy(tries))
        .isLessThan(Duration.ofMillis(CommandSinks.DEFAULT_TRANSACTION_TIMEOUT_MILLIS));
  }

  @Test
  void whatAnOperatorDecidesIsDecided() {
    assertThat(shipped.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(shipped.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(shipped.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    assertThat(shipped.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(1);
    assertThat(shipped.get(WebOptions.SUBMIT_ENABLE)).isFalse();
    assertThat(Duration.ofSeconds(shipped.get(JobManagerOptions.JOB_STORE_EXPIRATION_TIME)))
        .isEqualTo(Duration.ofDays(7));
  }
}
