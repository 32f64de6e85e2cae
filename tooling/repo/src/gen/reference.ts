import type { ServerFacts } from './facts.ts';
import { code, notice, table } from './markdown.ts';
import { type SchemaRow, schemaRows } from './schema-rows.ts';
import { promptsTable, resourcesTable, settingsTable } from './sections.ts';
import { toolTokens } from './surface.ts';

/** The reference page of one server: every tool with its fields, resources, prompts and settings. */
export function referencePage(facts: ServerFacts): string {
  const tokens = toolTokens(facts);
  return [
    notice,
    '',
    `# ${facts.title}`,
    '',
    facts.description,
    '',
    '## Toolsets',
    '',
    ...Object.entries(facts.toolsets).map(([name, purpose]) => `- ${code(name)}: ${purpose}`),
    '',
    '## Tools',
    '',
    ...facts.tools.flatMap((tool) => toolSection(tool, tokens[tool.listed.name] ?? 0)),
    '## Resources',
    '',
    resourcesTable(facts),
    '',
    '## Prompts',
    '',
    promptsTable(facts),
    '',
    ...facts.prompts.flatMap(promptSection),
    '## Configuration',
    '',
    settingsTable(facts.settings),
    '',
    'The settings that all servers share are on [their own page](configuration.md).',
    '',
  ].join('\n');
}

function toolSection(tool: ServerFacts['tools'][number], tokens: number): readonly string[] {
  const { listed, toolset, access, example } = tool;
  const hints = Object.entries(listed.annotations)
    .filter(([, holds]) => holds)
    .map(([hint]) => code(hint));
  return [
    `### ${listed.name}`,
    '',
    listed.description,
    '',
    `Toolset ${code(toolset)}, access ${code(access)}, ${tokens} tokens. Hints: ${hints.join(', ') || 'none'}.`,
    '',
    '**Arguments**',
    '',
    argumentsTable(schemaRows(listed.inputSchema)),
    '',
    ...(example === undefined ? [] : [`Example: ${code(JSON.stringify(example))}`, '']),
    '**Result**',
    '',
    resultTable(schemaRows(listed.outputSchema)),
    '',
  ];
}

function argumentsTable(rows: readonly SchemaRow[]): string {
  if (rows.length === 0) return 'None.';
  return table(
    ['Argument', 'Type', 'Default', 'Meaning'],
    rows.map(({ path, type, presence, description }) => [
      code(path),
      type,
      presence === 'required' || presence === 'optional' ? presence : code(presence),
      description,
    ]),
  );
}

function resultTable(rows: readonly SchemaRow[]): string {
  if (rows.length === 0) return 'None.';
  return table(
    ['Field', 'Type', 'Meaning'],
    rows.map(({ path, type, presence, description }) => [
      presence === 'optional' ? `${code(path)}?` : code(path),
      type,
      description,
    ]),
  );
}

function promptSection({ name, arguments: args = [] }: ServerFacts['prompts'][number]): readonly string[] {
  if (args.length === 0) return [];
  const rows = args.map((argument) => [
    code(argument.name),
    argument.required ? 'required' : 'optional',
    argument.description,
  ]);
  return [`### ${name}`, '', table(['Argument', '', 'Meaning'], rows), ''];
}
