package dev.recency.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.transformations.SinkTransformation;

/** An environment whose sources and sinks can fail at any {@link FaultPoint}. */
final class FaultyEnvironment extends StreamExecutionEnvironment {
  private FaultyEnvironment(Configuration configuration) {
    super(configuration);
  }

  /** With the settings of another environment. */
  static StreamExecutionEnvironment of(StreamExecutionEnvironment environment) {
    return new FaultyEnvironment(new Configuration((Configuration) environment.getConfiguration()));
  }

  @Override
  public <T> DataStreamSource<T> fromSource(
      Source<T, ?, ?> source, WatermarkStrategy<T> strategy, String name, TypeInformation<T> type) {
    return super.fromSource(new FaultySource<>(source), strategy, name, type);
  }

  @Override
  public StreamGraph getStreamGraph() {
    List<Transformation<?>> faulty = new ArrayList<>();
    for (Transformation<?> each : transformations) {
      faulty.add(each instanceof SinkTransformation<?, ?> sink ? faulty(sink) : each);
    }
    transformations.clear();
    transformations.addAll(faulty);
    return super.getStreamGraph();
  }

  private static <I, O> Transformation<O> faulty(SinkTransformation<I, O> sink) {
    SinkTransformation<I, O> faulty =
        new SinkTransformation<>(
            sink.getInputStream(),
            FaultySink.of(sink.getSink()),
            sink.getOutputType(),
            sink.getName(),
            sink.getParallelism(),
            sink.isParallelismConfigured(),
            sink.getSinkOperatorsUidHashes());
    faulty.setUid(sink.getUid());
    return faulty;
  }
}
