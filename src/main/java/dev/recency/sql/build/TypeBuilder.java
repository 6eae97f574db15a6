package dev.recency.sql.build;

import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.FeatureSqlParser.NamedTypeContext;
import dev.recency.sql.FeatureSqlParser.TypeContext;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.TypeNode;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds types. */
final class TypeBuilder {

  private static final Map<String, TypeNode.Name> BUILT_IN =
      Map.ofEntries(
          Map.entry("BOOLEAN", TypeNode.Name.BOOLEAN),
          Map.entry("INT", TypeNode.Name.INTEGER),
          Map.entry("INTEGER", TypeNode.Name.INTEGER),
          Map.entry("BIGINT", TypeNode.Name.BIGINT),
          Map.entry("DOUBLE", TypeNode.Name.DOUBLE),
          Map.entry("VARCHAR", TypeNode.Name.STRING),
          Map.entry("STRING", TypeNode.Name.STRING),
          Map.entry("BYTES", TypeNode.Name.BYTES),
          Map.entry("TIMESTAMP", TypeNode.Name.TIMESTAMP),
          Map.entry("DATE", TypeNode.Name.DATE),
          Map.entry("TIME", TypeNode.Name.TIME));

  private final Terminals terminals;

  TypeBuilder(Terminals terminals) {
    this.terminals = terminals;
  }

  TypeNode build(TypeContext context) {
    Location location = terminals.location(context);
    if (context instanceof FeatureSqlParser.ArrayTypeContext array) {
      return new TypeNode.Array(build(array.type()), location);
    }
    if (context instanceof FeatureSqlParser.MapTypeContext map) {
      return new TypeNode.Map(build(map.type(0)), build(map.type(1)), location);
    }
    if (context instanceof FeatureSqlParser.StructTypeContext struct) {
      List<TypeNode.Field> fields =
          struct.structField().stream()
              .map(f -> new TypeNode.Field(terminals.identifier(f.name()), build(f.type())))
              .toList();
      return new TypeNode.Struct(fields, location);
    }
    if (context instanceof FeatureSqlParser.DecimalTypeContext decimal) {
      return new TypeNode.Decimal(digits(decimal.precision), digits(decimal.scale), location);
    }
    return named((NamedTypeContext) context, location);
  }

  private int digits(Token integer) {
    return (int) Math.min(Integer.MAX_VALUE, terminals.positive(integer));
  }

  private TypeNode named(NamedTypeContext context, Location location) {
    Identifier name = terminals.identifier(context.name(0));
    TypeNode.Name builtIn = name.quoted() ? null : BUILT_IN.get(name.text());
    boolean parameter = context.INTEGER_NUMBER() != null || context.parameter != null;
    if (parameter && !allowsParameter(builtIn, context)) {
      throw terminals.error(
          context,
          name
              + " takes nothing in parentheses. Only DECIMAL(precision, scale) does; KEY and"
              + " PRIMARY KEY stand behind the type without parentheses.");
    }
    return builtIn == null
        ? new TypeNode.Named(name, location)
        : new TypeNode.Simple(builtIn, location);
  }

  /** {@code VARCHAR(20)} and {@code VARCHAR(STRING)} are legal in the dialect and mean nothing. */
  private boolean allowsParameter(TypeNode.@Nullable Name builtIn, NamedTypeContext context) {
    return builtIn == TypeNode.Name.STRING
        && (context.parameter == null
            || terminals.identifier(context.parameter).text().equals("STRING"));
  }
}
