package dev.recency.aggregate;

import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values of every type, awkward ones among them, a few of them often. */
final class RandomValues {
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    0.1,
    0.2,
    0.3,
    1.0,
    -1.0,
    1e17,
    -1e17,
    1e300,
    -1e300,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    0x1p53,
    0x1p53 + 2,
    0x1p-1022 - 0x1p-1074,
    Math.PI
  };
  private static final String[] TEXTS = {
    "", "a", "b", "ab", "é", "€", "𝄞", "\ud834", "\udd1e\ud834"
  };

  private final Random random;
  private final boolean tame;
  private final boolean finite;

  /** Some sources of values have only small numbers, some no NaN and no infinities. */
  RandomValues(Random random) {
    this.random = random;
    random.nextLong(); // The first bits of neighbouring seeds are all alike.
    this.tame = random.nextBoolean();
    this.finite = random.nextBoolean();
  }

  Object of(SqlType type) {
    if (type instanceof SqlType.Decimal decimal) {
      return decimal(decimal);
    }
    if (type instanceof SqlType.Array array) {
      return list(array.element());
    }
    if (type instanceof SqlType.MapOf map) {
      return map(map);
    }
    if (type instanceof SqlType.Struct struct) {
      return StructValue.of(
          struct.fields().stream().map(field -> orNull(field.type())).toArray(Object[]::new));
    }
    return switch ((Simple) type) {
      case BOOLEAN -> random.nextBoolean();
      case INTEGER, DATE, TIME -> (int) number();
      case BIGINT, TIMESTAMP -> number();
      case DOUBLE -> !finite && random.nextInt(20) == 0 ? special() : real();
      case STRING -> text();
      case BYTES -> bytes();
      case NULL -> throw new IllegalArgumentException("no column has this type");
    };
  }

  @Nullable Object orNull(SqlType type) {
    return random.nextInt(6) == 0 ? null : of(type);
  }

  /** Small, near the edges, or anything. */
  private long number() {
    return switch (tame ? 5 : random.nextInt(6)) {
      case 0 -> random.nextLong();
      case 1 -> Long.MAX_VALUE - random.nextInt(3);
      case 2 -> Long.MIN_VALUE + random.nextInt(3);
      case 3 -> Integer.MAX_VALUE - 1 + random.nextInt(4);
      default -> random.nextInt(40) - 20;
    };
  }

  private double real() {
    return switch (tame ? 1 : random.nextInt(4)) {
      case 0 -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? any : 1;
      }
      case 1 -> (random.nextInt(2001) - 1000) / 10.0;
      case 2 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(140) - 70);
      default -> DOUBLES[random.nextInt(DOUBLES.length)];
    };
  }

  private double special() {
    return switch (random.nextInt(4)) {
      case 0 -> Double.NaN;
      case 1 -> Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
      case 2 -> Double.POSITIVE_INFINITY;
      default -> Double.NEGATIVE_INFINITY;
    };
  }

  private BigDecimal decimal(SqlType.Decimal type) {
    BigInteger bound = BigInteger.TEN.pow(type.precision());
    BigInteger unscaled =
        random.nextBoolean()
            ? new BigInteger(bound.bitLength() + 8, random).mod(bound)
            : BigInteger.valueOf(random.nextInt(10));
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }

  private ByteBuffer bytes() {
    byte[] bytes = new byte[random.nextInt(3)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private List<@Nullable Object> list(SqlType element) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      list.add(orNull(element));
    }
    return Collections.unmodifiableList(list);
  }

  private Map<Object, @Nullable Object> map(SqlType.MapOf type) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(of(type.key()), orNull(type.value()));
    }
    return Collections.unmodifiableMap(map);
  }
}
