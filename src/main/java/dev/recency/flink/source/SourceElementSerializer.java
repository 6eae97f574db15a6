package dev.recency.flink.source;

import dev.recency.flink.serializer.ElementType;
import dev.recency.flink.serializer.ImmutableSerializer;
import dev.recency.flink.serializer.LayoutSnapshot;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Elements between operators that are chained to the source: handed on as they are. They never
 * cross a network edge, so there is nothing to write; {@code JobBuilder} refuses an environment
 * without chaining.
 */
public final class SourceElementSerializer extends ImmutableSerializer<SourceElement> {
  private static final long serialVersionUID = 1L;
  private static final String CHAINED =
      "source elements are never serialized: their operators are chained to the source;"
          + " remove pipeline.operator-chaining.enabled";

  /** The only instance that is needed. */
  public static final SourceElementSerializer INSTANCE = new SourceElementSerializer();

  /** The type of the elements. */
  public static final ElementType<SourceElement> TYPE =
      ElementType.of(SourceElement.class, INSTANCE);

  @Override
  public SourceElement createInstance() {
    return new SourceElement.Assigned("", List.of());
  }

  @Override
  public void serialize(SourceElement element, DataOutputView out) {
    throw new UnsupportedOperationException(CHAINED);
  }

  @Override
  public SourceElement deserialize(DataInputView in) {
    throw new UnsupportedOperationException(CHAINED);
  }

  @Override
  public TypeSerializerSnapshot<SourceElement> snapshotConfiguration() {
    return new Snapshot();
  }

  /** No layout: in no state. */
  public static final class Snapshot extends LayoutSnapshot<SourceElement> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
