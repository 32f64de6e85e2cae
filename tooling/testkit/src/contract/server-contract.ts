import type { AnyServer, ServerDeps } from '@patchbay/core';
import { resolveSelection, surfaceOf } from '@patchbay/core/engine';
import { describe, expect, test } from 'vitest';
import { connect } from '../connect.ts';
import { definitionRules } from './definition-rules.ts';
import { forgeryRules } from './forgery-rules.ts';
import { outputRules } from './output-rules.ts';
import { rehearsalRules } from './rehearsal-rules.ts';
import { selectionRules } from './selection-rules.ts';
import { settingRules } from './setting-rules.ts';
import type { Rule, Subject } from './types.ts';
import { wireRules } from './wire-rules.ts';

/** All rules that every server keeps. */
export const contractRules: readonly Rule[] = [
  ...definitionRules,
  ...settingRules,
  ...outputRules,
  ...selectionRules,
  ...rehearsalRules,
  ...forgeryRules,
  ...wireRules,
];

/** What a server brings to its contract. */
export interface ContractOptions {
  /** Ports that answer without any network, and on which the examples of all tools succeed. */
  createDeps(): Promise<ServerDeps> | ServerDeps;
  /** Stands in for the real connection in proofs that rules see a broken core. */
  readonly connect?: Subject['connect'];
}

/**
 * Declares one test per rule for a server; call it at the top level of a test file.
 *
 * @example
 * serverContract(server, { createDeps: () => server.createDeps(testSetup(notesConfig.parse({}), { demo: true })) });
 */
export function serverContract(server: AnyServer, options: ContractOptions): void {
  describe(`the contract of ${server.name}`, () => {
    const subject = subjectOf(server, options);
    test.each(contractRules)('$name', async (rule) => {
      expect(await rule.check(subject)).toEqual([]);
    });
  });
}

/** A server and its ports as rules see them. */
export function subjectOf(server: AnyServer, options: ContractOptions): Subject {
  return {
    server,
    surface: surfaceOf(server, resolveSelection(server, {})),
    createDeps: async () => options.createDeps(),
    connect: options.connect ?? connect,
  };
}
