import { fold, quoted } from '@patchbay/schemas';
import { z } from 'zod';
import { ownerCompletion } from '../completions/owner.ts';
import { stageCompletion } from '../completions/stage.ts';
import { unknownValue } from '../search/named.ts';
import { prompt } from '../tool.ts';

export const dailyBrief = prompt({
  name: 'daily_brief',
  title: 'Daily brief',
  description: 'What matters today for one owner: leads that moved, leads that wait, and whom to call first.',
  tools: ['search_leads', 'search_crm_records'],
  input: z.object({
    owner: z.string().trim().min(1).max(100).describe('Id or name of the owner, or "me".'),
    stage: z.string().trim().min(1).max(100).optional().describe('Stage whose deals to look at too.'),
  }),
  complete: { owner: ownerCompletion, stage: stageCompletion },
  async messages({ owner, stage: asked }, { deps, caller, signal }) {
    const { owner_id, owner_name } = await deps.leads.owner(owner, { caller, signal });
    const id = JSON.stringify(owner_id);
    const who = owner_name === undefined ? id : `${quoted(owner_name)} (${id})`;
    const stage = asked && stageNamed(asked, await deps.suggestions?.stages({ caller, signal }));
    const since = new Date(deps.now().getTime() - 7 * 86_400_000).toISOString();
    return `Write the daily brief for owner ${who}.

1. Call search_leads with owner_id ${id}, updated_since "${since}" and sort "updated_at": what moved this week.
2. Call search_leads with owner_id ${id}, status_filter "new" and sort "score": who waits for a first contact.
3. Call search_leads with owner_id ${id}, status_filter "negotiation" and sort "score": what is about to close.${dealsIn(stage, id)}

Then write, in at most 200 words:
- what changed, by lead, the most important first;
- who waits longest, by last_activity_at;
- three actions for today in order, each with the lead_id and the reason.

Use only what the tools return. When a list has more pages, say how many leads it has instead of reading all.`;
  },
});

/** The stage as it is written, however it is asked for. */
function stageNamed(asked: string, stages: readonly string[] = []): string {
  const found = stages.find((stage) => fold(stage) === fold(asked));
  if (found === undefined) throw unknownValue('stage', asked, stages);
  return found;
}

function dealsIn(stage: string | undefined, owner: string): string {
  if (stage === undefined) return '';
  const filters = `[{"field":"owner_id","value":${owner}},{"field":"stage","value":${JSON.stringify(stage)}}]`;
  return `\n4. Call search_crm_records with object_type "deals" and filters ${filters}: the deals in that stage.`;
}
