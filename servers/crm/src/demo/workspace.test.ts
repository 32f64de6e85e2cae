import { expect, test } from 'vitest';
import { tokenCostWorkspace } from './token-cost.ts';
import { createWorkspace } from './workspace.ts';

const now = '2026-11-20T12:00:00Z';
const workspace = createWorkspace({ seed: 7, now, size: { leads: 1500, companies: 300, contacts: 400 } });
const lists = [
  'users',
  'companies',
  'contacts',
  'leads',
  'deals',
  'stageMoves',
  'activities',
  'products',
  'orders',
] as const;

test('equal options make equal rows, and another seed makes others', () => {
  const again = createWorkspace({ seed: 7, now, size: { leads: 1500, companies: 300, contacts: 400 } });
  const other = createWorkspace({ seed: 8, now, size: { leads: 1500, companies: 300, contacts: 400 } });
  for (const list of lists) expect([...again[list]()]).toEqual([...workspace[list]()]);
  expect([...other.leads()]).not.toEqual([...workspace.leads()]);
});

test('a lead does not depend on how many leads there are', () => {
  const fewer = createWorkspace({ seed: 7, now, size: { leads: 10, companies: 300, contacts: 400 } });
  expect([...fewer.leads()]).toEqual([...workspace.leads()].slice(0, 10));
});

test('every reference leads to a row', () => {
  const ids = {
    user: new Set(Array.from(workspace.users(), ({ user_id }) => user_id)),
    company: new Set(Array.from(workspace.companies(), ({ company_id }) => company_id)),
    contact: new Map(Array.from(workspace.contacts(), (contact) => [contact.contact_id, contact])),
    product: new Set(Array.from(workspace.products(), ({ product_id }) => product_id)),
    stage: new Set(workspace.stages.map(({ stage_id }) => stage_id)),
    deal: new Set(Array.from(workspace.deals(), ({ deal_id }) => deal_id)),
  };
  for (const deal of workspace.deals()) {
    expect(ids.contact.get(deal.contact_id)?.company_id).toBe(deal.company_id);
    expect(
      ids.company.has(deal.company_id) && ids.stage.has(deal.stage_id) && ids.user.has(deal.owner_id),
    ).toBe(true);
  }
  for (const { lines, customer_id } of workspace.orders()) {
    expect(ids.company.has(customer_id)).toBe(true);
    expect(lines.every(({ product_id }) => ids.product.has(product_id))).toBe(true);
  }
  for (const { links, owner_id } of workspace.activities()) {
    const known = links.every(({ object, record_id }) =>
      object === 'deals' ? ids.deal.has(record_id) : Number(record_id) <= 1500,
    );
    expect(known && ids.user.has(owner_id)).toBe(true);
  }
});

test('time runs forwards and never past the present', () => {
  for (const { created_at, updated_at, status_changed_at, last_activity_at } of workspace.leads()) {
    expect(created_at <= status_changed_at && status_changed_at <= updated_at && updated_at <= now).toBe(
      true,
    );
    expect(last_activity_at ?? created_at).toSatisfy((at: string) => at >= created_at && at <= now);
  }
  const moves = Map.groupBy(workspace.stageMoves(), ({ object, record_id }) => `${object} ${record_id}`);
  for (const steps of moves.values()) {
    expect(steps[0]?.from_stage).toBeNull();
    steps.slice(1).forEach((step, index) => {
      expect(step.from_stage).toBe(steps[index]?.to_stage);
      expect(step.at >= (steps[index]?.at ?? '')).toBe(true);
    });
  }
});

test('the last move of a lead and of a deal is where it stands', () => {
  const last = new Map(
    Array.from(workspace.stageMoves(), ({ object, record_id, to_stage }) => [
      `${object} ${record_id}`,
      to_stage,
    ]),
  );
  for (const { lead_id, status } of workspace.leads()) expect(last.get(`leads ${lead_id}`)).toBe(status);
  for (const { deal_id, stage_id } of workspace.deals()) expect(last.get(`deals ${deal_id}`)).toBe(stage_id);
});

test('mail and domains of companies are reserved names that agree with each other', () => {
  const domains = new Map(Array.from(workspace.companies(), ({ name, domain }) => [name, domain]));
  expect(new Set(domains.values()).size).toBe(300);
  for (const { lead_id, email, company_name } of workspace.leads()) {
    if (email === null || workspace.duplicateOf(lead_id) !== null) continue;
    expect(email).toMatch(/^[a-z0-9._]+@[a-z0-9]+\.example$/);
    expect(email.split('@')[1]).toBe(domains.get(company_name));
  }
});

test('about three leads in a hundred repeat an earlier one that repeats none', () => {
  const repeats = Array.from(
    workspace.leads(),
    ({ lead_id }) => [lead_id, workspace.duplicateOf(lead_id)] as const,
  ).filter(([, original]) => original !== null);
  expect(repeats.length).toBeGreaterThan(20);
  expect(repeats.length).toBeLessThan(80);
  for (const [lead, original] of repeats) {
    expect(original).toBeLessThan(lead);
    expect(workspace.duplicateOf(original ?? 0)).toBeNull();
  }
});

test('an order sums to its lines', () => {
  for (const { lines, total_minor } of workspace.orders()) {
    expect(lines.reduce((sum, { quantity, unit_price_minor }) => sum + quantity * unit_price_minor, 0)).toBe(
      total_minor,
    );
  }
});

test('texts have no empty slot', () => {
  for (const { subject, body } of workspace.activities())
    expect(`${subject} ${body}`).not.toMatch(/[{}|]| {2}|undefined/);
});

test('a size of none and a wrong instant are refused', () => {
  expect(() => createWorkspace({ seed: 1, now, size: { leads: 0 } })).toThrow(RangeError);
  expect(() => createWorkspace({ seed: 1, now: 'today' })).toThrow(RangeError);
});

test('the benchmark workspace has the published counts', () => {
  const { companies, contacts, deals } = tokenCostWorkspace();
  const technology = companies.filter(({ category }) => category === 'Technology');
  const highest = [...deals].sort((a, b) => b.amount_minor - a.amount_minor);
  expect([companies.length, contacts.length, deals.length]).toEqual([50, 100, 50]);
  expect(companies.filter(({ name }) => name.includes('Tech'))).toHaveLength(8);
  expect(technology).toHaveLength(27);
  expect(technology.filter(({ employee_range }) => Number.parseInt(employee_range, 10) >= 201)).toHaveLength(
    26,
  );
  expect(deals.filter(({ stage_id }) => stage_id === 'stage-nurture')).toHaveLength(22);
  expect(deals.filter(({ amount_minor }) => amount_minor > 5_000_000)).toHaveLength(28);
  expect(deals.filter(({ created_at }) => created_at < '2026-03-01')).toHaveLength(35);
  expect(highest[0]?.amount_minor).toBeGreaterThan(highest[1]?.amount_minor ?? 0);
});
