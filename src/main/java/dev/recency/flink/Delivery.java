package dev.recency.flink;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** What a reader of the commands may rely on after a failure. */
public enum Delivery {
  /**
   * Visible within milliseconds. After a failure a suffix of the commands may be written again; the
   * last value per key is the same.
   */
  AT_LEAST_ONCE(DeliveryGuarantee.AT_LEAST_ONCE),
  /**
   * Kafka transactions: each command is there once for {@code read_committed} readers, from the
   * next completed checkpoint on.
   */
  EXACTLY_ONCE(DeliveryGuarantee.EXACTLY_ONCE);

  private final DeliveryGuarantee guarantee;

  Delivery(DeliveryGuarantee guarantee) {
    this.guarantee = guarantee;
  }

  /** The connector's word for it. */
  public DeliveryGuarantee guarantee() {
    return guarantee;
  }

  /** As it is written on a command line: {@code at-least-once}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The delivery that is written so on a command line.
   *
   * @throws IllegalArgumentException if there is none; the message names the known ones
   */
  public static Delivery parse(String option) {
    return Arrays.stream(values())
        .filter(delivery -> delivery.option().equals(option))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(option)));
  }

  private static String unknown(String option) {
    String known =
        Arrays.stream(values()).map(Delivery::option).collect(Collectors.joining(" or "));
    return "delivery [" + option + "] is not known: write " + known;
  }
}
