package dev.recency.flink;

import dev.recency.operator.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Sales as JSON lines. Shops are the keys, each in one partition; sales come up to 100 ms late, some
 * of them too late for every window.
 */
final class RandomSales {
  private static final long START = 1_700_000_000_000L;
  private static final int SHOPS = 12;

  private final String topic;
  private final int hotPercent;
  private final Random random;
  private int partitions;
  private long clockMillis = START;

  /**
   * @param hotPercent how many of a hundred sales are of the first shop at least
   */
  RandomSales(String topic, int partitions, int hotPercent) {
    this.topic = topic;
    this.partitions = partitions;
    this.hotPercent = hotPercent;
    random = new Random(Seeds.of("sales of " + topic, 1).findFirst().orElseThrow());
  }

  /** So many further sales. */
  List<String> next(int sales) {
    return IntStream.range(0, sales)
        .mapToObj(
            i -> {
              clockMillis += random.nextInt(5);
              int late = random.nextInt(30) == 0 ? 3_000 : random.nextInt(100);
              int shop = random.nextInt(100) < hotPercent ? 0 : random.nextInt(SHOPS);
              return sale(shop, clockMillis - late);
            })
        .toList();
  }

  /** Sales of a new shop in a partition that has been added. */
  List<String> ofNewPartition(int sales) {
    partitions++;
    return IntStream.range(0, sales)
        .mapToObj(
            i -> {
              clockMillis += random.nextInt(5);
              return sale(partitions - 1, "new", clockMillis);
            })
        .toList();
  }

  /** The last sales: each partition ends at the same, largest time. */
  List<String> last() {
    clockMillis += 600;
    return IntStream.range(0, partitions)
        .mapToObj(partition -> sale(partition, "last" + partition, clockMillis))
        .toList();
  }

  private String sale(int shop, long soldAtMillis) {
    return sale(shop % FaultJob.PARTITIONS, "s" + shop, soldAtMillis);
  }

  private String sale(int partition, String shop, long soldAtMillis) {
    return "{\"topic\":\"%s\",\"partition\":%d,\"key\":\"%s\",\"value\":{\"price\":%d,\"soldAt\":%d},\"timestamp\":%d}"
        .formatted(topic, partition, shop, random.nextInt(100), soldAtMillis, clockMillis);
  }
}
