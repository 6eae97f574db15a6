/*
 * The dialect of feature definitions.
 *
 * Written so that almost every decision needs one token and none needs more than a short list of
 * names: parentheses never ask for lookahead, and one level of parentheses costs two frames of
 * recursion (expression, value). Keep it so; the nesting limit and the check command's time
 * depend on it.
 *
 * Clauses that only make sense together are often accepted here and refused by the builder, which
 * can say why.
 */
grammar FeatureSql;

options { caseInsensitive = true; }

// Given by the tokenizer to ARRAY before '[' and to MAP and STRUCT before '('.
tokens { ARRAY_LITERAL, MAP_LITERAL, STRUCT_LITERAL }

singleStatement : statement EOF ;

singleExpression : expression EOF ;

singleTestStatement : testStatement EOF ;

statement
    : CREATE (OR REPLACE)? SOURCE? sourceKind ifNotExists? name columns? withProperties?
        (AS query)?                                                           # createSource
    | CREATE TYPE ifNotExists? name AS type                                   # createType
    | INSERT INTO name columnNames? VALUES
        '(' expression (',' expression)* ')'                                  # insertValues
    | INSERT INTO name withProperties? query                                  # insertSelect
    | DROP sourceKind ifExists? name (DELETE TOPIC)?                          # dropSource
    | DROP TYPE ifExists? name                                                # dropType
    | SET key=STRING '=' setting=STRING                                       # setProperty
    | UNSET key=STRING                                                        # unsetProperty
    | DEFINE name '=' STRING                                                  # define
    | UNDEFINE name                                                           # undefine
    ;

// What only a test file holds, beside all statements.
testStatement
    : ASSERT VALUES name columnNames? VALUES
        '(' expression (',' expression)* ')'                                  # assertValues
    | ASSERT NULL VALUES name columnNames? KEY
        '(' expression (',' expression)* ')'                                  # assertNullValues
    | ASSERT NO MORE_WORD VALUES name                                         # assertNoMoreValues
    | ASSERT sourceKind name columns? withProperties?                         # assertSource
    | RUN SCRIPT STRING                                                       # runScript
    | statement                                                               # ordinary
    ;

sourceKind : STREAM | TABLE ;

ifNotExists : IF NOT EXISTS ;

ifExists : IF EXISTS ;

columnNames : '(' name (',' name)* ')' ;

columns : '(' column (',' column)* ')' ;

column : name type (PRIMARY? KEY | HEADERS | HEADER '(' STRING ')')? ;

withProperties : WITH '(' property (',' property)* ')' ;

property : (name | STRING) '=' literal ;

literal
    : sign=('+' | '-')? number
    | STRING
    | TRUE
    | FALSE
    | NULL
    ;

number : INTEGER_NUMBER | DECIMAL_NUMBER | DOUBLE_NUMBER ;

type
    : ARRAY '<' type '>'                                                      # arrayType
    | MAP '<' type ',' type '>'                                               # mapType
    | STRUCT '<' (structField (',' structField)*)? '>'                        # structType
    | DECIMAL '(' precision=INTEGER_NUMBER ',' scale=INTEGER_NUMBER ')'       # decimalType
    | name ('(' (INTEGER_NUMBER | parameter=name) ')')?                       # namedType
    ;

structField : name type ;

query
    : SELECT selectItem (',' selectItem)*
        FROM relation
        (WINDOW window)?
        (WHERE where=expression)?
        (GROUP BY groupBy=valueList)?
        (PARTITION BY partitionBy=valueList)?
        (HAVING having=expression)?
        (EMIT emitMode=(CHANGES | FINAL))?
        (LIMIT rows=INTEGER_NUMBER)?
    ;

selectItem
    : '*'                                                                     # allColumns
    | columnName '.' '*'                                                      # allColumnsOf
    | expression ('->' '*' | AS? name)?                                       # single
    ;

valueList : value (',' value)* ;

relation : source join* ;

source : name (AS? alias=name)? ;

join
    : (INNER | (LEFT | RIGHT | FULL) OUTER?)? JOIN source within? ON expression
    ;

within
    : WITHIN (duration | '(' before=duration ',' after=duration ')')
        (GRACE PERIOD grace=duration)?
    ;

window
    : name? kind=(TUMBLING | HOPPING | SESSION | SLIDING)
        '(' windowPart (',' windowPart)* ')'
    ;

windowPart
    : (part=SIZE | part=ADVANCE BY | part=RETENTION | part=GRACE PERIOD)? duration
    ;

duration : sign=('+' | '-')? number timeUnit ;

timeUnit
    : DAY | DAYS | HOUR | HOURS | MINUTE | MINUTES | SECOND | SECONDS
    | MILLISECOND | MILLISECONDS
    ;

expression
    : value test?                                                             # tested
    | NOT expression                                                          # not
    | expression AND expression                                               # and
    | expression OR expression                                                # or
    ;

test
    : operator=('=' | '<>' | '!=' | '<' | '<=' | '>' | '>=') value            # comparison
    | NOT? BETWEEN low=value AND high=value                                   # between
    | NOT? IN '(' expression (',' expression)* ')'                            # inList
    | NOT? LIKE value (ESCAPE STRING)?                                        # like
    | IS NOT? NULL                                                            # isNull
    | IS NOT? DISTINCT FROM value                                             # isDistinctFrom
    ;

value
    : number                                                                  # numberValue
    | STRING                                                                  # stringValue
    | (TRUE | FALSE)                                                          # booleanValue
    | NULL                                                                    # nullValue
    | CASE operand=expression? caseBranch+ (ELSE otherwise=expression)? END   # case
    | CAST '(' expression AS type ')'                                         # cast
    | ARRAY_LITERAL '[' (expression (',' expression)*)? ']'                   # array
    | MAP_LITERAL '(' (mapEntry (',' mapEntry)*)? ')'                         # map
    | STRUCT_LITERAL '(' (structEntry (',' structEntry)*)? ')'                # struct
    | columnName '(' (star='*' | argument (',' argument)*)? ')'               # functionCall
    | columnName ('.' name)?                                                  # columnReference
    | '(' expression (',' expression)* ')'                                    # parenthesized
    | value '[' expression ']'                                                # subscript
    | value '->' name                                                         # dereference
    | sign=('+' | '-') value                                                  # signed
    | value operator=('*' | '/' | '%') value                                  # arithmetic
    | value operator=('+' | '-') value                                        # arithmetic
    | value '||' value                                                        # concatenation
    ;

caseBranch : WHEN condition=expression THEN result=expression ;

mapEntry : key=expression ':=' content=expression ;

structEntry : name ':=' expression ;

argument
    : columnName '=>' expression                                              # lambda
    | '(' columnName (',' columnName)* ')' '=>' expression                    # lambda
    | (DAYS | HOURS | MINUTES | SECONDS | MILLISECOND | MILLISECONDS)         # unitArgument
    | expression                                                              # plainArgument
    ;

// Where ARRAY[, MAP( and STRUCT( can only be names.
name : columnName | ARRAY_LITERAL | MAP_LITERAL | STRUCT_LITERAL ;

columnName
    : IDENTIFIER | DIGIT_IDENTIFIER | BACK_QUOTED | DOUBLE_QUOTED
    | ARRAY | ASSERT | CHANGES | DAY | DEFINE | EMIT | ESCAPE | FINAL | GRACE | HEADER | HEADERS
    | HOUR | IF | KEY | MAP | MINUTE | MORE_WORD | NO | PARTITION | PERIOD | PRIMARY | REPLACE
    | SECOND | SESSION | SET | SLIDING | SOURCE | STRUCT | TYPE | UNDEFINE
    ;

// Words that cannot be names.
ADVANCE : 'ADVANCE' ;
AND : 'AND' ;
AS : 'AS' ;
BETWEEN : 'BETWEEN' ;
BY : 'BY' ;
CASE : 'CASE' ;
CAST : 'CAST' ;
CREATE : 'CREATE' ;
DAYS : 'DAYS' ;
DECIMAL : 'DECIMAL' ;
DELETE : 'DELETE' ;
DISTINCT : 'DISTINCT' ;
DROP : 'DROP' ;
ELSE : 'ELSE' ;
END : 'END' ;
EXISTS : 'EXISTS' ;
FALSE : 'FALSE' ;
FROM : 'FROM' ;
FULL : 'FULL' ;
GROUP : 'GROUP' ;
HAVING : 'HAVING' ;
HOPPING : 'HOPPING' ;
HOURS : 'HOURS' ;
IN : 'IN' ;
INNER : 'INNER' ;
INSERT : 'INSERT' ;
INTO : 'INTO' ;
IS : 'IS' ;
JOIN : 'JOIN' ;
LEFT : 'LEFT' ;
LIKE : 'LIKE' ;
LIMIT : 'LIMIT' ;
MILLISECOND : 'MILLISECOND' ;
MILLISECONDS : 'MILLISECONDS' ;
MINUTES : 'MINUTES' ;
NOT : 'NOT' ;
NULL : 'NULL' ;
ON : 'ON' ;
OR : 'OR' ;
OUTER : 'OUTER' ;
RETENTION : 'RETENTION' ;
RIGHT : 'RIGHT' ;
RUN : 'RUN' ;
SCRIPT : 'SCRIPT' ;
SECONDS : 'SECONDS' ;
SELECT : 'SELECT' ;
SIZE : 'SIZE' ;
STREAM : 'STREAM' ;
TABLE : 'TABLE' ;
THEN : 'THEN' ;
TOPIC : 'TOPIC' ;
TRUE : 'TRUE' ;
TUMBLING : 'TUMBLING' ;
UNSET : 'UNSET' ;
VALUES : 'VALUES' ;
WHEN : 'WHEN' ;
WHERE : 'WHERE' ;
WINDOW : 'WINDOW' ;
WITH : 'WITH' ;
WITHIN : 'WITHIN' ;

// Reserved by the dialect for statements that are not part of feature definitions.
RESERVED
    : 'ALL' | 'AT' | 'BEGINNING' | 'CATALOG' | 'CONNECTOR' | 'CONNECTORS' | 'DESCRIBE' | 'EXPORT'
    | 'EXTENDED' | 'LIST' | 'LOAD' | 'MATERIALIZED' | 'MONTHS' | 'NAMESPACE' | 'PAUSE' | 'PRINT'
    | 'PROPERTIES' | 'QUERIES' | 'QUERY' | 'RENAME' | 'RESUME' | 'SAMPLE' | 'STREAMS'
    | 'TERMINATE' | 'TO' | 'TOPICS' | 'VIEW' | 'YEARS'
    ;

// Words that are names wherever a name can stand.
ARRAY : 'ARRAY' ;
ASSERT : 'ASSERT' ;
CHANGES : 'CHANGES' ;
DAY : 'DAY' ;
DEFINE : 'DEFINE' ;
EMIT : 'EMIT' ;
ESCAPE : 'ESCAPE' ;
FINAL : 'FINAL' ;
GRACE : 'GRACE' ;
HEADER : 'HEADER' ;
HEADERS : 'HEADERS' ;
HOUR : 'HOUR' ;
IF : 'IF' ;
KEY : 'KEY' ;
MAP : 'MAP' ;
MINUTE : 'MINUTE' ;
MORE_WORD : 'MORE' ; // MORE alone is a command of lexers
NO : 'NO' ;
PARTITION : 'PARTITION' ;
PERIOD : 'PERIOD' ;
PRIMARY : 'PRIMARY' ;
REPLACE : 'REPLACE' ;
SECOND : 'SECOND' ;
SESSION : 'SESSION' ;
SET : 'SET' ;
SLIDING : 'SLIDING' ;
SOURCE : 'SOURCE' ;
STRUCT : 'STRUCT' ;
TYPE : 'TYPE' ;
UNDEFINE : 'UNDEFINE' ;

SEMICOLON : ';' ;
COMMA : ',' ;
DOT : '.' ;
LEFT_PARENTHESIS : '(' ;
RIGHT_PARENTHESIS : ')' ;
LEFT_BRACKET : '[' ;
RIGHT_BRACKET : ']' ;
ASSIGN : ':=' ;
ARROW : '->' ;
LAMBDA : '=>' ;
CONCATENATE : '||' ;
EQUAL : '=' ;
NOT_EQUAL : '<>' ;
BANG_EQUAL : '!=' ;
LESS_OR_EQUAL : '<=' ;
GREATER_OR_EQUAL : '>=' ;
LESS : '<' ;
GREATER : '>' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;

STRING : '\'' (~'\'' | '\'\'')* '\'' ;

INTEGER_NUMBER : DIGIT+ ;
DECIMAL_NUMBER : DIGIT+ '.' DIGIT* | '.' DIGIT+ ;
DOUBLE_NUMBER : (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) 'E' [+-]? DIGIT+ ;

IDENTIFIER : [A-Z_] [A-Z0-9_@]* ;
DIGIT_IDENTIFIER : DIGIT [A-Z0-9_@]+ ;
BACK_QUOTED : '`' (~[`\r\n] | '``')+ '`' ;
DOUBLE_QUOTED : '"' (~["\r\n] | '""')+ '"' ;

// Replaced before parsing.
VARIABLE : '${' [A-Z0-9_]+ '}' ;

// A line that begins a test or says what it expects; a comment everywhere else.
DIRECTIVE : '--@' ~[\r\n]* -> channel(HIDDEN) ;

LINE_COMMENT : '--' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '/*' .*? '*/' -> skip ;
SPACE : [ \t\r\n]+ -> skip ;

// Only reached when the closing mark is missing: the complete token would be longer.
UNTERMINATED_STRING : '\'' ;
UNTERMINATED_NAME : [`"] ;
UNTERMINATED_COMMENT : '/*' ;

UNRECOGNIZED : . ;

fragment DIGIT : [0-9] ;
