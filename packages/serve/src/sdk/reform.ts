import { isBag } from '@patchbay/schemas';
import type { AnswerForm } from '../answer-form.ts';

const [json, stream] = ['application/json', 'text/event-stream'] as const;

/**
 * A response of the SDK in the form that the client takes.
 *
 * What is told during a call has no place in a single body and is left out; a refusal by status is JSON for everybody.
 */
export async function reformed(response: Response, form: AnswerForm): Promise<Response> {
  const type = response.headers.get('content-type');
  if (response.status !== 200) return response;
  if (form === 'json' && type === stream) return asJson(await response.text());
  if (form === 'stream' && type === json) return asStream(await response.text());
  return response;
}

const head = 'data: ';

function asJson(text: string): Response {
  const messages = text
    .split('\n')
    .filter((line) => line.startsWith(head))
    .map((line): unknown => JSON.parse(line.slice(head.length)))
    .filter((message) => !(isBag(message) && 'method' in message));
  return Response.json(messages.length === 1 ? messages[0] : messages, { headers: { 'content-type': json } });
}

function asStream(text: string): Response {
  const headers = {
    'content-type': stream,
    'cache-control': 'no-cache, no-transform',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  };
  return new Response(`event: message\n${head}${text}\n\n`, { headers });
}
