package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.format.RawRecord;
import dev.recency.ksqldb.EngineCase.Answer;
import dev.recency.plan.Plan;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The model writes what ksqlDB's own engine was seen to write, byte for byte, in order. */
class EngineCasesTest {
  private static Map<String, List<Written>> model(EngineCase test) {
    Plan plan = test.plan();
    Map<String, List<RawRecord>> inputs = new LinkedHashMap<>();
    for (RawRecord record : test.inputs(plan)) {
      inputs.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(record);
    }
    Losses losses = test.cacheBytes() > 0 ? Losses.NONE : Losses.OF_THE_STORE;
    return Written.of(PlanModel.run(plan, inputs, losses, test.emitIntervalMillis()));
  }

  @Test
  void show() throws IOException {
    int same = 0, refused = 0, diff = 0;
    for (EngineCase test : EngineCase.all()) {
      if (test.answer() != Answer.RAN || test.has("JOIN")) {
        continue;
      }
      try {
        Map<String, List<Written>> written = model(test);
        boolean equal = true;
        for (Map.Entry<String, List<Written>> topic : test.written().entrySet()) {
          List<Written> own = written.getOrDefault(topic.getKey(), List.of());
          if (!own.equals(topic.getValue())) {
            System.out.println("DIFF " + test + " " + test.sql() + "\n got " + own + "\n saw " + topic.getValue());
            equal = false;
          }
        }
        if (equal) {
          same++;
        } else {
          diff++;
        }
      } catch (SqlException e) {
        refused++;
        System.out.println("REFUSED " + test + " " + e.getMessage());
      } catch (RuntimeException e) {
        diff++;
        System.out.println("ERR " + test + " " + e);
      }
    }
    System.out.println("same " + same + " diff " + diff + " refused " + refused);
  }
}
