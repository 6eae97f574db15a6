package dev.recency.flink;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads definitions from files and directories. */
public final class DefinitionFiles {
  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final String SUFFIX = ".sql";
  // Editors of Windows write it; it means nothing.
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private DefinitionFiles() {}

  /**
   * The definitions of these files, in this order; a directory stands for all files {@code *.sql}
   * that are directly in it, in the order of their names.
   *
   * @throws IOException if a path does not exist, cannot be read, or is a directory without
   *     definitions; the message names the path and what to do
   * @throws SqlException if a file is over 1 MiB or is not UTF-8
   */
  public static Definitions read(List<Path> paths) throws IOException {
    List<Definitions.File> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        for (Path file : filesIn(path)) {
          files.add(new Definitions.File(file.toString(), text(file)));
        }
      } else {
        files.add(new Definitions.File(path.toString(), text(path)));
      }
    }
    return new Definitions(files);
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files =
          entries
              .filter(each -> each.getFileName().toString().endsWith(SUFFIX))
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(each -> each.getFileName().toString()))
              .toList();
      if (files.isEmpty()) {
        throw new IOException(
            directory + ": the directory holds no definitions. Expected files *" + SUFFIX + ".");
      }
      return files;
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = bytes(file);
    if (bytes.length > MAX_FILE_BYTES) {
      throw new SqlException(
          ErrorCode.LIMIT,
          new Location(file.toString(), 1, 1),
          "The file is larger than 1 MiB. Split it into several files.");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new SqlException(
          ErrorCode.SYNTAX,
          new Location(file.toString(), 1, 1),
          "The file is not UTF-8 text. Save it as UTF-8.");
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return input.readNBytes(MAX_FILE_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new IOException(
          file + ": no such file or directory. Name a file with definitions or a directory.", e);
    } catch (IOException e) {
      throw new IOException(
          file + ": the file cannot be read. Check its permissions. (" + e.getMessage() + ")", e);
    }
  }
}
