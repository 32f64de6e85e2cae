import type { AnyServer } from '@patchbay/core';
import {
  isEstimated,
  type ReportedTool,
  resolveSelection,
  type SurfaceReport,
  surfaceReport,
  toolsWithoutPorts,
} from '@patchbay/core/engine';
import { z } from 'zod';
import { configOf } from '../config.ts';
import type { CommandLine } from './flags.ts';
import type { Host } from './host.ts';
import { columns, count, painter } from './text.ts';

/**
 * The `list` command: what the server offers under the selection flags, and what that costs a model.
 *
 * @throws ToolError for an unknown toolset or tool; ConfigurationError for settings that cannot be used.
 */
export function list(server: AnyServer, line: CommandLine, host: Host): void {
  const config = configOf(server, host.environment);
  const hidden = toolsWithoutPorts(server, { config, demo: line.has('demo') });
  const exclude = [...(line.selection.exclude ?? []), ...hidden];
  const report = surfaceReport(server, resolveSelection(server, { ...line.selection, exclude }));
  const text = line.has('json') ? JSON.stringify(report, null, 2) : human(server, report, host);
  host.stdout.write(`${text}\n`);
}

function human(server: AnyServer, report: SurfaceReport, host: Host): string {
  const paint = painter(host);
  const heading = (text: string, note = '') => `${paint('bold', text)}${note && paint('dim', `  ${note}`)}`;
  const total = `${count(report.totals.tools, 'tool')}, ${tokens(report.totals.tokens, report.totals.estimated === true)}`;
  const blocks = [
    [`${paint('bold', `${server.title} ${server.version}`)}: ${total}`],
    ...toolBlocks(server, report.tools).map(([toolset, rows]) => [
      heading(toolset, server.toolsets[toolset]),
      ...rows,
    ]),
    ...offers(report).map(([title, rows]) => [heading(title), ...columns(rows)]),
  ];
  const estimate = report.totals.estimated
    ? [['≈ estimated without a vocabulary, rather high than low']]
    : [];
  return [...blocks, ...estimate].map((lines) => lines.join('\n')).join('\n\n');
}

/** One block per toolset, in the order the server declares them, aligned over all of them. */
function toolBlocks(server: AnyServer, tools: readonly ReportedTool[]): [string, string[]][] {
  const rows = columns(
    tools.map(({ name, access, tokens: cost, title }) => [
      `  ${name}`,
      access,
      number(cost, isEstimated(server, name)),
      title,
    ]),
    [2],
  );
  const toolsets = new Set([...Object.keys(server.toolsets), ...tools.map(({ toolset }) => toolset)]);
  return [...toolsets]
    .map((toolset): [string, string[]] => [
      toolset,
      rows.filter((_, index) => tools[index]?.toolset === toolset),
    ])
    .filter(([, block]) => block.length > 0);
}

const offer = z.object({
  uri: z.string().optional(),
  uriTemplate: z.string().optional(),
  name: z.string(),
  title: z.string().optional(),
  arguments: z.array(z.object({ name: z.string(), required: z.boolean() })).optional(),
});

function offers(report: SurfaceReport): [string, string[][]][] {
  const groups: [string, readonly object[]][] = [
    ['resources', report.resources],
    ['resource templates', report.resourceTemplates],
    ['prompts', report.prompts],
  ];
  return groups
    .filter(([, members]) => members.length > 0)
    .map(([title, members]) => [title, members.map((member) => offerRow(offer.parse(member)))]);
}

function offerRow(member: z.output<typeof offer>): string[] {
  const args = (member.arguments ?? []).map(({ name, required }) => (required ? name : `[${name}]`));
  const signature = args.length === 0 ? member.name : `${member.name}(${args.join(', ')})`;
  return [`  ${member.uri ?? member.uriTemplate ?? signature}`, member.title ?? member.name];
}

function number(value: number, estimated: boolean): string {
  return `${estimated ? '≈' : ''}${value.toLocaleString('en-US')}`;
}

function tokens(value: number, estimated: boolean): string {
  return `${number(value, estimated)} ${value === 1 ? 'token' : 'tokens'}`;
}
