package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator that does what the record says, so that a test can drive each call of the host: {@code
 * timer 5}, {@code cancel}, {@code header x}, {@code drop}, {@code chunk 3 x}, {@code read}. What it
 * sees comes out as text in the command's value.
 */
final class ScriptedQuery implements KeyedOperator {
  private static final List<SqlType> TEXT = List.of(SqlType.Simple.STRING);
  private static final RowCodec CODEC = new RowCodec(TEXT);

  static KeyedQuery.Running open(ErrorListener errors) {
    return new KeyedQuery.Running(
        new ScriptedQuery(),
        new RowCodec(TEXT),
        new RowCodec(TEXT),
        List.of(new KeyedQuery.Statement("tested", "commands", ScriptedQuery::command, true)));
  }

  private static @Nullable CommandRecord command(
      Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    String text = String.valueOf(row.getReference(0));
    byte[] key = bytes(text.substring(0, text.indexOf(' ')));
    if (kind == RowKind.DELETE) {
      return new CommandRecord("commands", key, null, asOfMillis, List.of());
    }
    if (text.endsWith(" timeless")) {
      return null;
    }
    int ahead = text.indexOf(" ahead=");
    long millis = ahead < 0 ? asOfMillis : Long.parseLong(text.substring(ahead + 7));
    return new CommandRecord("commands", key, bytes(text), millis, List.of());
  }

  static String text(CommandRecord command) {
    byte[] value = command.value();
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  static KeyedElement element(String key, String script) {
    return new KeyedElement(key(key), encode(script), 0, 0, 0, PartitionClocks.NONE);
  }

  static EncodedKey key(String key) {
    return new EncodedKey(encode(key));
  }

  private static byte[] encode(String text) {
    return CODEC.encode(Row.of(TEXT, List.of(text)));
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    for (String line : String.valueOf(record.arguments().getReference(0)).split("; ")) {
      run(line.split(" "), record.key(), context);
    }
  }

  private static void run(String[] words, Row key, KeyContext context) {
    switch (words[0]) {
      case "timer" -> context.timer(Long.parseLong(words[1]));
      case "cancel" -> context.cancelTimer();
      case "header" -> context.putHeader(bytes(words[1]));
      case "drop" -> context.deleteHeader();
      case "chunk" -> context.putChunk(Long.parseLong(words[1]), bytes(words[2]));
      case "discard" -> context.deleteChunk(Long.parseLong(words[1]));
      case "read" -> emit(key, context, contents(context));
      default -> throw new IllegalArgumentException("no such word [" + words[0] + "]");
    }
  }

  private static String contents(KeyContext context) {
    List<String> seen = new ArrayList<>();
    byte[] header = context.header();
    seen.add(header == null ? "none" : new String(header, StandardCharsets.UTF_8));
    for (long id = -2; id <= 2; id++) {
      byte[] chunk = context.chunk(id);
      if (chunk != null) {
        seen.add(id + "=" + new String(chunk, StandardCharsets.UTF_8));
      }
    }
    return String.join(" ", seen);
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    emit(key, context, "timer");
  }

  private static void emit(Row key, KeyContext context, String what) {
    String text = key.getReference(0) + " " + what;
    context.emit(0, Row.of(TEXT, List.of(text)), RowKind.UPDATE, context.clock(), context.now());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
