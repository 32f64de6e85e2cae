import { recordTypeCompletion } from '../completions/record-type.ts';
import { operatorsOf } from '../records/field.ts';
import { factsOf, recordTypes } from '../records/fields.ts';
import { recordTypeOf } from '../records/record-type.ts';
import { resource } from '../tool.ts';

export const schema = resource({
  name: 'crm_schema',
  title: 'Fields of a kind of record',
  description: 'Which fields the caller sees, how, and what search and batch can do with each.',
  mimeType: 'application/json',
  uri: 'crm://schema/{object_type}',
  tool: 'search_crm_records',
  needs: ['records'],
  cache: { ttlMs: 300_000, scope: 'private' },
  listed: recordTypes.map((type) => ({
    uri: `crm://schema/${type}`,
    name: `crm_schema_${type}`,
    title: `Fields of ${type}`,
  })),
  complete: { object_type: recordTypeCompletion },
  read({ object_type: type = '' }, { deps, caller, signal }) {
    const object_type = recordTypeOf(type);
    const fields = deps.records.schema(object_type, { caller, signal });
    return {
      object_type,
      fields: fields.map(({ field, type: of, mode }) => {
        const facts = factsOf(object_type, field);
        const isFull = mode === 'full' && facts !== undefined;
        return {
          field,
          type: of,
          mode,
          operators: isFull ? operatorsOf[facts.type] : [],
          sortable: isFull && facts.sortable === true,
          writable: isFull && facts.write !== undefined,
          ...(facts?.choices !== undefined && { choices: facts.choices }),
        };
      }),
    };
  },
});
