// Packs as one table by columns, which is how they ship: like things stand together, so they compress a tenth better.
import type { Policy } from '../retry/policy.ts';
import type { Pack, PackStatus } from './pack.ts';

/** Packs without their rows, and the rows of all in columns. */
export interface PackTable {
  readonly heads: readonly (Omit<Pack, 'statuses'> & { readonly rows: number })[];
  /** Each policy once; rows name it by its index. */
  readonly policies: readonly Policy[];
  /** One text for each of `fields`, a line for each row; codes as the step from the row before. */
  readonly columns: readonly string[];
}

const fields = ['meaning', 'name', 'code', 'retry', 'row', 'condition', 'document'] as const;

/** Makes a table; texts must have no line ends. */
export function tableOf(packs: readonly Pack[]): PackTable {
  const policies = new Map<string, number>();
  const numberOf = (policy: Policy): number => {
    const text = JSON.stringify(policy);
    const number = policies.get(text) ?? policies.size;
    policies.set(text, number);
    return number;
  };
  const rows = packs.flatMap(({ statuses }) => statuses);
  const columns = fields.map((field) =>
    rows
      .map((row, index) => {
        if (field === 'code') return row.code - (rows[index - 1]?.code ?? 0);
        return field === 'retry' ? numberOf(row.retry) : (row[field] ?? '');
      })
      .join('\n'),
  );
  return {
    columns,
    heads: packs.map(({ statuses, ...head }) => ({ ...head, rows: statuses.length })),
    policies: [...policies.keys()].map((text) => JSON.parse(text)),
  };
}

/** The packs of a table. */
export function packsOf({ heads, policies, columns }: PackTable): Pack[] {
  const cells = columns.map((column) => column.split('\n'));
  let row = 0;
  let code = 0;
  const next = (): PackStatus => {
    const [meaning = '', name = '', step, retry, place, condition, document] = cells.map((cell) => cell[row]);
    row += 1;
    code += Number(step);
    return {
      code,
      name,
      meaning,
      ...(condition && { condition }),
      ...(place && { row: place }),
      ...(document && { document: Number(document) }),
      retry: policies[Number(retry)] as Policy,
    };
  };
  return heads.map(({ rows, ...head }) => ({ ...head, statuses: Array.from({ length: rows }, next) }));
}
