package dev.recency.plan;

import dev.recency.plan.typed.TypedExpression;
import java.util.List;
import java.util.Optional;

/** One persistent query: what it reads, computes and writes. */
public sealed interface Query {
  /**
   * The name that metrics, headers and operator uids bear: the statement's name, or {@code
   * insert-<target>-<QUERY_ID or hash>}. Unique in a plan.
   */
  String id();

  /** Name of the source that it reads. */
  String source();

  /** WHERE, over the input's layout. */
  Optional<TypedExpression> where();

  /** Where the rows go. */
  Sink sink();

  /**
   * Filter and projection: one row per event that passes.
   *
   * @param projection one expression per column of the sink, over the input's layout
   * @param keepsKey whether the key is that of the source record, so that a record without a key
   *     stays one
   */
  record Transform(
      String id,
      String source,
      Optional<TypedExpression> where,
      List<TypedExpression> projection,
      Sink sink,
      boolean keepsKey)
      implements Query {
    public Transform {
      projection = List.copyOf(projection);
    }
  }

  /** A query with GROUP BY: its operator keeps state per key. */
  sealed interface Grouped extends Query {
    /** The key, over the input's layout. */
    List<TypedExpression> groupBy();

    /** The aggregates, over the input's layout. */
    List<AggregateCall> aggregates();

    /** The arguments of all aggregates, one after the other. */
    default List<TypedExpression> arguments() {
      return aggregates().stream().flatMap(call -> call.arguments().stream()).toList();
    }

    /**
     * The layout of the rows that the operator emits: the GROUP BY values, the aggregates and, of
     * windows, WINDOWSTART and WINDOWEND.
     */
    RowLayout layout();

    /** HAVING, over {@link #layout}. */
    Optional<TypedExpression> having();

    /** One expression per column of the sink, over {@link #layout}. */
    List<TypedExpression> projection();
  }

  /**
   * GROUP BY with {@code WINDOW SLIDING}.
   *
   * @param groupBy the key, over the input's layout
   * @param aggregates over the input's layout
   * @param layout of the rows that the operator emits: the GROUP BY values, the aggregates,
   *     WINDOWSTART, WINDOWEND
   * @param having over {@code layout}
   * @param projection one expression per column of the sink, over {@code layout}
   */
  record Sliding(
      String id,
      String source,
      Optional<TypedExpression> where,
      List<TypedExpression> groupBy,
      SlidingWindow window,
      List<AggregateCall> aggregates,
      RowLayout layout,
      Optional<TypedExpression> having,
      List<TypedExpression> projection,
      Sink sink)
      implements Grouped {
    public Sliding {
      groupBy = List.copyOf(groupBy);
      aggregates = List.copyOf(aggregates);
      projection = List.copyOf(projection);
    }
  }

  /**
   * GROUP BY with TUMBLING, HOPPING or SESSION.
   *
   * @param groupBy the key, over the input's layout
   * @param aggregates over the input's layout
   * @param layout of the rows that the operator emits: the GROUP BY values, the aggregates,
   *     WINDOWSTART, WINDOWEND
   * @param having over {@code layout}
   * @param projection one expression per column of the sink, over {@code layout}
   */
  record Windowed(
      String id,
      String source,
      Optional<TypedExpression> where,
      List<TypedExpression> groupBy,
      TimeWindow window,
      List<AggregateCall> aggregates,
      RowLayout layout,
      Optional<TypedExpression> having,
      List<TypedExpression> projection,
      Sink sink)
      implements Grouped {
    public Windowed {
      groupBy = List.copyOf(groupBy);
      aggregates = List.copyOf(aggregates);
      projection = List.copyOf(projection);
    }
  }

  /**
   * GROUP BY without a window: one value per key over all events so far.
   *
   * @param groupBy the key, over the input's layout
   * @param aggregates over the input's layout
   * @param layout of the rows that the operator emits: the GROUP BY values, then the aggregates
   * @param having over {@code layout}
   * @param projection one expression per column of the sink, over {@code layout}
   */
  record Lifetime(
      String id,
      String source,
      Optional<TypedExpression> where,
      List<TypedExpression> groupBy,
      List<AggregateCall> aggregates,
      RowLayout layout,
      Optional<TypedExpression> having,
      List<TypedExpression> projection,
      Sink sink)
      implements Grouped {
    public Lifetime {
      groupBy = List.copyOf(groupBy);
      aggregates = List.copyOf(aggregates);
      projection = List.copyOf(projection);
    }
  }

  /** A query over a table that has to remember something of each of its rows. */
  sealed interface OverTable extends Query {
    /** The table's primary key, over the input's layout. */
    List<TypedExpression> primaryKey();
  }

  /**
   * WHERE over a table, without GROUP BY: the table of the rows that pass.
   *
   * @param primaryKey the table's, over the input's layout
   * @param projection one expression per column of the sink, over the input's layout
   */
  record FilteredTable(
      String id,
      String source,
      Optional<TypedExpression> where,
      List<TypedExpression> primaryKey,
      List<TypedExpression> projection,
      Sink sink)
      implements OverTable {
    public FilteredTable {
      primaryKey = List.copyOf(primaryKey);
      projection = List.copyOf(projection);
    }
  }

  /**
   * GROUP BY over a table: one value per group over the rows that the table holds now.
   *
   * @param primaryKey the table's, over the input's layout
   * @param groupBy the key of the result, over the input's layout
   * @param aggregates over the input's layout; each can take a row back
   * @param layout of the rows that the operator emits: the GROUP BY values, then the aggregates
   * @param having over {@code layout}
   * @param projection one expression per column of the sink, over {@code layout}
   */
  record TableAggregate(
      String id,
      String source,
      Optional<TypedExpression> where,
      List<TypedExpression> primaryKey,
      List<TypedExpression> groupBy,
      List<AggregateCall> aggregates,
      RowLayout layout,
      Optional<TypedExpression> having,
      List<TypedExpression> projection,
      Sink sink)
      implements Grouped, OverTable {
    public TableAggregate {
      primaryKey = List.copyOf(primaryKey);
      groupBy = List.copyOf(groupBy);
      aggregates = List.copyOf(aggregates);
      projection = List.copyOf(projection);
    }
  }
}
