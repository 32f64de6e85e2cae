import { compareCompanies } from './companies/compare-companies.ts';
import { comparePeople } from './people/compare-people.ts';
import type { PreparedRecord } from './record.ts';
import { nobodyShares, type Sharing } from './sharing.ts';
import type { Verdict } from './verdict.ts';

/** What is compared. */
export type Kind = 'people' | 'companies';

/** How likely two records are one: the one comparison for a pair, a record and a list. */
export function compare(
  a: PreparedRecord,
  b: PreparedRecord,
  kind: Kind,
  sharing: Sharing = nobodyShares,
): Verdict {
  return kind === 'companies' ? compareCompanies(a, b) : comparePeople(a, b, sharing);
}
