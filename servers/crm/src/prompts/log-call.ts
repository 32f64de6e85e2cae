import { z } from 'zod';
import { leadCompletion } from '../completions/lead.ts';
import { statusCompletion } from '../completions/status.ts';
import { leadArgument } from '../leads/argument.ts';
import { leadStatus } from '../leads/status.ts';
import { prompt } from '../tool.ts';

export const logCall = prompt({
  name: 'log_call',
  title: 'Log a call',
  description: 'Turn what was said in a call into an activity, a task and, when it fits, a new status.',
  tools: ['get_lead_details', 'log_activity', 'update_lead_status'],
  input: z.object({
    lead_id: leadArgument,
    status: leadStatus.optional().describe('Where the lead stands after the call.'),
  }),
  complete: { lead_id: leadCompletion, status: statusCompletion },
  messages: ({
    lead_id,
    status,
  }) => `I had a call with lead ${lead_id}. ${status === undefined ? '' : `It is ${status} now. `}Help me to log it.

1. Call get_lead_details with lead_id ${lead_id} and activities_limit 3, and tell me in one line who it is and where it stands.
2. Ask me what was said, unless I have told you already.
3. Show me the entry before you write it: a subject of at most ten words, a body in my words, the follow-up with its date, and the status if it should change, out of allowed_next_statuses.
4. When I agree, call log_activity with kind "call" and a link to the lead, once more with kind "task" and due_at for a follow-up, and update_lead_status if the status changes. Use a new idempotency_key for each call.
5. Tell me the change_id of each write, so that it can be undone.`,
});
