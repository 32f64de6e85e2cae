import { describe, expect, it } from 'vitest';
import { commonConfig } from '../config.ts';
import { commands, flags } from './flags.ts';
import { helpText, programName } from './help.ts';
import { library } from './library.fixture.ts';

const text = helpText(library());

describe('--help', () => {
  it('names the program and every command, flag and toolset', () => {
    expect(programName(library())).toBe('patchbay-library');
    for (const command of Object.keys(commands)) expect(text).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    for (const flag of Object.keys(flags))
      expect(text).toMatch(new RegExp(`^ {2}(-. *, )?.*--${flag}\\b`, 'm'));
    expect(text).toContain('  core   Find books.');
  });

  it('says which commands a flag belongs to', () => {
    expect(text).toMatch(/--json .*\(list, doctor, keys\)/);
    expect(text).toMatch(/--port <number> .*\(http\)/);
  });

  it('tells the port that this server has', () => {
    expect(text).toContain('Port to listen on (3000);');
    expect(helpText({ ...library(), name: 'crm' })).toContain('Port to listen on (3002);');
  });

  it('describes the variables of the server and of all servers', () => {
    expect(text).toMatch(/LIBRARY_API_KEY +Key of the catalogue\./);
    for (const name of Object.keys(commonConfig.shape))
      expect(text).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
  });

  it('leaves no line with blanks at its end', () => {
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text.endsWith('\n')).toBe(true);
  });
});
