import { eachEngine } from '@patchbay/storage/testing';
import type { TestClient } from '@patchbay/testkit';
import { describe, expect, test } from 'vitest';
import { recordOf, valuesOf } from '../testing/answers.ts';
import { connectCrm } from '../testing/connect-crm.ts';
import { sharedCrm } from '../testing/shared-crm.ts';

const zuzanna = {
  name: 'Zuzanna Brzęczyszczykiewicz',
  email: 'z.brzecz@kwiatek-kwartz.example',
  company_name: 'Kwiatek & Kwartz S.A.',
};

async function idOfNew(mcp: TestClient, lead: Record<string, unknown>): Promise<unknown> {
  const answer = await mcp.call('create_lead', lead);
  return recordOf(answer, 'lead')['lead_id'];
}

eachEngine((engine) => {
  const shared = sharedCrm({ engine });

  test('finds leads by the beginnings of words in names, companies and addresses', async () => {
    await using mcp = await connectCrm({ engine });
    const lead_id = await idOfNew(mcp, zuzanna);
    for (const query of ['Brzęczyszcz', 'kwartz zuzanna', 'z.brzecz@kwiatek-kwartz.example']) {
      const answer = await mcp.call('search_leads', { query });
      expect(answer.structuredContent, query).toMatchObject({
        items: [{ lead_id, name: zuzanna.name, company_name: zuzanna.company_name, status: 'new' }],
        has_more: false,
        total_count: 1,
      });
      expect(answer.text).toContain(`lead_id: ${lead_id}; name: ${zuzanna.name};`);
      expect(answer.text).toContain('Total 1. No more pages.');
    }
  });

  test('finds names whatever their case, accents and apostrophes', async () => {
    await using mcp = await connectCrm({ engine, demo: false });
    const lead_id = await idOfNew(mcp, { name: "Łucja Ørsted-O'Neil", company_name: 'Straße & Søn' });
    for (const query of ['lucja orsted', 'LUCJA ØRSTED', 'oneil', 'strasse son', 'O’Neil']) {
      expect(valuesOf(await mcp.call('search_leads', { query }), 'lead_id'), query).toEqual([lead_id]);
    }
  });

  test.each(['relevance', 'updated_at', 'created_at', 'score'])(
    'gives each match once when it is read page by page, by %s',
    async (sort) => {
      const mcp = await shared();
      const args = { sort, ...(sort === 'relevance' && { query: 'l' }) };
      const atOnce = valuesOf(await mcp.call('search_leads', { ...args, limit: 100 }), 'lead_id');
      const pages = await pagesOf(mcp, { ...args, limit: 9 });
      expect(pages.slice(0, atOnce.length)).toEqual(atOnce);
      expect(new Set(pages).size).toBe(pages.length);
      expect(pages.length).toBeGreaterThan(20);
    },
  );

  test('filters by status, owner, score and time, and counts what it finds', async () => {
    const mcp = await shared();
    const answer = await mcp.call('search_leads', {
      status_filter: 'new',
      owner_id: 'user-9',
      min_score: 1,
      updated_since: '2025-01-01T00:00:00+02:00',
      fields: ['status', 'owner_id'],
      limit: 100,
    });
    const statuses = valuesOf(answer, 'status');
    expect(statuses.length).toBeGreaterThan(0);
    expect(new Set(statuses)).toEqual(new Set(['new']));
    expect(new Set(valuesOf(answer, 'owner_id'))).toEqual(new Set(['user-9']));
    expect(answer.structuredContent?.['total_count']).toBe(statuses.length);
  });

  test('shows a rep its own leads only, and a manager those of the team', async () => {
    const mcp = await shared();
    const rep = await mcp.as('rep');
    const mine = await rep.call('search_leads', { limit: 100, fields: ['owner_id'] });
    expect(new Set(valuesOf(mine, 'owner_id'))).toEqual(new Set(['user-5']));
    const manager = await mcp.as('manager');
    const ours = await manager.call('search_leads', { limit: 100, fields: ['owner_id'] });
    expect(new Set(valuesOf(ours, 'owner_id'))).toEqual(new Set(['user-5', 'user-8']));
    expect(ours.structuredContent?.['total_count']).toBeLessThan(200);
  });

  test('does not find by e-mail for a role that sees masked addresses', async () => {
    await using admin = await connectCrm({ engine });
    const lead_id = await idOfNew(admin, zuzanna);
    const viewer = await admin.as('viewer');
    const byAddress = await viewer.call('search_leads', { query: 'brzecz' });
    expect(byAddress.structuredContent).toMatchObject({ items: [{ lead_id }] });
    const byMailbox = await viewer.call('search_leads', { query: 'z.brzecz@kwiatek-kwartz.example' });
    expect(byMailbox.structuredContent).toMatchObject({ items: [], total_count: 0 });
    const shown = await viewer.call('search_leads', { query: 'zuzanna brz', fields: ['email'] });
    expect(shown.structuredContent).toMatchObject({ items: [{ email: 'z***@kwiatek-kwartz.example' }] });
  });
});

describe('refuses', () => {
  test('a sort, a filter or a field that the role does not see', async () => {
    await using mcp = await connectCrm({ role: 'support' });
    for (const args of [{ sort: 'score' }, { min_score: 50 }]) {
      const answer = await mcp.call('search_leads', args);
      expect(answer).toMatchObject({ code: 'permission_denied' });
      expect(answer.text).toContain('by score');
    }
    expect(await mcp.call('search_leads', { fields: ['notes'] })).toMatchObject({
      code: 'permission_denied',
    });
  });

  test('an unknown field, naming the nearest', async () => {
    await using mcp = await connectCrm();
    const answer = await mcp.call('search_leads', { fields: ['compny_name'] });
    expect(answer.code).toBe('validation_error');
    expect(answer.text).toContain('Did you mean company_name?');
  });

  test('a query without a word, instead of finding everything', async () => {
    await using mcp = await connectCrm();
    expect(await mcp.call('search_leads', { query: '"*-' })).toMatchObject({ code: 'validation_error' });
  });

  test('a cursor of another search', async () => {
    await using mcp = await connectCrm();
    const { structuredContent } = await mcp.call('search_leads', { limit: 2 });
    const cursor = structuredContent?.['next_cursor'];
    const other = await mcp.call('search_leads', { limit: 2, cursor, status_filter: 'won' });
    expect(other).toMatchObject({ code: 'validation_error' });
  });
});

async function pagesOf(mcp: TestClient, args: Record<string, unknown>): Promise<unknown[]> {
  const ids: unknown[] = [];
  for (let cursor: unknown; ; ) {
    const answer = await mcp.call('search_leads', { ...args, ...(cursor !== undefined && { cursor }) });
    ids.push(...valuesOf(answer, 'lead_id'));
    cursor = answer.structuredContent?.['next_cursor'];
    if (cursor === undefined) return ids;
  }
}
