import type { AnyTool, ServerDeps } from '@patchbay/core';
import type { TestClient, ToolAnswer } from '../connect.ts';
import type { Rule, Subject } from './types.ts';

/** Rules about rehearsals of writes, checked by rehearsing the examples. */
export const rehearsalRules: readonly Rule[] = [
  {
    name: 'a rehearsal says so, first in its text and in its structure, and names no change',
    check: (subject) =>
      eachWrite(subject, {}, async (mcp, { name, example }) => {
        const answer = await mcp.call(name, { ...example, dry_run: true });
        const { dry_run, change_id } = answer.structuredContent ?? {};
        return [
          ...(answer.isError ? [`${name}: ${answer.text}`] : []),
          ...(/^dry_run: true/.test(answer.text) ? [] : [`${name}: the text begins with something else`]),
          ...(dry_run === true ? [] : [`${name}: the structure does not say so`]),
          ...(change_id === undefined ? [] : [`${name} names the change ${String(change_id)}`]),
        ];
      }),
  },
  {
    name: 'a rehearsal claims no key',
    check: (subject) =>
      eachWrite(subject, {}, async (mcp, { name, example }) => {
        const keyed = { ...example, idempotency_key: `contract-${name}` };
        await mcp.call(name, { ...keyed, dry_run: true });
        const real = await mcp.call(name, { ...keyed, dry_run: false });
        if (real.isError) return [`${name} answers ${real.text}`];
        return real.structuredContent?.['idempotent_replay'] === true
          ? [`${name} was done by its rehearsal`]
          : [];
      }),
  },
  {
    name: 'a rehearsal names no row that will not be there',
    check: (subject) =>
      eachWrite(subject, {}, async (mcp, { name, example }) => {
        const rehearse = () => mcp.call(name, { ...example, dry_run: true });
        const before = [await rehearse(), await rehearse()];
        await mcp.call(name, { ...example, dry_run: false });
        // ids by random are never the same again, and ids by number are taken after the real call
        const answers = [...before, await rehearse()].filter(({ isError }) => !isError).map(idsIn);
        return [...new Set(answers.flatMap((ids) => [...ids.keys()]))]
          .filter((path) => new Set(answers.flatMap((ids) => ids.get(path) ?? [])).size > 1)
          .map((path) => `${name} names ${path}, another one each time`);
      }),
  },
  {
    name: 'nobody is asked for consent to a rehearsal',
    check: (subject) =>
      eachWrite(subject, { confirm: 'always' }, async (mcp, { name, access, example }) => {
        if (access !== 'delete') return [];
        const real = await mcp.call(name, { ...example, dry_run: false });
        const rehearsed = await mcp.call(name, { ...example, dry_run: true });
        return [
          ...(real.code === 'permission_denied' ? [] : [`${name} deletes without consent`]),
          ...(rehearsed.isError ? [`${name} answers ${rehearsed.text} to a rehearsal`] : []),
        ];
      }),
  },
];

/** All on the same ports, since opening them is what takes long, and examples do not stand in each other's way. */
async function eachWrite(
  { server, createDeps, connect }: Subject,
  options: { readonly confirm?: 'always' },
  check: (mcp: TestClient, tool: AnyTool<never>) => Promise<readonly string[]>,
): Promise<string[]> {
  const writes = server.tools.filter(({ access }) => access !== 'read');
  if (writes.length === 0) return [];
  const deps: ServerDeps = await createDeps();
  try {
    await using mcp = await connect(server, deps, options);
    const findings: string[] = [];
    for (const tool of writes) findings.push(...(await check(mcp, tool)));
    return findings;
  } finally {
    await deps.close();
  }
}

const idField = /(^|_)ids?$/;

/** Everything in an answer that looks like an id, by its path. */
function idsIn({ structuredContent }: ToolAnswer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string, isId: boolean): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        visit(child, `${path}.${key}`, Array.isArray(value) ? isId : idField.test(key));
      }
    } else if (isId && value !== null) found.set(path, String(value));
  };
  visit(structuredContent, 'output', false);
  return found;
}
