/** What the user adds to an entry on the command line: headers of a URL, variables of a program. */
import type { AnyServer } from '@patchbay/core';
import { didYouMean } from '@patchbay/core';
import { holdsCredentials } from '@patchbay/schemas';
import type { z } from 'zod';
import { commonConfig, prefixOf } from '../config.ts';
import { mustHide } from '../secrets.ts';
import type { Client } from './clients.ts';
import { UsageError } from './flag-words.ts';
import type { Host } from './host.ts';

/** A question that the client asks once, for a secret. */
export interface SecretInput {
  readonly type: 'promptString';
  readonly id: string;
  readonly description: string;
  readonly password: true;
}

/** Headers as a client's file holds them. */
export interface EntryHeaders {
  /** Members of the entry, by key: `headers`, or those that a client has instead. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly inputs: readonly SecretInput[];
  readonly notes: readonly string[];
}

/**
 * Headers as the words of `--header` say. A value that names a variable, `Bearer ${NAME}`, is written so that the client
 * puts its value there; any other is written as it is, and the note says so.
 *
 * @throws UsageError for a text that is no header, and for a variable where the client replaces none.
 */
export function headersFrom(words: readonly string[], client: Client): EntryHeaders {
  const groups: Record<string, Record<string, string>> = {};
  const inputs: SecretInput[] = [];
  const notes: string[] = [];
  const put = (group: string, name: string, value: string) => {
    groups[group] = { ...groups[group], [name]: value };
  };
  for (const word of words) {
    const { name, value } = headerIn(word);
    const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/.exec(value);
    if (variable === null) {
      put(client.headersKey ?? 'headers', name, value);
      notes.push(`The value of ${name} stands in that file in plain text: keep the file to yourself.`);
      continue;
    }
    const [whole, variableName = ''] = variable;
    const { secrets } = client;
    if (secrets === 'none') {
      throw new UsageError(
        `${client.title} replaces no variables in headers: give ${name} its value itself.`,
      );
    }
    if (secrets === 'forward') {
      if (whole !== value) {
        throw new UsageError(
          `${client.title} takes a variable as the whole value of a header: write --header '${name}: ${whole}', and put all of the value into ${variableName}.`,
        );
      }
      put('env_http_headers', name, variableName);
      notes.push(`${client.title} reads ${variableName} from its own environment: set it there.`);
    } else if (secrets === 'input') {
      const id = inputId(variableName);
      inputs.push({ type: 'promptString', id, description: `Value of ${name}`, password: true });
      put('headers', name, value.replace(whole, `\${input:${id}}`));
    } else {
      put('headers', name, value.replace(whole, `${secrets.before}${variableName}${secrets.after}`));
      notes.push(`${client.title} reads ${variableName} from its own environment: set it there.`);
    }
  }
  return { groups, inputs, notes };
}

/** The id of the question by which VS Code asks for a variable's value. */
export function inputId(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-');
}

function headerIn(word: string): { readonly name: string; readonly value: string } {
  const at = word.indexOf(':');
  const [name, value] = [word.slice(0, at).trim(), word.slice(at + 1).trim()];
  // RFC 9110, section 5.1 and 5.5
  if (at > 0 && /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\uffff]+$/.test(value)) {
    return { name, value };
  }
  throw new UsageError('--header takes a name and a value, such as "Authorization: Bearer <key>".');
}

/** Variables as the words of `--env` say, with what there is to know of them. */
export interface GivenVariables {
  readonly values: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/**
 * Variables as the words of `--env` say: `NAME=value`, or `NAME` for the value that it has here.
 *
 * @throws UsageError for a text that is no variable, one that is not set here, a misspelt setting and a value that the
 * server would not start with; the value is never repeated.
 */
export function variablesFrom(words: readonly string[], server: AnyServer, host: Host): GivenVariables {
  const settings: z.ZodObject['shape'] = { ...server.config.shape, ...commonConfig.shape };
  const values: Record<string, string> = {};
  const notes: string[] = [];
  for (const word of words) {
    const [, name = '', , assigned] = /^([A-Za-z_][A-Za-z0-9_]*)(=([\s\S]*))?$/.exec(word) ?? [];
    if (name === '') throw new UsageError('--env takes a name and a value, such as NAME=value.');
    const value = assigned ?? host.environment[name];
    if (value === undefined) {
      throw new UsageError(`${name} is not set here: write --env ${name}=value, or set it first.`);
    }
    const setting = settings[name];
    if (setting === undefined && [prefixOf(server), 'PATCHBAY_'].some((prefix) => name.startsWith(prefix))) {
      throw new UsageError(
        `${name} is no setting of ${server.title}.${didYouMean(name, Object.keys(settings))}`,
      );
    }
    if (setting?.safeParse(value).success === false) {
      const purpose = setting.description === undefined ? '' : ` ${setting.description}`;
      throw new UsageError(`--env ${name}: the server would not start with that value.${purpose}`);
    }
    values[name] = value;
    if (setting === undefined ? holdsCredentials(value) : mustHide(setting, value)) {
      notes.push(`The value of ${name} stands in that file in plain text: keep the file to yourself.`);
    }
  }
  return { values, notes };
}
