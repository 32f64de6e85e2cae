import { inlineJson, isBag, truncate } from '@patchbay/schemas';
import type { MiddlewareFor } from '../call.ts';
import { permissionDenied } from '../errors.ts';
import { inputRequired } from '../wire.ts';

/** When a person must agree to a destructive call: where the client can ask, always (else refuse), or never. */
export type ConfirmPolicy = 'when-possible' | 'always' | 'never';

const key = 'confirm';

/**
 * Asks the person behind the client before a tool deletes anything; a rehearsal deletes nothing.
 *
 * It is a courtesy, not a security boundary: a client can forge the answer, so scopes and roles decide first.
 */
export function confirm(policy: ConfirmPolicy): MiddlewareFor {
  return (target) => {
    if (target.kind !== 'tool' || target.access !== 'delete' || policy === 'never') return undefined;
    const title = target.tool.title;
    return (call, next) => {
      if (call.write?.dryRun === true) return next(call);
      const { capabilities, answers } = call.request.client;
      if (!asksByForm(capabilities['elicitation'])) {
        if (policy === 'when-possible') return next(call);
        throw permissionDenied(
          `${target.name} needs a person's consent, and this client cannot ask for it.`,
          {
            hint: 'Use a client that supports elicitation, or ask the operator to lift the policy.',
          },
        );
      }
      const answer = answers[key];
      if (answer === undefined) return question(title, call.input);
      if (agreed(answer)) return next(call);
      throw permissionDenied('The person declined.', { hint: 'Do not call again without being asked to.' });
    };
  };
}

/** Clients that name no mode mean forms; one that names only `url` cannot show a form. */
function asksByForm(capability: unknown): boolean {
  if (typeof capability !== 'object' || capability === null) return false;
  return 'form' in capability || !('url' in capability);
}

function question(title: string, input: unknown) {
  return inputRequired({
    inputRequests: {
      [key]: {
        method: 'elicitation/create',
        params: {
          mode: 'form',
          message: `${title}? ${truncate(inlineJson(Object(input)), 500)}`,
          requestedSchema: {
            type: 'object',
            properties: { confirm: { type: 'boolean', title: 'Yes, go on' } },
            required: ['confirm'],
          },
        },
      },
    },
  });
}

function agreed(answer: unknown): boolean {
  if (!isBag(answer) || answer['action'] !== 'accept') return false;
  const { content } = answer;
  return isBag(content) && content['confirm'] === true;
}
