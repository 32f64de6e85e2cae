/**
 * Which parameters of each method are plain enough for the fast lane.
 *
 * Retry fields of multi-round calls, cursors, extension members and anything else beyond the plain form belong to the
 * SDK.
 */
import { type Bag, isBag } from '@patchbay/schemas';

type Test = (params: Bag) => boolean;

/** The methods that the fast lane serves, with the test of their parameters. */
const tests: ReadonlyMap<string, Test> = new Map<string, Test>([
  [
    'tools/call',
    (params) =>
      only(params, 3, isCallKey) && typeof params['name'] === 'string' && isOptionalBag(params['arguments']),
  ],
  [
    'prompts/get',
    (params) =>
      only(params, 3, isCallKey) &&
      typeof params['name'] === 'string' &&
      isOptionalTexts(params['arguments']),
  ],
  ['resources/read', (params) => only(params, 2, isReadKey) && typeof params['uri'] === 'string'],
  ['completion/complete', isPlainCompletion],
  ['tools/list', isBare],
  ['resources/list', isBare],
  ['resources/templates/list', isBare],
  ['prompts/list', isBare],
  ['server/discover', isBare],
]);

/** Whether the fast lane knows the method and its parameters have the plain form. */
export function hasPlainParams(method: string, params: Bag): boolean {
  return tests.get(method)?.(params) === true;
}

const isCallKey = (key: string) => key === 'name' || key === 'arguments' || key === '_meta';
const isReadKey = (key: string) => key === 'uri' || key === '_meta';

function only(params: Bag, most: number, isKnown: (key: string) => boolean): boolean {
  let count = 0;
  for (const key in params) {
    count += 1;
    if (count > most || !isKnown(key)) return false;
  }
  return true;
}

function isBare(params: Bag): boolean {
  return only(params, 1, (key) => key === '_meta');
}

/** A member named `__proto__` is left to the SDK, which drops it. */
function isOptionalBag(value: unknown): boolean {
  return value === undefined || (isBag(value) && !Object.hasOwn(value, '__proto__'));
}

function isOptionalTexts(value: unknown): boolean {
  if (value === undefined) return true;
  if (!isBag(value) || Object.hasOwn(value, '__proto__')) return false;
  for (const key in value) if (typeof value[key] !== 'string') return false;
  return true;
}

function isPlainCompletion(params: Bag): boolean {
  const { ref, argument, context } = params;
  if (!only(params, 4, (key) => key === 'ref' || key === 'argument' || key === 'context' || key === '_meta'))
    return false;
  if (!isBag(argument) || !only(argument, 2, (key) => key === 'name' || key === 'value')) return false;
  if (typeof argument['name'] !== 'string' || typeof argument['value'] !== 'string' || !isReference(ref))
    return false;
  if (context === undefined) return true;
  return (
    isBag(context) && only(context, 1, (key) => key === 'arguments') && isOptionalTexts(context['arguments'])
  );
}

function isReference(ref: unknown): boolean {
  if (!isBag(ref)) return false;
  if (ref['type'] === 'ref/prompt')
    return only(ref, 2, (key) => key === 'type' || key === 'name') && typeof ref['name'] === 'string';
  return (
    ref['type'] === 'ref/resource' &&
    only(ref, 2, (key) => key === 'type' || key === 'uri') &&
    typeof ref['uri'] === 'string'
  );
}
