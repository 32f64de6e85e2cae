import { compare } from '../../src/duplicates/compare.ts';
import { keysOf } from '../../src/duplicates/keys.ts';
import { type PreparedRecord, prepare } from '../../src/duplicates/record.ts';
import { SharingCounts } from '../../src/duplicates/sharing.ts';
import { inWords, isSure } from '../../src/duplicates/verdict.ts';
import type { PersonRow } from './person.ts';

/** What happened to newcomers. */
interface Outcome {
  readonly row: PersonRow;
  /** The row that is given back instead of a new one, and why. */
  readonly given?: PersonRow | undefined;
  readonly why?: string | undefined;
  readonly hinted: boolean;
}

/** What `create_lead` does to people who come into a workspace: new ones, and those who are there already. */
export function arrivals(rows: readonly PersonRow[], known: number): string {
  const desk = new Desk();
  for (const row of rows.slice(0, known)) desk.add(row);
  const started = performance.now();
  const outcomes = rows.slice(known).map((row) => desk.meet(row));
  const each = (performance.now() - started) / Math.max(1, outcomes.length);
  const byTruth = Map.groupBy(rows.slice(0, known), ({ truth }) => truth);
  const isThere = ({ row }: Outcome) => byTruth.has(row.truth);
  const [news, seconds] = [outcomes.filter((one) => !isThere(one)), outcomes.filter(isThere)];
  const swallowed = news.filter(({ given }) => given !== undefined);
  const returned = seconds.filter(({ row, given }) => given?.truth === row.truth);
  const others = seconds.filter(({ row, given }) => given !== undefined && given.truth !== row.truth);
  const sure = seconds.filter(({ row }) => byTruth.get(row.truth)?.some((first) => isPlainlyOne(first, row)));
  const missed = sure.filter(({ row, given }) => given?.truth !== row.truth);
  const hinted = seconds.filter(({ given, hinted: told }) => given === undefined && told);
  return [
    `${known} leads: ${news.length} new people, ${swallowed.length} swallowed (${((100 * swallowed.length) / Math.max(1, news.length)).toFixed(3)} %) | ${seconds.length} second entries: ${returned.length} returned, ${hinted.length} named as possible, ${others.length} answered with somebody else | ${sure.length} of the same name and own mailbox, ${missed.length} missed | ${each.toFixed(2)} ms each`,
    ...[...swallowed, ...others, ...missed].map(
      ({ row, given, why }) => `  ${shown(row)} || ${given ? shown(given) : '-'} :: ${why ?? ''}`,
    ),
  ].join('\n');
}

function shown(row: PersonRow): string {
  const { first_name, last_name, email, phone_e164, company_name, city } = row;
  return [first_name, last_name, email, phone_e164, company_name, city]
    .filter((value) => value !== null)
    .join(', ');
}

/** A second entry that nobody may miss: the very name and mailbox, and that no function's. */
function isPlainlyOne(a: PersonRow, b: PersonRow): boolean {
  const [left, right] = [prepare(a), prepare(b)];
  if (left.mailbox === undefined || left.mailbox.kind === 'role') return false;
  const isOneName = a.first_name === b.first_name && a.last_name === b.last_name;
  return isOneName && left.mailbox.whole === right.mailbox?.whole;
}

const mostPerKey = 200;

/** A workspace in memory that answers as `create_lead` does. */
class Desk {
  readonly #rows: (readonly [PersonRow, PreparedRecord])[] = [];
  readonly #index = new Map<string, number[]>();
  readonly #sharing = new SharingCounts();

  add(row: PersonRow): void {
    const record = prepare(row);
    const at = this.#rows.push([row, record]) - 1;
    this.#sharing.add(record);
    for (const key of keysOf(record, 'people')) {
      const block = this.#index.get(key);
      if (block === undefined) this.#index.set(key, [at]);
      else block.push(at);
    }
  }

  meet(row: PersonRow): Outcome {
    const record = prepare(row);
    this.#sharing.add(record);
    const blocks = keysOf(record, 'people').map((key) => this.#index.get(key) ?? []);
    const candidates = new Set(blocks.filter(({ length }) => length <= mostPerKey).flat());
    let best: { readonly score: number; readonly given: PersonRow; readonly why: string } | undefined;
    let hinted = false;
    for (const at of candidates) {
      const [other, prepared] = this.#rows[at] ?? [];
      if (other === undefined || prepared === undefined) continue;
      const verdict = compare(record, prepared, 'people', this.#sharing);
      if (verdict.score >= 0.7) hinted = true;
      if (isSure(verdict) && verdict.score > (best?.score ?? 0))
        best = { score: verdict.score, given: other, why: inWords(verdict, 6).join('; ') };
    }
    return { row, hinted, given: best?.given, why: best?.why };
  }
}
