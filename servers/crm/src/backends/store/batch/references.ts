import { inArray } from '@patchbay/storage';
import type { CallScope, RecordType } from '../../../deps.ts';
import type { ValueKind } from '../../../records/field.ts';
import { factsOf } from '../../../records/fields.ts';
import type { CellProblem } from '../../../records/read-values.ts';
import { sees } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { allStages, type StageFacts, stageNamed } from '../pipelines/stages.ts';
import { type StoredRow, visibleRows } from '../records/table.ts';

/** What the values of a batch may refer to. */
export interface References {
  /** Why a record's references do not hold; empty when they do. */
  problems(object: RecordType, values: StoredRow): readonly CellProblem[];
  /** The stage that a record names, if it names one. */
  stageOf(values: StoredRow): StageFacts | undefined;
  /** The stage of a new deal that names none. */
  readonly firstStage: StageFacts | undefined;
  isUser(id: string): boolean;
}

const referred = { company: 'companies', contact: 'contacts', lead: 'leads' } as const;

function isReferring(kind: ValueKind | undefined): kind is keyof typeof referred {
  return kind !== undefined && Object.hasOwn(referred, kind);
}

/** Looks up all that the records of a batch refer to, at once; what the caller does not see does not exist. */
export async function loadReferences(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  records: readonly StoredRow[],
): Promise<References> {
  const wanted = { company: new Set<string>(), contact: new Set<string>(), lead: new Set<string>() };
  const owners = new Set<string>([scope.caller.id]);
  for (const values of records) {
    for (const [field, value] of Object.entries(values)) {
      const kind = factsOf(object, field)?.write;
      if (kind === 'user' && typeof value === 'string') owners.add(value);
      if (isReferring(kind) && value !== null) wanted[kind].add(String(value));
    }
  }
  const [companies, contacts, leads] = [
    await idsSeen(db, scope, 'companies', wanted.company),
    await idsSeen(db, scope, 'contacts', wanted.contact),
    await idsSeen(db, scope, 'leads', wanted.lead),
  ];
  const known = { company: companies, contact: contacts, lead: leads };
  const users = await teamsOf(db, [...owners]);
  const stages = object === 'deals' ? await allStages(db) : [];
  return {
    problems: (of, values) => referenceProblems(scope, of, values, { known, users, stages }),
    stageOf(values) {
      const text = values['stage_id'] ?? values['stage'];
      const found = typeof text === 'string' ? stageNamed(stages, text) : undefined;
      return found === undefined || 'problem' in found ? undefined : found;
    },
    firstStage: stages.find(({ kind }) => kind === 'open'),
    isUser: (id) => users.has(id),
  };
}

async function idsSeen(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  return ids.size === 0 ? new Set() : new Set((await visibleRows(db, scope, object, [...ids])).keys());
}

async function teamsOf(db: CrmDb, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const { users } = db.tables;
  const rows = await db
    .select({ user_id: users.user_id, team: users.team })
    .from(users)
    .where(inArray(users.user_id, [...ids]));
  return new Map(rows.map(({ user_id, team }) => [user_id, team]));
}

interface Known {
  readonly known: Readonly<Record<keyof typeof referred, ReadonlySet<string>>>;
  readonly users: ReadonlyMap<string, string | null>;
  readonly stages: readonly StageFacts[];
}

function referenceProblems(
  scope: CallScope,
  object: RecordType,
  values: StoredRow,
  { known, users, stages }: Known,
): readonly CellProblem[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const kind = factsOf(object, field)?.write;
    if (value === null) return [];
    if (isReferring(kind) && !known[kind].has(String(value)))
      return [{ field, reason: `is no ${kind} that you see` }];
    if (kind === 'user') return ownerProblem(scope, object, field, String(value), users);
    if (kind !== 'stage') return [];
    const stage = stageNamed(stages, String(value));
    return 'problem' in stage ? [{ field, reason: stage.problem }] : [];
  });
}

/** A record can be given to those only whose records the giver sees, or it would vanish from their own view. */
function ownerProblem(
  scope: CallScope,
  object: RecordType,
  field: string,
  owner: string,
  users: ReadonlyMap<string, string | null>,
): readonly CellProblem[] {
  const { caller } = scope;
  if (owner === caller.id) return [];
  const team = users.get(owner);
  if (team === undefined) return [{ field, reason: 'is no user' }];
  const isSeen = sees(scope, object, { owner_id: owner, owner_team: team });
  return isSeen ? [] : [{ field, reason: 'is somebody whose records your role does not see' }];
}
