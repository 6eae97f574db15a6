package dev.recency.flink.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict of the fault tests finds what they are about. */
final class JobVerdictTest {
  private static final VerdictCase RIGHT = VerdictCase.of(500);
  private static final JobVerdict VERDICT = RIGHT.verdict();

  /** Where there is one right sequence. */
  private static final List<String> ROWS = List.of("dear", "ever", "settled");

  private static List<Integer> places(String topic) {
    return IntStream.range(0, RIGHT.output().size())
        .filter(i -> RIGHT.output().get(i).topic().equals(topic))
        .boxed()
        .toList();
  }

  private static List<String> after(UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> mutant) {
    return VERDICT.differences(mutant.apply(new ArrayList<>(RIGHT.output())));
  }

  private static List<String> dropped(int place) {
    return after(
        output -> {
          output.remove(place);
          return output;
        });
  }

  private static List<String> doubled(int place) {
    return after(
        output -> {
          output.add(place, output.get(place));
          return output;
        });
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  @Test
  void whatTheSimulatorWritesIsRight() {
    assertThat(VERDICT.differences(RIGHT.output())).isEmpty();
    assertThat(VERDICT.topics())
        .allSatisfy(topic -> assertThat(places(topic)).hasSizeGreaterThan(20));
  }

  @Test
  void aDroppedRowIsFoundWhereverItWas() {
    for (String topic : ROWS) {
      places(topic).stream()
          .filter(place -> place % 40 == 0)
          .forEach(place -> assertThat(dropped(place)).as(topic).hasSize(1));
    }
  }

  /** Whether an event of the command's key arrived when the command says that its cause did. */
  private static boolean hasArrival(int place) {
    ReadCommand command = ReadCommand.of(RIGHT.output().get(place));
    return RIGHT.input().stream()
        .anyMatch(
            record ->
                record.timestampMillis() == command.arrivalMillis()
                    && Objects.equals(ReadCommand.characters(record.key()), command.key()));
  }

  /** A decay may be left out: clocks move in steps, and only the last of a step is emitted. */
  @Test
  void aDroppedCommandOfAnArrivalIsFound() {
    for (String topic : List.of("recent", "rounded")) {
      Map<String, Long> borne = new HashMap<>();
      List<Integer> arrivals = new ArrayList<>();
      for (int place : places(topic)) {
        long arrival = ReadCommand.of(RIGHT.output().get(place)).arrivalMillis();
        Long before = borne.put(key(RIGHT.output().get(place)), arrival);
        if (before != null && arrival > before && hasArrival(place)) {
          arrivals.add(place);
        }
      }
      assertThat(arrivals).hasSizeGreaterThan(100);
      for (int i = 0; i < arrivals.size(); i += 40) {
        assertThat(dropped(arrivals.get(i)))
            .as("%s", ReadCommand.of(RIGHT.output().get(arrivals.get(i))))
            .hasSize(1);
      }
    }
  }

  @Test
  void aDoubledCommandIsFoundWhereverItIs() {
    for (String topic : List.of("dear", "ever", "settled", "recent", "rounded")) {
      places(topic).stream()
          .filter(place -> place % 40 == 0)
          .forEach(
              place ->
                  assertThat(doubled(place))
                      .as("%s", ReadCommand.of(RIGHT.output().get(place)))
                      .hasSize(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 501})
  void aWindowThatIsAMillisecondOffIsFoundInEachStatementWithAWindow(int sizeMillis) {
    List<ConsumerRecord<byte[], byte[]>> wrong =
        VerdictCase.output(VerdictCase.plan(sizeMillis), RIGHT.input());
    for (String topic : List.of("recent", "rounded", "settled", "hourly")) {
      List<String> differences =
          after(
              output -> {
                output.removeIf(record -> record.topic().equals(topic));
                wrong.stream().filter(each -> each.topic().equals(topic)).forEach(output::add);
                return output;
              });
      assertThat(differences).as(topic).isNotEmpty();
    }
  }

  @Test
  void aCommandUnderAnotherKeyIsFound() {
    for (String topic : VERDICT.topics()) {
      int place = places(topic).get(10);
      ConsumerRecord<byte[], byte[]> record = RIGHT.output().get(place);
      String other = (key(record).startsWith("s1") ? "s2" : "s1") + key(record).substring(2);
      for (String key : List.of(other, "s9" + key(record).substring(2))) {
        assertThat(
                after(
                    output -> {
                      output.set(
                          place,
                          VerdictCase.changed(record, key, record.value(), record.timestamp()));
                      return output;
                    }))
            .as(topic)
            .isNotEmpty();
      }
    }
  }

  @Test
  void aValueOfAnotherInstantIsFound() {
    for (String topic : List.of("dear", "ever", "recent", "rounded", "settled", "hourly")) {
      int place = places(topic).get(10);
      ConsumerRecord<byte[], byte[]> record = RIGHT.output().get(place);
      assertThat(
              after(
                  output -> {
                    output.set(
                        place,
                        VerdictCase.changed(
                            record, key(record), record.value(), record.timestamp() + 1));
                    return output;
                  }))
          .as(topic)
          .isNotEmpty();
    }
  }

  @Test
  void twoFinalRowsOfAKeyInTheWrongOrderAreFound() {
    List<Integer> own =
        places("settled").stream()
            .filter(place -> key(RIGHT.output().get(place)).equals("s1"))
            .toList();
    assertThat(
            after(
                output -> {
                  Collections.swap(output, own.get(7), own.get(8));
                  return output;
                }))
        .hasSize(1);
  }

  @Test
  void twoFinalRowsOfDifferentKeysMayComeInAnyOrder() {
    List<ConsumerRecord<byte[], byte[]>> sorted = new ArrayList<>(RIGHT.output());
    sorted.sort(Comparator.comparing(record -> key(record).substring(0, 2)));
    assertThat(VERDICT.differences(sorted)).isEmpty();
  }

  @Test
  void theLastCommandsOfAKeyAreMissed() {
    for (String topic : VERDICT.topics()) {
      assertThat(
              after(
                  output -> {
                    List<Integer> own =
                        places(topic).stream()
                            .filter(place -> key(output.get(place)).startsWith("s1"))
                            .toList();
                    for (int i = own.size() - 1; i >= own.size() - 3; i--) {
                      output.remove((int) own.get(i));
                    }
                    return output;
                  }))
          .as(topic)
          .isNotEmpty();
    }
  }
}
