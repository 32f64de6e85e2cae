import { strictFindings } from '@patchbay/schemas';
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
    '## Model APIs',
    '',
    modelApis(facts),
    '',
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

/** Which tools OpenAI cannot hold a model to, and why; all of them are usable without `strict`. */
function modelApis({ tools }: ServerFacts): string {
  const rows = tools.flatMap(({ listed, open }) => {
    const findings = strictFindings(listed.inputSchema);
    if (findings.length === 0) return [];
    const problems = findings.map(({ pointer, problem }) => `${code(pointer)} ${problem}`);
    return [[code(listed.name), problems.join(', '), open.join('; ')]];
  });
  const all = 'Gemini and Anthropic take the input of every tool as it is listed.';
  return rows.length === 0
    ? `${all} OpenAI can be \`strict\` with all of them.`
    : `${all} OpenAI can be \`strict\` with all but these, which it takes without:\n\n${table(['Tool', 'What strict mode lacks', 'Why it is so'], rows)}`;
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
