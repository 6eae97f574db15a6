package dev.recency.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random texts made of the language's own words: some pure noise, most the text of a random
 * statement with a few tokens dropped, doubled, exchanged or replaced, because noise alone never
 * gets past the first word.
 */
public final class TokenStreams {

  private static final List<String> WORDS =
      List.of(
          ("CREATE OR REPLACE STREAM TABLE AS SELECT FROM WHERE GROUP BY PARTITION HAVING EMIT"
                  + " CHANGES FINAL LIMIT WINDOW TUMBLING HOPPING SESSION SLIDING SIZE ADVANCE"
                  + " RETENTION GRACE PERIOD MINUTES DAY INSERT INTO VALUES WITH JOIN LEFT WITHIN ON"
                  + " AND NOT IN BETWEEN LIKE ESCAPE IS NULL DISTINCT CASE WHEN THEN ELSE END CAST"
                  + " STRUCT MAP ARRAY KEY PRIMARY HEADERS SET UNSET DROP TYPE IF EXISTS DEFINE TRUE"
                  + " INT BIGINT DECIMAL STRING a b userId `c` \"d\" 'text' '${x}' 1 2.5 3e4"
                  + " 9223372036854775808 ; , . ( ) [ ] := -> => || = <> < > <= + - * / % ${x} ! '"
                  + " ` /* -- & é")
              .split(" "));

  private final Random random;

  public TokenStreams(Random random) {
    this.random = random;
  }

  /** The next text; it may be a valid script. */
  public String next() {
    if (random.nextInt(10) == 0) {
      return noise(random.nextInt(30));
    }
    String valid = SqlFormatter.format(new StatementGenerator(random, 3).statement()) + ";";
    return random.nextInt(10) == 0 ? valid : damaged(valid);
  }

  private String noise(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(word()).append(' ');
    }
    return text.toString();
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String damaged(String valid) {
    List<String> tokens = new ArrayList<>(List.of(valid.split("(?<=[ (),])")));
    for (int i = 1 + random.nextInt(3); i > 0 && !tokens.isEmpty(); i--) {
      int at = random.nextInt(tokens.size());
      switch (random.nextInt(4)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
        case 2 -> tokens.add(at, word() + " ");
        default -> tokens.set(at, word() + " ");
      }
    }
    return String.join("", tokens);
  }
}
