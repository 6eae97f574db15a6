package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.simulator.JobCase.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the statements of cases that share a job. */
final class JobBatchTest {
  @TempDir Path directory;

  private JobBatch batch(String... statements) throws IOException {
    List<JobCase> jobs = new ArrayList<>();
    for (String each : statements) {
      Path file = Files.writeString(directory.resolve("t.sql"), "--@test: x\n" + each);
      Preparation prepared = JobCases.prepare(CaseFiles.read(file).get(0), Explanation.NONE);
      jobs.add(((Preparation.Ready) prepared).job());
    }
    return new JobBatch(jobs, 7);
  }

  @Test
  void everyCaseHasNamesAndTopicsOfItsOwnAndQueriesKeepTheirsAsAliases() throws IOException {
    String statements =
        """
        SET 'auto.offset.reset' = 'earliest';
        DEFINE lowest = '5';
        CREATE STREAM a (k INT KEY, v INT) WITH (kafka_topic='in', VALUE_FORMAT='JSON', PARTITIONS=4);
        CREATE STREAM `b c` AS SELECT a.k, v FROM a WHERE a.v > ${lowest};
        CREATE STREAM d AS SELECT x.* FROM `b c` AS x;
        INSERT INTO d SELECT k, v FROM a;
        """;
    JobBatch batch = batch(statements, statements);
    assertThat(batch.jobs()).containsExactly(batch.definitions());
    assertThat(batch.definitions().lines().limit(6))
        .containsExactly(
            "SET 'auto.offset.reset' = 'earliest';",
            "CREATE STREAM C7_A (K INTEGER KEY, V INTEGER)"
                + " WITH (VALUE_FORMAT = 'JSON', KAFKA_TOPIC = 'C7_in');",
            "CREATE STREAM `C7_b c` WITH (KAFKA_TOPIC = 'C7_topic-1') AS SELECT A.K, V"
                + " FROM C7_A AS A WHERE A.V > 5;",
            "CREATE STREAM C7_D WITH (KAFKA_TOPIC = 'C7_D') AS SELECT X.* FROM `C7_b c` AS X;",
            "INSERT INTO C7_D SELECT K, V FROM C7_A AS A;",
            "UNSET 'auto.offset.reset';");
    assertThat(batch.topics())
        .containsExactly("C7_in", "C7_topic-1", "C7_D", "C8_in", "C8_topic-1", "C8_D");
  }

  @Test
  void whatReadsATopicThatAnotherWritesComesInALaterJob() throws IOException {
    JobBatch batch =
        batch(
            """
            CREATE STREAM a (k INT KEY, v INT) WITH (KAFKA_TOPIC='in', VALUE_FORMAT='JSON');
            CREATE STREAM b WITH (KAFKA_TOPIC='between') AS SELECT * FROM a;
            CREATE STREAM again (k INT KEY, v INT) WITH (KAFKA_TOPIC='between', VALUE_FORMAT='JSON');
            CREATE STREAM c AS SELECT * FROM again;
            CREATE STREAM d AS SELECT * FROM c;
            CREATE STREAM e AS SELECT * FROM b;
            """,
            """
            CREATE STREAM a (k INT KEY, v INT) WITH (KAFKA_TOPIC='in', VALUE_FORMAT='JSON');
            CREATE STREAM b AS SELECT * FROM a;
            """);
    assertThat(batch.jobs()).hasSize(2);
    assertThat(batch.jobs().get(0))
        .contains("CREATE STREAM C7_B ", "CREATE STREAM C7_E ", "CREATE STREAM C8_B ")
        .doesNotContain("CREATE STREAM C7_C ", "CREATE STREAM C7_D ");
    assertThat(batch.jobs().get(1))
        .contains("CREATE STREAM C7_C ", "CREATE STREAM C7_D ", "CREATE STREAM C7_AGAIN ")
        .doesNotContain("CREATE STREAM C7_B ", "CREATE STREAM C7_E ", "C8_");
  }
}
