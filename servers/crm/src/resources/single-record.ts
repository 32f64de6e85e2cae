import { notFound } from '@patchbay/core';
import { recordTypeCompletion } from '../completions/record-type.ts';
import { recordTypeOf } from '../records/record-type.ts';
import { resource } from '../tool.ts';

export const singleRecord = resource({
  name: 'crm_record',
  title: 'Record',
  description: 'One record with every field that the caller sees, as search_crm_records gives it.',
  mimeType: 'application/json',
  uri: 'crm://{object_type}/{id}',
  tool: 'search_crm_records',
  needs: ['records'],
  cache: { ttlMs: 30_000, scope: 'private' },
  complete: { object_type: recordTypeCompletion },
  async read({ object_type: type = '', id = '' }, { deps, caller, signal }) {
    const records = deps.records;
    const object_type = recordTypeOf(type);
    const scope = { caller, signal };
    const fields = records.schema(object_type, scope).map(({ field }) => field);
    const one = { object_type, ids: [id], filters: [], fields, direction: 'desc', limit: 1 } as const;
    const [found] = (await records.search(one, scope)).items;
    if (found !== undefined) return found;
    throw notFound(`No record of ${object_type} has this id.`, {
      hint: 'Find the record with search_crm_records.',
    });
  },
});
