import { flags } from '@patchbay/serve';
import type { Manifest } from '../workspace.ts';
import type { ServerFacts } from './facts.ts';

/** Longest description that the MCP registry takes, in characters. */
const longestDescription = 100;

/**
 * The text of `server.json`, the card by which the MCP registry knows a server (schema of 2025-12-11).
 *
 * @throws Error for a package without `mcpName`, or with a description that the registry would refuse.
 */
export function serverCard(facts: ServerFacts, manifest: Manifest): string {
  const { name, version, description, mcpName } = manifest;
  if (mcpName === undefined) throw new Error(`${name} needs an "mcpName" in its package.json.`);
  if (description.length > longestDescription) {
    throw new Error(
      `The description of ${name} has ${description.length} characters; the MCP registry takes ${longestDescription}.`,
    );
  }
  const card = {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: mcpName,
    title: facts.title,
    description,
    version,
    packages: [
      {
        registryType: 'npm',
        identifier: name,
        version,
        transport: { type: 'stdio' },
        packageArguments: [{ type: 'positional', value: 'stdio' }, ...selectionFlags.map(argument)],
        environmentVariables: facts.settings.map(variable),
      },
    ],
  };
  return `${JSON.stringify(card, null, 2)}\n`;
}

/** The flags that choose what a server offers; a flag without a value has no form on the card. */
const selectionFlags = ['toolsets', 'tools', 'exclude'] as const;

function argument(name: (typeof selectionFlags)[number]) {
  const { help, value } = flags[name];
  return { type: 'named', name: `--${name}`, description: help, placeholder: value };
}

function variable({
  name,
  description,
  required,
  secret,
  fallback,
  values,
}: ServerFacts['settings'][number]) {
  return {
    name,
    description,
    isRequired: required,
    isSecret: secret,
    ...(fallback !== undefined && { default: fallback }),
    ...(values !== undefined && { choices: values }),
  };
}
