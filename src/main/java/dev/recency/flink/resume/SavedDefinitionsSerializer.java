package dev.recency.flink.resume;

import dev.recency.flink.Definitions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Format 1: {@code version files(4) (name text)* uids(4) (statement uid)*}, each text as {@code
 * length(4) UTF-8}. In every format the version of the product stands first, so that a format that
 * is not known can be refused with its name.
 */
final class SavedDefinitionsSerializer implements SimpleVersionedSerializer<SavedDefinitions> {
  private static final int FORMAT = 1;

  private final String ownVersion;

  /**
   * @param ownVersion of this product, for messages
   */
  SavedDefinitionsSerializer(String ownVersion) {
    this.ownVersion = ownVersion;
  }

  @Override
  public int getVersion() {
    return FORMAT;
  }

  @Override
  public byte[] serialize(SavedDefinitions saved) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream target = new DataOutputStream(bytes);
    write(saved.version(), target);
    target.writeInt(saved.definitions().files().size());
    for (Definitions.File file : saved.definitions().files()) {
      write(file.name(), target);
      write(file.text(), target);
    }
    target.writeInt(saved.stateUids().size());
    for (Map.Entry<String, String> uid : new TreeMap<>(saved.stateUids()).entrySet()) {
      write(uid.getKey(), target);
      write(uid.getValue(), target);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what a savepoint says of itself.
   *
   * @throws UnfitStateException if another format wrote it
   * @throws IOException if it is damaged
   */
  @Override
  public SavedDefinitions deserialize(int format, byte[] serialized) throws IOException {
    DataInputStream source = new DataInputStream(new ByteArrayInputStream(serialized));
    String version = read(source);
    if (format != FORMAT) {
      throw new UnfitStateException(
          "it was written by version [%s] in format [%d], and this version [%s] reads format [%d]: go on with version %s"
              .formatted(version, format, ownVersion, FORMAT, version));
    }
    List<Definitions.File> files = new ArrayList<>();
    for (int rest = source.readInt(); rest > 0; rest--) {
      String name = read(source);
      files.add(new Definitions.File(name, read(source)));
    }
    Map<String, String> uids = new TreeMap<>();
    for (int rest = source.readInt(); rest > 0; rest--) {
      String statement = read(source);
      uids.put(statement, read(source));
    }
    return new SavedDefinitions(version, new Definitions(files), uids);
  }

  private static void write(String text, DataOutputStream target) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  private static String read(DataInputStream source) throws IOException {
    int length = source.readInt();
    byte[] bytes = source.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the definitions in it are damaged");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
