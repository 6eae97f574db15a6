package dev.recency.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.expression.ExpressionTable;
import dev.recency.expression.Sample;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {
  private static final String NUMBERS =
      """
      COALESCE(no_s, 'x') ==> x STRING
      IFNULL(no_i, 3) ==> 3 INTEGER
      NULLIF(i, 7) ==> null INTEGER
      NULLIF(i, 8) ==> 7 INTEGER
      AS_VALUE(b) ==> 5000000000 BIGINT
      INT_FROM_BOOLEAN(i = 7) ==> 1 INTEGER
      INT_FROM_BOOLEAN(i = 8) ==> 0 INTEGER
      INT_FROM_BOOLEAN(no_f) ==> null INTEGER
      GREATEST(1, i, no_i) ==> 7 INTEGER
      LEAST('b', 'a', no_s) ==> a STRING
      GREATEST(no_d, no_d) ==> null DOUBLE
      GREATEST(dt, '2030-01-01') ==> 2030-01-01 DATE
      ABS(-i) ==> 7 INTEGER
      CEIL(d) ==> 3.0 DOUBLE
      CEIL(dc) ==> 13.00 DECIMAL(6, 2)
      FLOOR(-d) ==> -3.0 DOUBLE
      ROUND(d) ==> 3 BIGINT
      ROUND(-d) ==> -2 BIGINT
      ROUND(dc) ==> 12 DECIMAL(4, 0)
      ROUND(dc, 1) ==> 12.30 DECIMAL(6, 2)
      ROUND(dc, -1) ==> 10.00 DECIMAL(6, 2)
      ROUND(2.345e0, 2) ==> 2.35 DOUBLE
      TRUNC(-d) ==> -2 BIGINT
      TRUNC(dc, 1) ==> 12.30 DECIMAL(6, 2)
      SIGN(-dc) ==> -1 INTEGER
      SQRT(i + 2) ==> 3.0 DOUBLE
      LOG(10, 100) ==> 2.0 DOUBLE
      LOG(1, 100) ==> NaN DOUBLE
      POWER(2, 10) ==> 1024.0 DOUBLE
      LN(0) ==> -Infinity DOUBLE
      ROUND(DEGREES(PI()), 6) ==> 180.0 DOUBLE
      ROUND(GEO_DISTANCE(48.1, 11.6, 52.5, 13.4), 2) ==> 505.64 DOUBLE
      ROUND(GEO_DISTANCE(0, 0, 0, 1, 'mi'), 3) ==> 69.098 DOUBLE
      GEO_DISTANCE(100, 0, 0, 0) ==> null DOUBLE
      ROUND(GEO_DISTANCE(0, 0, 0, 1, ' Miles '), 3) ==> 69.098 DOUBLE
      ROUND(GEO_DISTANCE(0, 0, 0, 1, 'kilometre'), 2) ==> 111.19 DOUBLE
      ROUND(GEO_DISTANCE(0, 0, 0, 1, 'Kilometers'), 2) ==> 111.19 DOUBLE
      ROUND(GEO_DISTANCE(0, 0, 0, 1, ''), 2) ==> 111.19 DOUBLE
      GEO_DISTANCE(0, 0, 0, 1, 'mil') ==> null DOUBLE
      GEO_DISTANCE(0, 0, 0, 1, 'kms') ==> null DOUBLE
      SQRT(no_d) ==> null DOUBLE
      """;

  private static final String TEXT =
      """
      UCASE(s) ==> KANGAROO STRING
      LCASE('ABC') ==> abc STRING
      TRIM('  a b ') ==> a b STRING
      INITCAP('red kangaroo IN box') ==> Red Kangaroo In Box STRING
      INITCAP('  two  WORDS ') ==> Two  Words  STRING
      LEN(s) ==> 8 INTEGER
      SUBSTRING(s, 4) ==> garoo STRING
      SUBSTRING(s, 4, 3) ==> gar STRING
      SUBSTRING(s, -3) ==> roo STRING
      SUBSTRING(s, 0, 2) ==> ka STRING
      LEN(SUBSTRING(s, 20)) ==> 0 INTEGER
      CONCAT(s, no_s, '!') ==> kangaroo! STRING
      CONCAT_WS('-', s, no_s, 'a') ==> kangaroo-a STRING
      CONCAT_WS(no_s, 'a', 'b') ==> null STRING
      REPLACE(s, 'o', '0') ==> kangar00 STRING
      CHR(97) ==> a STRING
      CHR('\\u0061\\u0062') ==> ab STRING
      CHR('97') ==> null STRING
      CHR('\\u0061-z') ==> a-z STRING
      CHR('\\u00zz') ==> null STRING
      ELT(2, 'a', 'b') ==> b STRING
      ELT(3, 'a', 'b') ==> null STRING
      FIELD('b', 'a', 'b') ==> 2 INTEGER
      FIELD(no_s, 'a', 'b') ==> 0 INTEGER
      INSTR(s, 'a') ==> 2 INTEGER
      INSTR(s, 'a', 3) ==> 5 INTEGER
      INSTR(s, 'a', 1, 2) ==> 5 INTEGER
      INSTR(s, 'o', -1, 2) ==> 7 INTEGER
      INSTR('tictac', 'tac', -1) ==> 4 INTEGER
      INSTR('tictac', 'tac', -2) ==> 0 INTEGER
      INSTR('corn or floor', 'or', -4, 2) ==> 2 INTEGER
      INSTR('aaa', 'aa', 1, 2) ==> 2 INTEGER
      INSTR(s, 'a', 0) ==> 0 INTEGER
      INSTR(s, 'a', 1, 0) ==> 0 INTEGER
      INSTR(s, 'a', 9) ==> 0 INTEGER
      INSTR(no_s, 'a') ==> 0 INTEGER
      INSTR(s, 'a', no_i) ==> null INTEGER
      INSTR(s, 'z') ==> 0 INTEGER
      SPLIT('a.b..c', '.') ==> [a, b, , c] ARRAY<STRING>
      SPLIT('abc', '') ==> [a, b, c] ARRAY<STRING>
      ARRAY_LENGTH(SPLIT('', '')) ==> 1 INTEGER
      SPLIT_TO_MAP('a=1;b=2;c', ';', '=') ==> {a=1, b=2} MAP<STRING, STRING>
      SPLIT_TO_MAP('a=1', '=', '=') ==> null MAP<STRING, STRING>
      SPLIT_TO_MAP(';;a=1;', ';', '=') ==> {a=1} MAP<STRING, STRING>
      LPAD('7', 3, '0') ==> 007 STRING
      RPAD('abc', 2, 'x') ==> ab STRING
      LPAD('abc', 5, '') ==> null STRING
      MASK('Ab1 x') ==> Xxn-x STRING
      MASK('Ab1', '*', no_s, '#', '.') ==> *b# STRING
      MASK('Ab', '<>', 'x', 'n', '-') ==> null STRING
      MASK_LEFT('Abcd', 2) ==> Xxcd STRING
      MASK_RIGHT('Abcd', 2) ==> Abxx STRING
      MASK_KEEP_LEFT('Abcd', 2) ==> Abxx STRING
      MASK_KEEP_RIGHT('Abcd', 2) ==> Xxcd STRING
      REGEXP_EXTRACT('o+', s) ==> oo STRING
      REGEXP_EXTRACT('(k)(a)', s, 2) ==> a STRING
      REGEXP_EXTRACT('z', s) ==> null STRING
      REGEXP_EXTRACT_ALL('a.', s) ==> [an, ar] ARRAY<STRING>
      REGEXP_REPLACE(s, 'o+', 'u') ==> kangaru STRING
      REGEXP_SPLIT_TO_ARRAY('a1b22c', '[0-9]+') ==> [a, b, c] ARRAY<STRING>
      REGEXP_SPLIT_TO_ARRAY('a1b', '[0-9]*') ==> [a, , b] ARRAY<STRING>
      REGEXP_SPLIT_TO_ARRAY('abc', '') ==> [a, b, c] ARRAY<STRING>
      MD5('recency') ==> 0fa88685b91993abefd8a43de54fd4f6 STRING
      ENCODE('Hi', 'ascii', 'hex') ==> 4869 STRING
      ENCODE('0x4869', 'hex', 'utf8') ==> Hi STRING
      ENCODE('X''4A4b''', 'hex', 'ascii') ==> JK STRING
      LEN(ENCODE('0x', 'hex', 'base64')) ==> 0 INTEGER
      ENCODE('0xa', 'hex', 'base64') ==> Cg== STRING
      ENCODE('Hi', 'utf8', 'utf8') ==> null STRING
      ENCODE('Hi', 'utf8', 'latin1') ==> null STRING
      ENCODE('_w', 'base64', 'hex') ==> ff STRING
      LEN(TO_BYTES('aB', 'hex')) ==> 1 INTEGER
      LEN(FROM_BYTES(TO_BYTES(LPAD('', 60, 'x'), 'utf8'), 'base64')) ==> 82 INTEGER
      FROM_BYTES(y, 'hex') ==> 010203C8 STRING
      FROM_BYTES(TO_BYTES('aGk=', 'base64'), 'utf8') ==> hi STRING
      INT_FROM_BYTES(y) ==> 16909256 INTEGER
      INT_FROM_BYTES(y, 'LITTLE_ENDIAN') ==> -939326975 INTEGER
      BIGINT_FROM_BYTES(y) ==> null BIGINT
      LEN(y) ==> 4 INTEGER
      SUBSTRING(y, 2, 2) ==> AgM= BYTES
      CONCAT(y, no_y, y) ==> AQIDyAECA8g= BYTES
      LPAD(SUBSTRING(y, 1, 1), 3, SUBSTRING(y, 2, 1)) ==> AgIB BYTES
      LEN(UUID()) ==> 36 INTEGER
      URL_ENCODE_PARAM('a b&c') ==> a+b%26c STRING
      URL_DECODE_PARAM('a+b%26c') ==> a b&c STRING
      URL_EXTRACT_PROTOCOL('https://me@x.org:81/p/q?k=v%20w&l#f') ==> https STRING
      URL_EXTRACT_HOST('https://me@x.org:81/p/q?k=v%20w&l#f') ==> x.org STRING
      URL_EXTRACT_PORT('https://me@x.org:81/p/q?k=v%20w&l#f') ==> 81 INTEGER
      URL_EXTRACT_PATH('https://me@x.org:81/p/q?k=v%20w&l#f') ==> /p/q STRING
      URL_EXTRACT_QUERY('https://me@x.org:81/p/q?k=v%20w&l#f') ==> k=v w&l STRING
      URL_EXTRACT_PARAMETER('https://x.org/?k=v%20w&l', 'k') ==> v w STRING
      URL_EXTRACT_PARAMETER('https://x.org/?k=v%20w&l', 'm') ==> null STRING
      URL_EXTRACT_PARAMETER('https://x.org/?k=v+w&l', 'k') ==> v+w STRING
      URL_EXTRACT_FRAGMENT('https://x.org/#f') ==> f STRING
      URL_EXTRACT_HOST('not a url') ==> null STRING
      """;

  private static final String COLLECTIONS =
      """
      ARRAY_CONTAINS(a, 2) ==> true BOOLEAN
      ARRAY_CONTAINS(no_a, 2) ==> false BOOLEAN
      ARRAY_LENGTH(a) ==> 4 INTEGER
      ARRAY_CONCAT(a, no_a) ==> [3, 1, null, 2] ARRAY<INTEGER>
      ARRAY_DISTINCT(ARRAY[2, 1, 2]) ==> [2, 1] ARRAY<INTEGER>
      ARRAY_EXCEPT(a, ARRAY[1]) ==> [3, null, 2] ARRAY<INTEGER>
      ARRAY_INTERSECT(a, ARRAY[2, 3]) ==> [3, 2] ARRAY<INTEGER>
      ARRAY_UNION(ARRAY[1, 2], ARRAY[2, 3]) ==> [1, 2, 3] ARRAY<INTEGER>
      ARRAY_UNION(a, no_a) ==> null ARRAY<INTEGER>
      ARRAY_JOIN(a) ==> 3,1,null,2 STRING
      ARRAY_JOIN(ARRAY[dt]) ==> null STRING
      ARRAY_JOIN(a, '') ==> 31null2 STRING
      ARRAY_MAX(a) ==> 3 INTEGER
      ARRAY_MIN(a) ==> 1 INTEGER
      ARRAY_REMOVE(a, 1) ==> [3, null, 2] ARRAY<INTEGER>
      ARRAY_SORT(a) ==> [1, 2, 3, null] ARRAY<INTEGER>
      ARRAY_SORT(a, 'desc') ==> [3, 2, 1, null] ARRAY<INTEGER>
      ARRAY_SORT(a, 'up') ==> null ARRAY<INTEGER>
      SLICE(a, 2, 3) ==> [1, null] ARRAY<INTEGER>
      SLICE(a, 2, 9) ==> null ARRAY<INTEGER>
      GENERATE_SERIES(1, 4) ==> [1, 2, 3, 4] ARRAY<INTEGER>
      GENERATE_SERIES(5, 0, -2) ==> [5, 3, 1] ARRAY<INTEGER>
      GENERATE_SERIES(b, b) ==> [5000000000] ARRAY<BIGINT>
      GENERATE_SERIES(1, 4, -1) ==> null ARRAY<INTEGER>
      GENERATE_SERIES(1, 4, 0) ==> null ARRAY<INTEGER>
      GENERATE_SERIES(1, 2000000000) ==> null ARRAY<INTEGER>
      AS_MAP(ARRAY['p', 'q'], a) ==> {p=3, q=1} MAP<STRING, INTEGER>
      AS_MAP(ARRAY['p', 'q'], ARRAY[4]) ==> {p=4, q=null} MAP<STRING, INTEGER>
      ENTRIES(MAP('q' := 1, 'p' := 2), true) ==> [Struct{K=p,V=2}, Struct{K=q,V=1}] ARRAY<STRUCT<K STRING, V INTEGER>>
      MAP_KEYS(m) ==> [one, two] ARRAY<STRING>
      MAP_VALUES(m) ==> [1, null] ARRAY<INTEGER>
      MAP_UNION(m, MAP('two' := 2)) ==> {one=1, two=2} MAP<STRING, INTEGER>
      MAP_UNION(no_m, m) ==> {one=1, two=null} MAP<STRING, INTEGER>
      FILTER(ARRAY[4, 5, 6], x => x % 2 = 0) ==> [4, 6] ARRAY<INTEGER>
      FILTER(m, (k, v) => v IS NOT NULL) ==> {one=1} MAP<STRING, INTEGER>
      FILTER(m, (k, v) => v IS NULL) ==> null MAP<STRING, INTEGER>
      TRANSFORM(m, (k, v) => k, (k, v) => v) ==> null MAP<STRING, INTEGER>
      TRANSFORM(ARRAY[1, 2], x => CAST(x AS STRING) + s) ==> [1kangaroo, 2kangaroo] ARRAY<STRING>
      TRANSFORM(m, (k, v) => UCASE(k), (k, v) => IFNULL(v, 0)) ==> {ONE=1, TWO=0} MAP<STRING, INTEGER>
      TRANSFORM(a, x => x + 1) ==> null ARRAY<INTEGER>
      REDUCE(ARRAY[1, 2, 3], 10, (t, x) => t + x) ==> 16 INTEGER
      REDUCE(ARRAY[b, b], 0, (t, x) => t + x) ==> 10000000000 BIGINT
      ABS(REDUCE(a, b, (t, x) => -5)) ==> 5 BIGINT
      REDUCE(no_a, 10, (t, x) => t + x) ==> 10 INTEGER
      REDUCE(m, '', (t, k, v) => t + k) ==> twoone STRING
      TRANSFORM(ARRAY[1, 2], x => REDUCE(ARRAY[10, 20], x, (t, y) => t + x * y)) ==> [31, 62] ARRAY<INTEGER>
      """;

  private static final String JSON =
      """
      EXTRACTJSONFIELD('{"a": {"b": [1, 2.50]}}', '$.a.b[1]') ==> 2.50 STRING
      EXTRACTJSONFIELD('{"a": "text"}', '$.a') ==> text STRING
      EXTRACTJSONFIELD('{"a b": {"c": 1}}', '$["a b"]') ==> {"c":1} STRING
      EXTRACTJSONFIELD('{"a": 1}', '$.b') ==> null STRING
      EXTRACTJSONFIELD('{"a": 1', '$.a') ==> null STRING
      IS_JSON_STRING('[1, {}]') ==> true BOOLEAN
      IS_JSON_STRING('[1,') ==> false BOOLEAN
      IS_JSON_STRING(no_s) ==> false BOOLEAN
      JSON_ARRAY_CONTAINS('["x", 7, null]', i) ==> true BOOLEAN
      JSON_ARRAY_CONTAINS('["x", 7.0, null]', i) ==> false BOOLEAN
      JSON_ARRAY_CONTAINS('["x", 7, null]', no_s) ==> true BOOLEAN
      JSON_ARRAY_CONTAINS('[1', 1) ==> false BOOLEAN
      JSON_ARRAY_CONTAINS(no_s, 1) ==> null BOOLEAN
      TO_JSON_STRING(CAST('0.00000012' AS DECIMAL(10, 8))) ==> 0.00000012 STRING
      JSON_CONCAT('[1e3]', '2.5E-8') ==> [1000,0.000000025] STRING
      JSON_CONCAT('1e99999', '1') ==> null STRING
      JSON_ARRAY_LENGTH('[1, [2, 3]]') ==> 2 INTEGER
      JSON_ARRAY_LENGTH('{}') ==> null INTEGER
      JSON_CONCAT('{"a": 1, "b": 1}', '{"b": 2}') ==> {"a":1,"b":2} STRING
      JSON_CONCAT('[1]', '2', '{}') ==> [1,2,{}] STRING
      JSON_CONCAT('2') ==> 2 STRING
      JSON_CONCAT('[1]', 'oops') ==> null STRING
      JSON_ITEMS('[{"a": 1}, 2]') ==> [{"a":1}, 2] ARRAY<STRING>
      JSON_KEYS('{"z": 1, "a": 2}') ==> [z, a] ARRAY<STRING>
      JSON_RECORDS('{"z": "t", "a": [2]}') ==> {z=t, a=[2]} MAP<STRING, STRING>
      TO_JSON_STRING(st) ==> {"X":1,"Y":"u"} STRING
      TO_JSON_STRING(ts) ==> "2024-05-01T12:30:45.123" STRING
      TO_JSON_STRING(dc) ==> 12.34 STRING
      TO_JSON_STRING(no_i) ==> null STRING
      """;

  static Stream<Arguments> calls() {
    return Stream.of(NUMBERS, TEXT, COLLECTIONS, JSON).flatMap(ExpressionTable::of);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void hasTheValueAndTypeOfTheDialect(String call, String expected) {
    assertThat(new Sample().describe(call)).isEqualTo(expected);
  }
}
