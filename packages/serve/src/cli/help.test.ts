import { describe, expect, it } from 'vitest';
import { commonConfig } from '../config.ts';
import { commands, type Flag, flags, publicName } from './flag-table.ts';
import { helpText, programName } from './help.ts';
import { library } from './library.fixture.ts';

const text = helpText(library());

describe('--help', () => {
  it('names the program and every command, flag and toolset', () => {
    expect(programName(library())).toBe('patchbay-library');
    for (const command of Object.keys(commands)) expect(text).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    for (const [key, flag] of Object.entries<Flag>(flags)) {
      const shown = new RegExp(`^ {2}(-. *, )?.*--${publicName(key, flag)}\\b`, 'm');
      if (flag.shownFor?.(library()) === false) expect(text).not.toMatch(shown);
      else expect(text).toMatch(shown);
    }
    expect(text).toContain('  core   Find books.');
  });

  it('says which commands a flag belongs to', () => {
    expect(text).toMatch(/--json .*\(list, doctor, keys\)/);
    expect(text).toMatch(/--port <number> .*\(http\)/);
  });

  it('shows only what the server has: no roles, deletions or writes where there are none', () => {
    expect(text).not.toMatch(/--role|--team|--tenant|PATCHBAY_CONFIRM/);
    const whole = { ...library(), roles: ['admin', 'viewer'] };
    expect(helpText(whole)).toMatch(/--role <role>.*--tenant <id>.*--team <id>/s);
    expect(helpText(whole)).toContain('keys create --name ci --role viewer --expires 90d');
    const readers = library().tools.filter(({ access }) => access === 'read');
    expect(text).toContain('--read-only');
    expect(helpText({ ...library(), tools: readers })).not.toContain('--read-only');
  });

  it('tells the port that this server has', () => {
    expect(text).toContain('Port to listen on (3000);');
    expect(helpText({ ...library(), name: 'crm' })).toContain('Port to listen on (3002);');
  });

  it('describes the variables of the server and of all servers', () => {
    expect(text).toMatch(/LIBRARY_API_KEY +Key of the catalogue\./);
    for (const name of Object.keys(commonConfig.shape).filter((one) => one !== 'PATCHBAY_CONFIRM'))
      expect(text).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
  });

  it('leaves no line with blanks at its end', () => {
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text.endsWith('\n')).toBe(true);
  });
});
