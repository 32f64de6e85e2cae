import type { TestClient } from '@patchbay/testkit';

/** The tools that a prompt's text names, split into those that the server has and those that it lacks. */
export async function toolsNamed(mcp: TestClient, text: string) {
  const tools = new Set((await mcp.listTools()).map(({ name }) => name));
  const named = new Set(
    text.match(
      /\b(?:get|find|search|update|create|convert|log|merge|batch|undo|query|add)_[a-z]+(?:_[a-z]+)*\b/g,
    ),
  );
  const split = Map.groupBy(named, (name) => (tools.has(name) ? 'known' : 'unknown'));
  return { known: split.get('known') ?? [], unknown: split.get('unknown') ?? [] };
}
