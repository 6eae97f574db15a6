package dev.recency.flink.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.flink.Definitions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.MasterState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a savepoint says of itself, and who may go on from it. */
final class SavedStateTest {
  private static final SavedDefinitionsSerializer SERIALIZER =
      new SavedDefinitionsSerializer("0.1.0");
  private static final Definitions DEFINITIONS = definitions("cents > 1", "SUM(cents)");

  @TempDir private Path directory;

  private static Definitions definitions(String where, String aggregate) {
    return new Definitions(
        List.of(
            new Definitions.File(
                "a.sql",
                "CREATE STREAM bills (guest STRING KEY, cents INT) WITH (KAFKA_TOPIC='bills',"
                    + " VALUE_FORMAT='JSON'); -- ä€"),
            new Definitions.File(
                "b.sql",
                """
                CREATE TABLE paid AS SELECT guest, %s AS s FROM bills WHERE %s GROUP BY guest;
                CREATE TABLE `low` AS SELECT guest, COUNT(*) AS n FROM bills
                  WINDOW SLIDING (SIZE 1 HOUR) WHERE %s GROUP BY guest;
                CREATE STREAM copy AS SELECT * FROM bills;
                """
                    .formatted(aggregate, where, where))));
  }

  private static SavedDefinitions saved(Definitions definitions) {
    return SavedDefinitions.of("0.1.0", definitions, definitions.plan());
  }

  private static Successor successor(Definitions definitions, String... acceptedLosses) {
    return new Successor(saved(definitions), Set.of(acceptedLosses));
  }

  private SavedState stored(MasterState... states) throws IOException {
    StoredMetadata.write(directory, List.of(states));
    return SavedState.read(directory.toUri().toString());
  }

  private static MasterState state(int format, byte[] bytes) {
    return new MasterState(DefinitionsHook.NAME, bytes, format);
  }

  @Test
  void definitionsVersionAndIdentitiesAreReadAsTheyWereWritten() throws IOException {
    SavedDefinitions saved = saved(DEFINITIONS);
    assertThat(saved.stateUids()).containsOnlyKeys("PAID", "low");
    assertThat(stored(state(1, SERIALIZER.serialize(saved))).definitions("0.2.0")).isEqualTo(saved);
  }

  @Test
  void whatNoJobOfOursWroteIsRefused() throws IOException {
    SavedState foreign = stored(new MasterState("other", new byte[0], 1));
    assertThatThrownBy(() -> foreign.check(successor(DEFINITIONS)))
        .isInstanceOf(UnfitStateException.class)
        .hasMessage(
            directory.toUri()
                + ": it does not say which definitions it belongs to, so no job of this product"
                + " wrote it. Give the path of another one, or start without");
  }

  @Test
  void anotherFormatIsRefusedWithTheVersionThatWroteIt() throws IOException {
    SavedDefinitions newer = SavedDefinitions.of("3.4.5", DEFINITIONS, DEFINITIONS.plan());
    SavedState stored = stored(state(2, SERIALIZER.serialize(newer)));
    assertThatThrownBy(() -> stored.check(successor(DEFINITIONS)))
        .hasMessage(
            directory.toUri()
                + ": it was written by version [3.4.5] in format [2], and this version [0.1.0]"
                + " reads format [1]: go on with version 3.4.5");
  }

  @Test
  void damagedBytesAreNoState() throws IOException {
    byte[] whole = SERIALIZER.serialize(saved(DEFINITIONS));
    SavedState stored = stored(state(1, Arrays.copyOf(whole, whole.length - 1)));
    assertThatThrownBy(() -> stored.check(successor(DEFINITIONS)))
        .isInstanceOf(IOException.class)
        .hasMessage("the definitions in it are damaged");
  }

  @Test
  void everyStatementThatWouldLoseItsStateHasToBeAccepted() {
    Definitions changed = definitions("cents > 2", "SUM(cents)");
    String where = "would lose its state: WHERE changed: `CENTS > 1` → `CENTS > 2`";
    assertThatThrownBy(() -> successor(changed).check(saved(DEFINITIONS)))
        .hasMessage(
            "[PAID] %1$s | [low] %1$s; its log starts empty. Undo the change, or write --accept-state-loss PAID,low"
                .formatted(where));
    assertThatThrownBy(() -> successor(changed, "paid").check(saved(DEFINITIONS)))
        .hasMessage(
            "[low] %s; its log starts empty. Undo the change, or write --accept-state-loss low"
                .formatted(where));
    assertThatThrownBy(() -> successor(changed, "PAID", "LOW").check(saved(DEFINITIONS)))
        .as("a quoted name keeps its case")
        .isInstanceOf(UnfitStateException.class);
    assertThat(successor(changed, "paid", "low").check(saved(DEFINITIONS)).losses()).hasSize(2);
    assertThat(successor(DEFINITIONS, "paid").check(saved(DEFINITIONS)).isEmpty()).isTrue();
  }

  @Test
  void stateThatThisVersionWouldNotFindIsRefused() {
    SavedDefinitions older =
        new SavedDefinitions(
            "0.0.9",
            DEFINITIONS,
            Map.of(
                "PAID", "another", "low", saved(DEFINITIONS).stateUids().getOrDefault("low", "")));
    assertThatThrownBy(() -> successor(DEFINITIONS).check(older))
        .hasMessage(
            "it was written by version [0.0.9], and this version [0.1.0] does not find the state"
                + " of [PAID] in it: go on with version 0.0.9, or write --accept-state-loss PAID");
    assertThat(successor(DEFINITIONS, "paid").check(older).losesState()).isFalse();
  }

  @Test
  void definitionsThatMeanNothingAnyMoreAreRefused() {
    Definitions gone = Definitions.of("old.sql", "CREATE STREAM x AS SELECT y FROM z;");
    assertThatThrownBy(
            () ->
                successor(DEFINITIONS).check(new SavedDefinitions("0.0.9", gone, Map.of("X", "x"))))
        .hasMessageStartingWith(
            "its definitions, of version [0.0.9], mean nothing to this version [0.1.0]"
                + " (old.sql:1:34: ")
        .hasMessageEndingWith("): go on with version 0.0.9");
  }

  @Test
  void whatAJobPublishesIsReadAgain() {
    Map<String, String> entries = PublishedDefinitions.entries("0.1.0", DEFINITIONS);
    assertThat(entries)
        .containsOnlyKeys(
            "recency.version",
            "recency.definitions.0.name",
            "recency.definitions.0.text",
            "recency.definitions.1.name",
            "recency.definitions.1.text")
        .containsEntry("recency.definitions.0.name", "a.sql");
    assertThat(PublishedDefinitions.read(entries)).contains(DEFINITIONS);
    assertThat(PublishedDefinitions.read(Map.of("other", "job"))).isEmpty();
  }
}
