import type { CallScope, RecordType } from '../../../deps.ts';
import type { Stage } from '../../../pipelines/stage.ts';
import type { ValueKind } from '../../../records/field.ts';
import { factsOf } from '../../../records/fields.ts';
import type { CellProblem } from '../../../records/read-values.ts';
import type { CrmDb } from '../kernel.ts';
import { allStages, stageNamed } from '../pipelines/stages.ts';
import type { StoredRow } from '../records/table.ts';
import { closedStage, outcomeOf } from './closing.ts';
import { idsBehind } from './ids.ts';
import type { Item } from './items.ts';
import { loadOwners, type Owners } from './owners.ts';

/** What the values of a batch may refer to. */
export interface References {
  /** The values with what they refer to as ids, and why some refer to nothing. */
  resolve(
    values: StoredRow,
    existing: StoredRow | undefined,
  ): { readonly values: StoredRow; readonly problems: readonly CellProblem[] };
  /** The stage that a deal names, or that its outcome says; undefined when neither does. */
  stageOf(item: Pick<Item, 'values' | 'beside'>, existing?: StoredRow): Stage | undefined;
  /** The stage of a new deal that names none. */
  readonly firstStage: Stage | undefined;
  /** Whether the CRM knows somebody as a user; whoever writes where no users are defined is one. */
  isUser(id: string): boolean;
}

const referred = { company: 'companies', contact: 'contacts', lead: 'leads' } as const;

type Referred = keyof typeof referred;

function isReferring(kind: ValueKind | undefined): kind is Referred {
  return kind !== undefined && Object.hasOwn(referred, kind);
}

/** Looks up all that the records of a batch refer to, at once; what the caller does not see does not exist. */
export async function loadReferences(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  records: readonly StoredRow[],
): Promise<References> {
  const wanted: Record<Referred, Set<string>> = { company: new Set(), contact: new Set(), lead: new Set() };
  for (const values of records) {
    for (const [field, value] of Object.entries(values)) {
      const kind = factsOf(object, field)?.write;
      if (isReferring(kind) && value !== null) wanted[kind].add(String(value));
    }
  }
  const known = {
    company: await idsBehind(db, scope, 'companies', wanted.company),
    contact: await idsBehind(db, scope, 'contacts', wanted.contact),
    lead: await idsBehind(db, scope, 'leads', wanted.lead),
  };
  const owners = await loadOwners(db, scope);
  const stages = object === 'deals' ? await allStages(db) : [];
  return {
    resolve: (values, existing) =>
      resolved(object, values, { known, owners, stages, pipeline: pipelineOf(existing) }),
    stageOf: (item, existing) => stageOf(stages, item, pipelineOf(existing)),
    firstStage: stages.find(({ kind }) => kind === 'open'),
    isUser: (id) => owners.isUser(id),
  };
}

function stageOf(
  stages: readonly Stage[],
  { values, beside }: Pick<Item, 'values' | 'beside'>,
  pipeline: string | undefined,
): Stage | undefined {
  const text = values['stage_id'] ?? values['stage'];
  const found = typeof text === 'string' ? stageNamed(stages, text, pipeline) : undefined;
  const named = found === undefined || 'problem' in found ? undefined : found;
  // exports keep the stage in which a deal was when it was won or lost, and say beside it that it was
  const outcome = outcomeOf(beside['outcome']) ?? (named === undefined ? outcomeOf(text) : undefined);
  return outcome === undefined ? named : (closedStage(stages, outcome, named) ?? named);
}

interface Known {
  readonly known: Readonly<Record<Referred, ReadonlyMap<string, string>>>;
  readonly owners: Owners;
  readonly stages: readonly Stage[];
  /** The pipeline of the record as it is. */
  readonly pipeline: string | undefined;
}

function pipelineOf(existing: StoredRow | undefined): string | undefined {
  const pipeline = existing?.['pipeline_id'];
  return typeof pipeline === 'string' ? pipeline : undefined;
}

function resolved(object: RecordType, values: StoredRow, known: Known) {
  const problems: CellProblem[] = [];
  const entries = Object.entries(values).map(([field, value]) => {
    const read = value === null ? { value } : reference(object, field, value, known);
    if ('problem' in read) problems.push({ field, reason: read.problem });
    return [field, 'problem' in read ? value : read.value] as const;
  });
  return { values: Object.fromEntries(entries), problems };
}

function reference(
  object: RecordType,
  field: string,
  value: unknown,
  { known, owners, stages, pipeline }: Known,
): { readonly value: unknown } | { readonly problem: string } {
  const kind = factsOf(object, field)?.write;
  if (isReferring(kind)) {
    const id = known[kind].get(String(value));
    if (id === undefined) return { problem: `is no ${kind} that you see` };
    return { value: kind === 'lead' ? Number(id) : id };
  }
  if (kind === 'user') {
    const owner = owners.of(object, String(value));
    return 'problem' in owner ? owner : { value: owner.user_id };
  }
  if (kind !== 'stage') return { value };
  const stage = stageNamed(stages, String(value), pipeline);
  const isOutcome = outcomeOf(value) !== undefined && stages.some((each) => each.kind === outcomeOf(value));
  return 'problem' in stage && !isOutcome ? { problem: stage.problem } : { value };
}
