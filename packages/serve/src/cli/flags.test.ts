import { describe, expect, it } from 'vitest';
import { commands, flags } from './flag-table.ts';
import { UsageError } from './flag-words.ts';
import { parseCommandLine } from './flags.ts';

describe('the command line', () => {
  it('means stdio when it is empty', () => {
    const line = parseCommandLine([]);
    expect(line.command).toBe('stdio');
    expect(line.operands).toEqual([]);
    expect(line.selection).toEqual({ readOnly: false });
  });

  it.each(Object.keys(commands))('knows the command %s', (name) => {
    expect(parseCommandLine([name]).command).toBe(name);
  });

  it('takes flags before and after the command', () => {
    const line = parseCommandLine(['--demo', 'connect', 'cursor', '--print']);
    expect(line.command).toBe('connect');
    expect(line.operands).toEqual(['cursor']);
    expect([line.has('demo'), line.has('print'), line.has('json')]).toEqual([true, true, false]);
  });

  it('splits lists at commas and drops blanks', () => {
    const { selection } = parseCommandLine([
      '--toolsets',
      'a, b,,',
      '--tools=c',
      '--exclude',
      'd',
      '--read-only',
    ]);
    expect(selection).toEqual({ toolsets: ['a', 'b'], tools: ['c'], exclude: ['d'], readOnly: true });
  });

  it('gives texts to text flags only', () => {
    const line = parseCommandLine(['http', '--port', '0']);
    expect(line.text('port')).toBe('0');
    expect(line.text('host')).toBeUndefined();
    expect(line.has('port')).toBe(false);
  });

  it('refuses an unknown command and names the nearest', () => {
    expect(() => parseCommandLine(['lst'])).toThrow(/no command "lst"\. Did you mean "list"\?/);
  });

  it('refuses an unknown flag and names the nearest', () => {
    expect(() => parseCommandLine(['--toolset=a'])).toThrow(/no flag --toolset\. Did you mean "toolsets"\?/);
  });

  it('refuses a flag of another command', () => {
    expect(() => parseCommandLine(['list', '--port', '1'])).toThrow('--port belongs to: http.');
    expect(() => parseCommandLine(['--print'])).toThrow(UsageError);
  });

  it('refuses a text flag without its text', () => {
    expect(() => parseCommandLine(['http', '--port'])).toThrow(UsageError);
  });

  it('refuses --demo for a command of the server that does not heed it', () => {
    const own = (demo?: boolean) => [
      { name: 'restore', summary: 'Restore.', operands: ['file'], ...(demo !== undefined && { demo }) },
    ];
    for (const words of [
      ['--demo', 'restore', 'a.db'],
      ['restore', 'a.db', '--demo'],
    ]) {
      expect(() => parseCommandLine(words, own())).toThrow("restore works on the server's own data");
      expect(parseCommandLine(words, own(true)).has('demo')).toBe(true);
    }
  });

  it.each(['list foo', 'doctor foo', 'list --demo x y', 'http 3000', 'stdio now'])(
    'refuses words that nobody reads: %s',
    (words) => {
      expect(() => parseCommandLine(words.split(' '))).toThrow(/takes no words after it, such as "\w+"\./);
    },
  );

  it('refuses a text flag that is given twice, of which one would be lost', () => {
    expect(() => parseCommandLine(['--tools', 'a', '--tools=b'])).toThrow(
      '--tools is given more than once: write --tools a,b.',
    );
    expect(() => parseCommandLine(['http', '--port', '1', '--port', '2'])).toThrow(
      '--port is given more than',
    );
    expect(parseCommandLine(['--demo', '--demo']).has('demo')).toBe(true);
  });

  it('offers short forms for help and version', () => {
    expect(parseCommandLine(['-h']).has('help')).toBe(true);
    expect(parseCommandLine(['-v']).has('version')).toBe(true);
  });

  it('explains every flag in a sentence', () => {
    for (const { help } of Object.values(flags)) expect(help).toMatch(/^[A-Z].*\.$/);
  });
});

it('a command of two words takes what follows both, and half of one is told what it may be', () => {
  const own = [
    { name: 'stages show', summary: '' },
    { name: 'stages apply', summary: '', operands: ['file'] },
  ];
  expect(parseCommandLine(['stages', 'apply', 'a.json'], own)).toMatchObject({
    own: 'stages apply',
    operands: ['a.json'],
  });
  expect(() => parseCommandLine(['stages', 'show', 'a.json'], own)).toThrow('Give stages show its words');
  expect(() => parseCommandLine(['stages'], own)).toThrow('Say which: stages show, stages apply.');
});
