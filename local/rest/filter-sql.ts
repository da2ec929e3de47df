import { quoteIdentifier } from '../db/identifier.ts';
import { COMPARISONS, type Condition, type Field, TEXT_SEARCHES, type Test } from './ast.ts';
import type { Table } from './schema.ts';
import { arrayLiteral, type SqlText } from './sql-text.ts';

/** Rows that conditions speak of: their quoted alias, and their table when it is known. */
export interface Scope {
  readonly alias: string;
  readonly table: Table | undefined;
  /** SQL that is null where the embed of that name found nothing. */
  readonly embeds?: ReadonlyMap<string, string>;
}

/** A boolean expression. */
export function conditionSql(sql: SqlText, scope: Scope, condition: Condition): string {
  const negation = condition.negated ? 'not ' : '';
  if (condition.kind !== 'filter') {
    const terms = condition.terms.map((term) => conditionSql(sql, scope, term));
    return `${negation}(${terms.join(` ${condition.kind} `)})`;
  }
  const { field, test } = condition;
  const embed = field.path.length === 0 ? scope.embeds?.get(field.name) : undefined;
  if (embed !== undefined && test.kind === 'is' && (test.value === 'null' || test.value === 'not null')) {
    // `is null` of a row is true when all its fields are null, which is not what is asked.
    return `${negation}(${embed} is ${test.value === 'null' ? 'not ' : ''}distinct from null)`;
  }
  return `${negation}(${testSql(sql, scope, field, test)})`;
}

/** A column, or the JSON value that its path leads to. */
export function fieldSql(sql: SqlText, scope: Scope, { name, path }: Field): string {
  const column = `${scope.alias}.${quoteIdentifier(name)}`;
  if (path.length === 0) return column;
  const type = scope.table?.columns.get(name)?.type;
  // Composite values and arrays are entered as JSON; json columns stay as they are so that their indices serve.
  const base = type === 'json' || type === 'jsonb' ? column : `to_jsonb(${column})`;
  const steps = path.map(
    ({ arrow, key }) => `${arrow}${sql.value(String(key))}::${typeof key === 'number' ? 'int' : 'text'}`,
  );
  return `(${base}${steps.join('')})`;
}

function testSql(sql: SqlText, scope: Scope, field: Field, test: Test): string {
  const subject = fieldSql(sql, scope, field);
  switch (test.kind) {
    case 'compare': {
      const value = sql.value(test.value);
      const operand = test.quantifier ? `${test.quantifier} (${value})` : value;
      return `${subject} ${COMPARISONS[test.operator]} ${operand}`;
    }
    case 'distinct':
      return `${subject} is distinct from ${sql.value(test.value)}`;
    case 'in':
      return `${subject} = any (${sql.value(arrayLiteral(test.values))})`;
    case 'is':
      return `${subject} is ${test.value}`;
    case 'search': {
      const language = test.language === undefined ? '' : `${sql.value(test.language)}::regconfig, `;
      const type = scope.table?.columns.get(field.name)?.type;
      const isVector = field.path.length === 0 && (type === 'tsvector' || type === undefined);
      const document = isVector ? subject : `to_tsvector(${language}${subject})`;
      return `${document} @@ ${TEXT_SEARCHES[test.operator]}(${language}${sql.value(test.value)})`;
    }
  }
}
