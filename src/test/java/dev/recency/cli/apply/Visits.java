package dev.recency.cli.apply;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.local.TopicContents;
import dev.recency.local.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Visits of shops that come all the time, and what must be in the topics of commands. */
final class Visits implements AutoCloseable {
  /** Longer than what Flink leaves of the name of an operator. */
  static final String LONG_TOPIC =
      "apply-visits-of-all-shops-under-a-name-that-is-longer-than-the-eighty-characters-which-flink-keeps-of-it";

  static final String TOTALS =
      """
      CREATE STREAM visits (shop STRING KEY, visit INT, paid BOOLEAN)
        WITH (KAFKA_TOPIC='LONG_TOPIC', VALUE_FORMAT='JSON', PARTITIONS=3);
      CREATE TABLE totals WITH (KAFKA_TOPIC='apply-totals', PARTITIONS=2) AS
        SELECT shop, COUNT(*) AS visits FROM visits GROUP BY shop EMIT CHANGES;
      """
          .replace("LONG_TOPIC", LONG_TOPIC);
  static final String PAYMENTS =
      """
      CREATE STREAM payments WITH (KAFKA_TOPIC='apply-payments', PARTITIONS=2) AS
        SELECT shop, visit FROM visits WHERE paid EMIT CHANGES;
      """;
  static final String HIGHEST =
      """
      CREATE TABLE highest WITH (KAFKA_TOPIC='apply-highest-of-all-shops-under-a-name-that-is-longer-than-the-eighty-characters-which-flink-keeps-of-it', PARTITIONS=1) AS
        SELECT shop, MAX(visit) AS highest FROM visits WHERE %s GROUP BY shop EMIT CHANGES;
      """;

  private static final long START = 1_700_000_000_000L;
  private static final int PARTITIONS = 3;
  static final int SHOPS = 17;
  private static final int AT_ONCE = 51;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Topics topics;
  private final CompletableFuture<Void> enough = new CompletableFuture<>();
  private CompletableFuture<Integer> loading = CompletableFuture.completedFuture(0);

  Visits(String bootstrapServers) {
    topics = Topics.of(bootstrapServers);
  }

  /** From now on they come. */
  void begin() {
    loading = CompletableFuture.supplyAsync(this::load);
  }

  private int load() {
    int count = 0;
    while (!enough.isDone()) {
      topics.load(IntStream.range(count, count + AT_ONCE).iterator(), Visits::visit);
      count += AT_ONCE;
    }
    return count;
  }

  /** No more come; returns how many each shop had. */
  int end() throws ExecutionException, InterruptedException {
    enough.complete(null);
    return loading.get() / SHOPS;
  }

  /** All visits of a shop are in one partition, every third is paid. */
  private static ProducerRecord<byte[], byte[]> visit(int number) {
    String value = "{\"visit\":%d,\"paid\":%b}".formatted(number, number % 3 == 0);
    return new ProducerRecord<>(
        LONG_TOPIC,
        number % SHOPS % PARTITIONS,
        START + number,
        ("s" + number % SHOPS).getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** What a {@code read_committed} reader sees, a text per command: its shop and its number. */
  List<String> committed(String topic) throws IOException {
    List<String> commands = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each :
        TopicContents.readCommitted(
            String.valueOf(topics.client().get("bootstrap.servers")), topic)) {
      commands.add(
          new String(each.key(), StandardCharsets.UTF_8)
              + " "
              + JSON.readTree(each.value()).elements().next().asInt());
    }
    return commands;
  }

  /** Shops whose counts do not go up from 1 to {@code last}, each once; empty if all is right. */
  static List<String> wrongTotals(List<String> commands, int last) {
    Map<String, List<Integer>> byShop = byShop(commands);
    List<Integer> right = IntStream.rangeClosed(1, last).boxed().toList();
    return IntStream.range(0, SHOPS)
        .mapToObj(shop -> "s" + shop)
        .filter(shop -> !right.equals(byShop.get(shop)))
        .toList();
  }

  /** Shops of whose paid visits one is missing or there twice; the first may be any. */
  static List<String> wrongPayments(List<String> commands) {
    Map<String, List<Integer>> byShop = byShop(commands);
    List<String> wrong = new ArrayList<>();
    for (int shop = 0; shop < SHOPS; shop++) {
      List<Integer> visits = byShop.getOrDefault("s" + shop, List.of());
      boolean right = visits.size() > 1;
      for (int i = 1; i < visits.size(); i++) {
        right &= visits.get(i) == visits.get(i - 1) + 3 * SHOPS;
      }
      if (!right) {
        wrong.add("s" + shop);
      }
    }
    return wrong;
  }

  private static Map<String, List<Integer>> byShop(List<String> commands) {
    Map<String, List<Integer>> byShop = new TreeMap<>();
    for (String command : commands) {
      String[] parts = command.split(" ", 2);
      byShop.computeIfAbsent(parts[0], shop -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
    }
    return byShop;
  }

  @Override
  public void close() {
    enough.complete(null);
    topics.close();
  }
}
