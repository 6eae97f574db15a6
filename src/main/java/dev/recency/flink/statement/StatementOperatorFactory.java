package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.flink.source.SourceElement;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.UdfStreamOperatorFactory;

/** Makes a {@link StatementOperator} that carries a function for the JobManager. */
public final class StatementOperatorFactory extends SimpleOperatorFactory<CommandRecord>
    implements OneInputStreamOperatorFactory<SourceElement, CommandRecord>,
        UdfStreamOperatorFactory<CommandRecord> {
  private static final long serialVersionUID = 1L;

  private final Function carried;

  /**
   * @param carried what Flink finds when it looks for the hooks of a job
   */
  public StatementOperatorFactory(StatementOperator operator, Function carried) {
    super(operator);
    this.carried = carried;
  }

  @Override
  public Function getUserFunction() {
    return carried;
  }

  @Override
  public String getUserFunctionClassName() {
    return carried.getClass().getName();
  }
}
