import { ToolError } from '@patchbay/core';
import { resolveSelection, surfaceOf } from '@patchbay/core/engine';
import { describe, expect, it } from 'vitest';
import { library } from './library.fixture.ts';
import { list } from './list.ts';
import { line, recorder, testHost } from './machine.fixture.ts';

const tokens = { find_book: 110, lend_book: 1200, list_loans: 95 };

function listed(words: string, server = library({ tokens })): string {
  const { host, stdout } = testHost();
  list(server, line(words), host);
  return stdout();
}

describe('list', () => {
  it('prints what the server offers and what it costs', () => {
    expect(listed('list')).toBe(
      [
        'Library 1.2.3: 3 tools, 1,405 tokens',
        '',
        'core  Find books.',
        '  find_book   read      110  Find a book',
        '',
        'loans  Lend books.',
        '  list_loans  read       95  List loans',
        '  lend_book   create  1,200  Lend a book',
        '',
        'resources',
        '  library://rules  Rules',
        '',
        'resource templates',
        '  library://book/{isbn}  Book',
        '',
        'prompts',
        '  recommend(genre, [mood])  Recommend a book',
        '',
      ].join('\n'),
    );
  });

  it('honours the selection flags', () => {
    expect(listed('list --toolsets loans --read-only')).toMatch(
      /^Library 1\.2\.3: 1 tool, 95 tokens\n\nloans/,
    );
    expect(listed('list --exclude lend_book')).not.toContain('lend_book');
    expect(listed('list --tools find_book')).toContain('1 tool, 110 tokens');
  });

  it('refuses an unknown toolset with the nearest name', () => {
    expect(() => listed('list --toolsets loan')).toThrow(ToolError);
    expect(() => listed('list --toolsets loan')).toThrow('Did you mean "loans"?');
  });

  it('prints the exact listed surface as JSON', () => {
    const server = library({ tokens });
    const report = JSON.parse(listed('list --json --read-only', server));
    const surface = JSON.parse(
      JSON.stringify(surfaceOf(server, resolveSelection(server, { readOnly: true }))),
    );
    const plain = report.tools.map(
      ({ toolset: _, access: __, tokens: ___, ...tool }: Record<string, unknown>) => tool,
    );
    expect(plain).toEqual(surface.tools);
    expect(report).toMatchObject({
      server: 'library',
      version: '1.2.3',
      totals: { tools: 2, tokens: 205 },
      resources: surface.resources,
      resourceTemplates: surface.resourceTemplates,
      prompts: surface.prompts,
    });
    expect(report.totals).not.toHaveProperty('estimated');
    expect(report.tools[0]).toMatchObject({
      name: 'list_loans',
      toolset: 'loans',
      access: 'read',
      tokens: 95,
    });
  });

  it('marks numbers that are estimated', () => {
    const text = listed('list', library({ tokens: { find_book: 110, lend_book: 120 } }));
    expect(text).toMatch(/^Library 1\.2\.3: 3 tools, ≈\d+ tokens$/m);
    expect(text).toMatch(/list_loans {2}read +≈\d+ {2}List loans/);
    expect(text).toMatch(/find_book +read +110/);
    expect(JSON.parse(listed('list --json', library())).totals.estimated).toBe(true);
  });

  it('colours headings on a terminal only, and not under NO_COLOR', () => {
    const onTerminal = (environment: Record<string, string>) => {
      const stdout = recorder(true);
      list(library({ tokens }), line('list'), testHost({ stdout, environment }).host);
      return stdout.text();
    };
    expect(onTerminal({})).toContain('\u001B[1m');
    expect(onTerminal({ NO_COLOR: '1' })).not.toContain('\u001B');
    expect(onTerminal({ NO_COLOR: '1' })).toBe(listed('list'));
  });
});
