package dev.recency.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
  private static final String ARITHMETIC =
      """
      i + 1 ==> 8 INTEGER
      2147483647 + i ==> -2147483642 INTEGER
      b * 4000000000 ==> 1553255926290448384 BIGINT
      i / 2 ==> 3 INTEGER
      -i % 4 ==> -3 INTEGER
      i / 0 ==> null INTEGER
      b / 0 ==> null BIGINT
      i % 0 ==> null INTEGER
      dc / 0 ==> null DECIMAL(17, 13)
      d / 0 ==> Infinity DOUBLE
      0e0 / 0 ==> NaN DOUBLE
      d + i ==> 9.5 DOUBLE
      dc + 1 ==> 13.34 DECIMAL(13, 2)
      dc * dc ==> 152.2756 DECIMAL(13, 4)
      dc / 2.0 ==> 6.170000 DECIMAL(11, 6)
      dc / 3.0 ==> null DECIMAL(11, 6)
      dc + d ==> 14.84 DOUBLE
      -dc ==> -12.34 DECIMAL(6, 2)
      no_i + 1 ==> null INTEGER
      -no_d ==> null DOUBLE
      s + '!' ==> kangaroo! STRING
      s + no_s ==> kangaroonull STRING
      """;

  private static final String CASTS =
      """
      CAST(d AS INT) ==> 2 INTEGER
      CAST(b AS INT) ==> 705032704 INTEGER
      CAST(b AS STRING) ==> 5000000000 STRING
      CAST(1e8 AS STRING) ==> 1.0E8 STRING
      CAST(dc AS STRING) ==> 12.34 STRING
      CAST(f AS STRING) ==> true STRING
      CAST(a AS STRING) ==> [3, 1, null, 2] STRING
      CAST(m AS STRING) ==> {one=1, two=null} STRING
      CAST(st AS STRING) ==> Struct{X=1,Y=u} STRING
      CAST(ts AS STRING) ==> 2024-05-01T12:30:45.123 STRING
      CAST(dt AS STRING) ==> 2024-05-01 STRING
      CAST(tm AS STRING) ==> 12:30:45 STRING
      CAST(' 42 ' AS INT) ==> 42 INTEGER
      CAST('4.2' AS INT) ==> null INTEGER
      CAST('99999999999' AS BIGINT) ==> 99999999999 BIGINT
      CAST('1e3' AS DOUBLE) ==> 1000.0 DOUBLE
      CAST('1d' AS DOUBLE) ==> null DOUBLE
      CAST('yes' AS BOOLEAN) ==> true BOOLEAN
      CAST('F' AS BOOLEAN) ==> false BOOLEAN
      CAST('maybe' AS BOOLEAN) ==> false BOOLEAN
      CAST(' tRu ' AS BOOLEAN) ==> true BOOLEAN
      CAST('1' AS BOOLEAN) ==> false BOOLEAN
      CAST('on' AS BOOLEAN) ==> false BOOLEAN
      CAST('' AS BOOLEAN) ==> false BOOLEAN
      CAST(no_s AS BOOLEAN) ==> null BOOLEAN
      CAST('1.005' AS DECIMAL(4, 2)) ==> 1.01 DECIMAL(4, 2)
      CAST(d AS DECIMAL(3, 0)) ==> 3 DECIMAL(3, 0)
      CAST(b AS DECIMAL(4, 0)) ==> null DECIMAL(4, 0)
      CAST(99.995 AS DECIMAL(4, 2)) ==> null DECIMAL(4, 2)
      CAST(dc AS DOUBLE) ==> 12.34 DOUBLE
      CAST(dc AS INT) ==> 12 INTEGER
      CAST(a AS ARRAY<STRING>) ==> [3, 1, null, 2] ARRAY<STRING>
      CAST(m AS MAP<STRING, DOUBLE>) ==> {one=1.0, two=null} MAP<STRING, DOUBLE>
      CAST(r AS STRUCT<x BIGINT, y STRING>) ==> Struct{X=1,Y=u} STRUCT<X BIGINT, Y STRING>
      CAST('2024-05' AS TIMESTAMP) ==> 2024-05-01T00:00:00.000 TIMESTAMP
      CAST('2024-05-01T10:00+0200' AS TIMESTAMP) ==> 2024-05-01T08:00:00.000 TIMESTAMP
      CAST('noon' AS TIME) ==> null TIME
      CAST('2024-05-01' AS DATE) ==> 2024-05-01 DATE
      CAST(ts AS DATE) ==> 2024-05-01 DATE
      CAST(ts AS TIME) ==> 12:30:45 TIME
      CAST(dt AS TIMESTAMP) ==> 2024-05-01T00:00:00.000 TIMESTAMP
      CAST(no_i AS STRING) ==> null STRING
      """;

  private static final String COLLECTIONS =
      """
      a[1] ==> 3 INTEGER
      a[-1] ==> 2 INTEGER
      a[0] ==> null INTEGER
      a[5] ==> null INTEGER
      a[-5] ==> null INTEGER
      a[3] ==> null INTEGER
      no_a[1] ==> null INTEGER
      a[no_i] ==> null INTEGER
      m['one'] ==> 1 INTEGER
      m['six'] ==> null INTEGER
      no_m['one'] ==> null INTEGER
      st->x ==> 1 INTEGER
      no_st->x ==> null INTEGER
      ARRAY[i, i / 0, 2] ==> [7, null, 2] ARRAY<INTEGER>
      MAP('k' := i, 'z' := i / 0) ==> {k=7, z=null} MAP<STRING, INTEGER>
      STRUCT(p := i, q := i / 0)->p ==> 7 INTEGER
      st = STRUCT(x := 1, y := 'u') ==> true BOOLEAN
      a = ARRAY[3, 1, CAST(NULL AS INT), 2] ==> true BOOLEAN
      """;

  private static final String CHOICES =
      """
      CASE WHEN i > 5 THEN 'many' ELSE 'few' END ==> many STRING
      CASE WHEN i < 5 THEN 'few' END ==> null STRING
      CASE WHEN i = 7 THEN 1 WHEN i / 0 = 1 THEN 2 END ==> 1 INTEGER
      CASE WHEN i / 0 = 1 THEN 2 ELSE 3 END ==> null INTEGER
      CASE i WHEN 7 THEN 'seven' END ==> seven STRING
      COALESCE(CAST('x' AS INT), 4) ==> 4 INTEGER
      COALESCE(i / 0, 4) ==> null INTEGER
      COALESCE(LEN(SUBSTRING(s, no_i)), 4) ==> 4 INTEGER
      NOT no_f ==> null BOOLEAN
      """;

  private static final String LISTS =
      """
      i IN (b, 7.0) ==> true BOOLEAN
      i IN ('7.00', 8) ==> true BOOLEAN
      f IN (false, 'Ye') ==> true BOOLEAN
      f IN ('yes', CAST(s AS BOOLEAN)) ==> true BOOLEAN
      CAST(CAST('2024-05-01' AS STRING) AS DATE) IN (CONCAT('2024-05', '-01')) ==> true BOOLEAN
      ARRAY[CONCAT('2024-05', '-01'), CAST('2024-05-02' AS DATE)] ==> [2024-05-01, 2024-05-02] ARRAY<DATE>
      y IN ('AQIDyA==') ==> true BOOLEAN
      y IN (s, 'AQID') ==> false BOOLEAN
      CAST(' AQID ' AS BYTES) ==> AQID BYTES
      CAST('no base64' AS BYTES) ==> null BYTES
      s IN (10, true, 'kangaroo') ==> true BOOLEAN
      no_i NOT IN (1) ==> true BOOLEAN
      a IN (ARRAY['3', 1, NULL, 2]) ==> true BOOLEAN
      m IN (MAP('one' := '1', 'two' := NULL)) ==> true BOOLEAN
      st IN (STRUCT(y := 'u', x := '1')) ==> true BOOLEAN
      st IN (STRUCT(x := 1)) ==> false BOOLEAN
      st IN (STRUCT(x := 1, y := 'u', z := no_i)) ==> true BOOLEAN
      st IN (STRUCT(x := 1, y := 'u', z := 2)) ==> false BOOLEAN
      ARRAY['2e1', 10, true] ==> [2e1, 10, true] ARRAY<STRING>
      ARRAY[NULL, 10, '2e1', b] ==> [null, 10.0, 20.0, 5.0E9] ARRAY<DOUBLE>
      CASE WHEN f THEN STRUCT(p := 1) ELSE STRUCT(q := 2) END ==> Struct{P=1} STRUCT<Q INTEGER, P INTEGER>
      a = ARRAY[b] ==> false BOOLEAN
      ARRAY[b] = ARRAY[5000000000] ==> true BOOLEAN
      ARRAY[i] = ARRAY[CAST(7 AS BIGINT)] ==> false BOOLEAN
      st = r ==> false BOOLEAN
      GREATEST(dc, 1.234) ==> 12.34 DECIMAL(7, 3)
      """;

  static Stream<Arguments> expressions() {
    return Stream.of(ARITHMETIC, CASTS, COLLECTIONS, CHOICES, LISTS).flatMap(ExpressionTable::of);
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void hasTheValueAndTypeOfTheDialect(String expression, String expected) {
    assertThat(new Sample().describe(expression)).isEqualTo(expected);
  }
}
