import { expect, test } from 'vitest';
import { z } from 'zod';
import { brokenServers, soundOptions, soundServer } from './fixtures.ts';
import { contractRules, serverContract, subjectOf } from './server-contract.ts';

serverContract(soundServer, soundOptions);

test.each(brokenServers)(
  'the rule "$rule" sees a server that breaks it',
  async ({ rule, server, options }) => {
    const found = contractRules.find(({ name }) => name === rule);
    expect(await found?.check(subjectOf(server, options ?? soundOptions))).not.toEqual([]);
  },
);

test('every rule has a server that breaks it', () => {
  const proven = brokenServers.map(({ rule }) => rule);
  expect(contractRules.map(({ name }) => name).filter((name) => !proven.includes(name))).toEqual([]);
});

test('an output may stay open where it says why, and clients are not told', async () => {
  const open = z.record(z.string(), z.unknown()).meta({ open: 'what others stored, as it was' });
  const [getBox, ...others] = soundServer.tools;
  const tools =
    getBox === undefined ? [] : [{ ...getBox, output: getBox.output.extend({ extras: open }) }, ...others];
  const subject = subjectOf({ ...soundServer, tools }, soundOptions);
  const rule = contractRules.find(({ name }) => name === 'outputs are closed, or say why they are open');
  expect(await rule?.check(subject)).toEqual([]);
  expect(subject.surface.tools[0]?.outputSchema).toMatchObject({
    properties: { extras: { type: 'object' } },
  });
  expect(JSON.stringify(subject.surface.tools)).not.toContain('as it was');
});
