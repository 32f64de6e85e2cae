import type { BatchRow } from '../../../deps.ts';
import { amountWords } from '../../../records/amounts.ts';
import { isFieldOf } from '../../../records/objects.ts';
import { valueText } from '../../../records/text.ts';
import { see } from '../../gate.ts';
import type { StoredRow } from '../records/table.ts';
import type { Writing } from './writing.ts';

const longest = 200;

/** What a rehearsal changes in a record, field by field, as the caller's role sees it; nothing when it is no rehearsal. */
export function cellChanges(
  { scope, object }: Writing,
  {
    before,
    after,
    changed,
  }: Readonly<Record<'before' | 'after', StoredRow>> & { readonly changed: readonly string[] },
): Pick<BatchRow, 'changes'> {
  if (scope.dryRun !== true) return {};
  const fields = changed.filter((field) => isFieldOf(object, field));
  const [old, now] = [see(scope, object, before, fields), see(scope, object, after, fields)];
  const changes = fields.flatMap((field) =>
    field in now
      ? [{ field, before: shown(field, old[field], before), after: shown(field, now[field], after) }]
      : [],
  );
  return { changes };
}

function shown(field: string, value: unknown, row: StoredRow): string | null {
  if (value === null || value === undefined) return null;
  return amountWords(field, value, row) ?? valueText(value).slice(0, longest);
}
