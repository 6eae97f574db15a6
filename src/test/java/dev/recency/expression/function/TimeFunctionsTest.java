package dev.recency.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.expression.ExpressionTable;
import dev.recency.expression.Sample;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimeFunctionsTest {
  private static final String TIME =
      """
      UNIX_TIMESTAMP() ==> 1714566645123 BIGINT
      UNIX_TIMESTAMP(ts) ==> 1714566645123 BIGINT
      UNIX_DATE() ==> 19844 INTEGER
      FROM_UNIXTIME(0) ==> 1970-01-01T00:00:00.000 TIMESTAMP
      FROM_DAYS(19844) ==> 2024-05-01 DATE
      FORMAT_TIMESTAMP(ts, 'dd MMM yyyy HH:mm') ==> 01 May 2024 12:30 STRING
      FORMAT_TIMESTAMP(ts, 'HH:mm', 'Asia/Tokyo') ==> 21:30 STRING
      PARSE_TIMESTAMP('01/05/2024 08', 'dd/MM/yyyy HH') ==> 2024-05-01T08:00:00.000 TIMESTAMP
      PARSE_TIMESTAMP('2024-05-01 08:00', 'yyyy-MM-dd HH:mm', 'Asia/Tokyo') ==> 2024-04-30T23:00:00.000 TIMESTAMP
      PARSE_TIMESTAMP('2024', 'dd.MM.yyyy') ==> null TIMESTAMP
      PARSE_TIMESTAMP('32', 'D') ==> 1970-02-01T00:00:00.000 TIMESTAMP
      PARSE_TIMESTAMP('2023 60', 'yyyy D') ==> 2023-03-01T00:00:00.000 TIMESTAMP
      PARSE_TIMESTAMP('Mar 17', 'MMM m') ==> 1970-03-01T00:17:00.000 TIMESTAMP
      PARSE_TIMESTAMP('2021-06-31', 'yyyy-MM-dd') ==> 2021-06-30T00:00:00.000 TIMESTAMP
      FORMAT_DATE(dt, 'EEE d') ==> Wed 1 STRING
      FORMAT_TIMESTAMP(ts, 'HH:mm', no_s) ==> null STRING
      PARSE_TIMESTAMP('2024-05-01', 'yyyy-MM-dd', no_s) ==> null TIMESTAMP
      PARSE_DATE('MAY 2024', 'MMM yyyy') ==> 2024-05-01 DATE
      PARSE_DATE('2023', 'yyyy') ==> 2023-01-01 DATE
      PARSE_DATE('2023-02-30 or so', 'yyyy-MM-dd') ==> 2023-03-02 DATE
      PARSE_DATE('2023-02-03 00:00', 'yyyy-MM-dd HH:mm') ==> 2023-02-03 DATE
      PARSE_DATE('2023-02-03 00:01', 'yyyy-MM-dd HH:mm') ==> null DATE
      PARSE_DATE('on Friday', 'yyyy') ==> null DATE
      FORMAT_TIME(tm, 'HH.mm.ss') ==> 12.30.45 STRING
      PARSE_TIME('1:05 pm', 'h:mm a') ==> 13:05 TIME
      PARSE_TIME('13', 'HH') ==> 13:00 TIME
      PARSE_TIME('1:05', 'h:mm') ==> null TIME
      PARSE_TIME('05', 'mm') ==> null TIME
      PARSE_TIME('1 13:05', 'd HH:mm') ==> null TIME
      CONVERT_TZ(ts, 'UTC', 'Asia/Tokyo') ==> 2024-05-01T21:30:45.123 TIMESTAMP
      CONVERT_TZ('2024-03-31T02:30', 'UTC', 'Europe/Berlin') ==> 2024-03-31T04:30:00.000 TIMESTAMP
      CONVERT_TZ('2024-03-31T01:30', 'Europe/Berlin', 'UTC') ==> 2024-03-30T23:30:00.000 TIMESTAMP
      CONVERT_TZ(ts, 'UTC', 'Mars/Olympus') ==> null TIMESTAMP
      TIMESTAMPADD(HOURS, 2, ts) ==> 2024-05-01T14:30:45.123 TIMESTAMP
      TIMESTAMPSUB(DAYS, 1, ts) ==> 2024-04-30T12:30:45.123 TIMESTAMP
      DATEADD(DAYS, 31, dt) ==> 2024-06-01 DATE
      DATESUB(HOURS, 1, dt) ==> 2024-04-30 DATE
      DATESUB(HOURS, 1, FROM_DAYS(0)) ==> 1970-01-01 DATE
      TIMEADD(HOURS, 13, tm) ==> 01:30:45 TIME
      TIMESUB(MINUTES, 31, tm) ==> 11:59:45 TIME
      TIMESTAMPTOSTRING(0, 'yyyy') ==> 1970 STRING
      TIMESTAMPTOSTRING(0, 'HH', 'Europe/Paris') ==> 01 STRING
      TIMESTAMPTOSTRING(0, 'HH', no_s) ==> null STRING
      STRINGTOTIMESTAMP('1970', 'yyyy', no_s) ==> null BIGINT
      STRINGTOTIMESTAMP('1970-01-02', 'yyyy-MM-dd') ==> 86400000 BIGINT
      DATETOSTRING(1, 'yyyy-MM-dd') ==> 1970-01-02 STRING
      STRINGTODATE('1970-01-03', 'yyyy-MM-dd') ==> 2 INTEGER
      STRINGTODATE('1970-01', 'yyyy-MM') ==> null INTEGER
      TIMESTAMPADD(HOURS, no_i, ts) ==> null TIMESTAMP
      """;

  static Stream<Arguments> calls() {
    return ExpressionTable.of(TIME);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void hasTheValueAndTypeOfTheDialect(String call, String expected) {
    assertThat(new Sample().describe(call)).isEqualTo(expected);
  }
}
