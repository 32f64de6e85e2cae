import { expect, test } from 'vitest';
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
