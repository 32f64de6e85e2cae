import type { RecordType } from '../../../deps.ts';
import { nameWithoutForm } from '../../../duplicates/companies/company-name.ts';
import { judgeStatusChange, leadStatus } from '../../../leads/status.ts';
import type { Stage } from '../../../pipelines/stage.ts';
import { type CellProblem, lowerEnd } from '../../../records/read-values.ts';
import { normaliseDomain } from '../../../values/domain-name.ts';
import { normaliseEmail } from '../../../values/email.ts';
import { splitFullName } from '../../../values/person-name.ts';
import type { StoredRow } from '../records/table.ts';
import { closedAt, closingProblems } from './closing.ts';

/** What the columns of one record are derived from. */
export interface Derivation {
  readonly object: RecordType;
  /** The checked values that a caller gave, by field. */
  readonly values: StoredRow;
  /** The row as it is; undefined for a new one. */
  readonly existing: StoredRow | undefined;
  /** The stage that the record is to have, where it has one. */
  readonly stage: Stage | undefined;
  readonly at: string;
  readonly default_currency: string;
}

/** The columns to write: the given values and all that follows from them. */
export type Derived = { readonly columns: StoredRow } | { readonly problems: readonly CellProblem[] };

/** Works out the columns of a record from its values; where a rule forbids it, says which. */
export function derivedColumns(derivation: Derivation): Derived {
  const { object, values } = derivation;
  switch (object) {
    case 'leads':
      return leadColumns(derivation);
    case 'companies':
      return { columns: { ...withCurrency(derivation, 'annual_revenue_minor'), ...companyKeys(values) } };
    case 'contacts':
      return { columns: { ...values, ...personName(derivation), ...emailKey(values) } };
    case 'deals':
      return dealColumns(derivation);
    case 'activities': {
      const { links: _kept, ...columns } = values;
      return { columns };
    }
    default:
      return { columns: values };
  }
}

function leadColumns(derivation: Derivation): Derived {
  const { values, existing, at } = derivation;
  const company = 'company_name' in values ? { company_norm: foldedCompany(values['company_name']) } : {};
  const columns = { ...values, ...personName(derivation), ...emailKey(values), ...company };
  if (existing === undefined) {
    return { columns: { ...columns, status: values['status'] ?? 'new', status_changed_at: at } };
  }
  if (values['status'] === undefined || values['status'] === existing['status']) return { columns };
  const verdict = judgeStatusChange({
    from: leadStatus.parse(existing['status']),
    to: leadStatus.parse(values['status']),
    lost_reason: textOf(values['lost_reason']),
  });
  if (!verdict.allowed) {
    return {
      problems: [
        { field: 'status', reason: `${verdict.message} ${verdict.hint} Or use update_lead_status.` },
      ],
    };
  }
  return { columns: { ...columns, status_changed_at: at } };
}

function foldedCompany(name: unknown): string | null {
  return typeof name === 'string' ? nameWithoutForm(name) : null;
}

function companyKeys(values: StoredRow): StoredRow {
  const { name, domain, employee_range } = values;
  return {
    ...(typeof name === 'string' && { name_norm: nameWithoutForm(name) }),
    ...('domain' in values && {
      domain_norm: typeof domain === 'string' ? (normaliseDomain(domain) ?? null) : null,
    }),
    ...('employee_range' in values && {
      employees_min: typeof employee_range === 'string' ? (lowerEnd(employee_range) ?? null) : null,
    }),
  };
}

function emailKey(values: StoredRow): StoredRow {
  if (!('email' in values)) return {};
  const { email } = values;
  return { email_norm: typeof email === 'string' ? (normaliseEmail(email)?.email_norm ?? null) : null };
}

/** The whole name from its parts, or the parts from the whole, whichever was given. */
function personName({ values, existing }: Derivation): StoredRow {
  const { name, first_name, last_name } = values;
  if (typeof name === 'string') {
    if (first_name !== undefined || last_name !== undefined) return {};
    const split = splitFullName(name);
    return { first_name: split.first_name || null, last_name: split.last_name || null };
  }
  if (first_name === undefined && last_name === undefined) return {};
  const parts = [first_name ?? existing?.['first_name'], last_name ?? existing?.['last_name']];
  const whole = parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
  return whole === '' ? {} : { name: whole };
}

function dealColumns(derivation: Derivation): Derived {
  const { existing, stage } = derivation;
  const { stage: _name, ...columns } = withCurrency(derivation, 'amount_minor');
  const problems = closingProblems(derivation);
  if (problems.length > 0) return { problems };
  const closed_at = closedAt(derivation);
  const stageColumns = stage !== undefined && {
    stage_id: stage.stage_id,
    pipeline_id: stage.pipeline_id,
    probability: columns['probability'] ?? stage.probability,
  };
  // a stage that is named as it is changes nothing
  if (stage === undefined && existing !== undefined) delete columns['stage_id'];
  const pushed = pushOf(derivation.values, existing);
  return {
    columns: { ...columns, ...pushed, ...stageColumns, ...(closed_at !== undefined && { closed_at }) },
  };
}

/** The values with the usual currency for an amount in minor units that names none. */
function withCurrency(
  { values, existing, default_currency }: Derivation,
  amount: string,
): Record<string, unknown> {
  const currency = values['currency'] ?? existing?.['currency'];
  const needsCurrency = typeof values[amount] === 'number' && typeof currency !== 'string';
  return { ...values, ...(needsCurrency && { currency: default_currency }) };
}

/** A close date that is put off leaves a trace: how often, and what it was at first. */
function pushOf({ close_date: next }: StoredRow, existing: StoredRow | undefined): StoredRow {
  const { close_date: former, close_date_pushes, first_close_date, closed_at } = existing ?? {};
  const isPushed = typeof former === 'string' && typeof next === 'string' && next > former;
  if (!isPushed || typeof closed_at === 'string') return {};
  return {
    close_date_pushes: Number(close_date_pushes ?? 0) + 1,
    first_close_date: first_close_date ?? former,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
