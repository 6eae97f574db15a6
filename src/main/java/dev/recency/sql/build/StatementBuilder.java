package dev.recency.sql.build;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.FeatureSqlBaseVisitor;
import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.FeatureSqlParser;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.token.SourceText;
import dev.recency.sql.tree.ColumnDefinition;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Property;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.Statement;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Builds statements. */
public final class StatementBuilder extends FeatureSqlBaseVisitor<Statement> {

  private final Terminals terminals;
  private final TypeBuilder types;
  private final ExpressionBuilder expressions;
  private final QueryBuilder queries;

  public StatementBuilder(SourceText source) {
    this.terminals = new Terminals(source);
    this.types = new TypeBuilder(terminals);
    this.expressions = new ExpressionBuilder(source);
    this.queries = new QueryBuilder(source);
  }

  public Statement build(ParserRuleContext statement) {
    return statement.accept(this);
  }

  @Override
  public Statement visitCreateSource(FeatureSqlParser.CreateSourceContext context) {
    Identifier name = terminals.identifier(context.name());
    SourceKind kind = kind(context.sourceKind());
    boolean orReplace = context.REPLACE() != null;
    boolean ifNotExists = context.ifNotExists() != null;
    List<Property> properties = properties(context.withProperties());
    Location location = terminals.location(context);
    if (context.query() == null) {
      return new Statement.CreateSource(
          name,
          kind,
          orReplace,
          ifNotExists,
          context.SOURCE() != null,
          columns(context.columns()),
          properties,
          location);
    }
    if (context.columns() != null) {
      throw terminals.error(
          context.columns(),
          "CREATE … AS takes its columns from the query. Remove the column list, and name columns"
              + " in SELECT by AS.");
    }
    if (context.SOURCE() != null) {
      throw new SqlException(
          ErrorCode.SYNTAX,
          terminals.location(context.SOURCE().getSymbol()),
          "A SOURCE is only read and has no query. Remove SOURCE.");
    }
    return new Statement.CreateAsSelect(
        name, kind, orReplace, ifNotExists, properties, queries.build(context.query()), location);
  }

  @Override
  public Statement visitCreateType(FeatureSqlParser.CreateTypeContext context) {
    return new Statement.CreateType(
        terminals.identifier(context.name()),
        context.ifNotExists() != null,
        types.build(context.type()),
        terminals.location(context));
  }

  @Override
  public Statement visitInsertValues(FeatureSqlParser.InsertValuesContext context) {
    return new Statement.InsertValues(
        terminals.identifier(context.name()),
        context.columnNames() == null
            ? List.of()
            : terminals.identifiers(context.columnNames().name()),
        expressions.buildAll(context.expression()),
        terminals.location(context));
  }

  @Override
  public Statement visitInsertSelect(FeatureSqlParser.InsertSelectContext context) {
    return new Statement.InsertIntoSelect(
        terminals.identifier(context.name()),
        properties(context.withProperties()),
        queries.build(context.query()),
        terminals.location(context));
  }

  @Override
  public Statement visitDropSource(FeatureSqlParser.DropSourceContext context) {
    return new Statement.DropSource(
        kind(context.sourceKind()),
        terminals.identifier(context.name()),
        context.ifExists() != null,
        context.TOPIC() != null,
        terminals.location(context));
  }

  @Override
  public Statement visitDropType(FeatureSqlParser.DropTypeContext context) {
    return new Statement.DropType(
        terminals.identifier(context.name()),
        context.ifExists() != null,
        terminals.location(context));
  }

  @Override
  public Statement visitSetProperty(FeatureSqlParser.SetPropertyContext context) {
    return new Statement.SetProperty(
        terminals.text(context.key), terminals.text(context.setting), terminals.location(context));
  }

  @Override
  public Statement visitUnsetProperty(FeatureSqlParser.UnsetPropertyContext context) {
    return new Statement.UnsetProperty(terminals.text(context.key), terminals.location(context));
  }

  @Override
  public Statement visitDefine(FeatureSqlParser.DefineContext context) {
    return new Statement.Define(
        terminals.identifier(context.name()),
        terminals.text(context.STRING()),
        terminals.location(context));
  }

  @Override
  public Statement visitUndefine(FeatureSqlParser.UndefineContext context) {
    return new Statement.Undefine(
        terminals.identifier(context.name()), terminals.location(context));
  }

  static SourceKind kind(FeatureSqlParser.SourceKindContext context) {
    return context.TABLE() == null ? SourceKind.STREAM : SourceKind.TABLE;
  }

  List<ColumnDefinition> columns(FeatureSqlParser.@Nullable ColumnsContext context) {
    return context == null ? List.of() : context.column().stream().map(this::column).toList();
  }

  private ColumnDefinition column(FeatureSqlParser.ColumnContext context) {
    ColumnDefinition.Role role = ColumnDefinition.Role.VALUE;
    Optional<String> headerKey = Optional.empty();
    if (context.PRIMARY() != null) {
      role = ColumnDefinition.Role.PRIMARY_KEY;
    } else if (context.KEY() != null) {
      role = ColumnDefinition.Role.KEY;
    } else if (context.HEADERS() != null) {
      role = ColumnDefinition.Role.HEADERS;
    } else if (context.HEADER() != null) {
      role = ColumnDefinition.Role.HEADER;
      headerKey = Optional.of(terminals.text(context.STRING()));
    }
    return new ColumnDefinition(
        terminals.identifier(context.name()), types.build(context.type()), role, headerKey);
  }

  List<Property> properties(FeatureSqlParser.@Nullable WithPropertiesContext context) {
    return context == null ? List.of() : context.property().stream().map(this::property).toList();
  }

  private Property property(FeatureSqlParser.PropertyContext context) {
    Identifier name =
        context.name() == null ? quotedName(context) : terminals.identifier(context.name());
    return new Property(name, literal(context.literal()));
  }

  private Identifier quotedName(FeatureSqlParser.PropertyContext context) {
    String text = terminals.text(context.STRING());
    if (text.isEmpty()) {
      throw terminals.error(context, "A property needs a name. Write 'NAME' = value.");
    }
    return new Identifier(text, true, terminals.location(context));
  }

  private Literal literal(FeatureSqlParser.LiteralContext context) {
    Location location = terminals.location(context);
    if (context.number() != null) {
      boolean negative = context.sign != null && context.sign.getType() == FeatureSqlLexer.MINUS;
      return terminals.number(context.number(), negative, location);
    }
    if (context.STRING() != null) {
      return new Literal.StringLiteral(terminals.text(context.STRING()), location);
    }
    return context.NULL() != null
        ? new Literal.NullLiteral(location)
        : new Literal.BooleanLiteral(context.TRUE() != null, location);
  }
}
