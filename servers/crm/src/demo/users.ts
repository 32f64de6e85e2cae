import { dayMs, instant } from './calendar.ts';
import { cultures } from './cultures.ts';
import { diceFor } from './dice.ts';
import { person } from './people.ts';
import type { UserRow } from './rows.ts';
import { managersOf, type Scope, streams } from './scope.ts';

const teams = ['emea', 'americas', 'apac'] as const;

/** The whole row of a user: first an administrator, then managers and reps, and at the end support and a viewer. */
export function userRow(scope: Scope, index: number): UserRow {
  const dice = diceFor(scope.seed, streams.users, index);
  const workplace = { domain: 'patchbay-demo.example', mailStyle: 0, index };
  const { first_name, last_name, phone_e164, email } = person(dice.pick(cultures), workplace, index, dice);
  const role = roleOf(scope, index);
  const created = scope.now - (200 + dice.below(1200)) * dayMs;
  return {
    user_id: `user-${index + 1}`,
    name: `${first_name} ${last_name}`,
    // colleagues may share a name, never a mailbox
    email: email.replace('@', `${index + 1}@`),
    phone_e164,
    role,
    team: role === 'manager' || role === 'rep' ? (teams[index % teams.length] ?? null) : null,
    last_seen_at: instant(scope.now - dice.unit() * 6 * dayMs),
    created_at: instant(created),
    updated_at: instant(created + dice.unit() * (scope.now - created)),
  };
}

function roleOf(scope: Scope, index: number): UserRow['role'] {
  const { users } = scope.size;
  if (index === 0) return 'admin';
  if (users >= 6 && index === users - 1) return 'support';
  if (users >= 6 && index === users - 2) return 'viewer';
  return index <= managersOf(scope) ? 'manager' : 'rep';
}
