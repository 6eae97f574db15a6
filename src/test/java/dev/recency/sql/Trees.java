package dev.recency.sql;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares trees without their locations. */
public final class Trees {

  /** The location of every node that {@link #withoutLocations} and generators make. */
  public static final Location NOWHERE = new Location("", 1, 1);

  private Trees() {}

  /** The same tree with every location replaced, whatever records it is made of. */
  @SuppressWarnings("unchecked")
  public static <T> T withoutLocations(T node) {
    return (T) strip(node);
  }

  private static Object strip(Object value) {
    if (value instanceof Location) {
      return NOWHERE;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Trees::strip).toList();
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(Trees::strip);
    }
    return value instanceof Record record ? stripRecord(record) : value;
  }

  private static Object stripRecord(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = strip(components[i].getAccessor().invoke(record));
      }
      Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot copy [" + record.getClass() + "]", e);
    }
  }
}
