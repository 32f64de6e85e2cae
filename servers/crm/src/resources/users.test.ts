import { expect, test } from 'vitest';
import { connectCrm } from '../testing/connect-crm.ts';

test('shows an administrator all people with their roles', async () => {
  await using mcp = await connectCrm();
  const page = JSON.parse(await mcp.read('database://users'));
  expect(page).toMatchObject({ has_more: false, total_count: 12 });
  expect(page.items.find(({ user_id }: { user_id: string }) => user_id === 'user-12')).toMatchObject({
    role: 'support',
    email: expect.stringMatching(/^[^*]+@/),
  });
});

test('shows support masked addresses and no roles', async () => {
  await using mcp = await connectCrm({ role: 'support' });
  const { items } = JSON.parse(await mcp.read('database://users'));
  expect(items).toHaveLength(12);
  for (const user of items) {
    expect(user.email).toMatch(/^.\*\*\*@/);
    expect(Object.keys(user)).not.toContain('role');
    expect(Object.keys(user)).not.toContain('last_seen_at');
  }
});

test('shows a rep nobody', async () => {
  await using mcp = await connectCrm({ role: 'rep' });
  await expect(mcp.read('database://users')).rejects.toThrow('does not see users');
});
