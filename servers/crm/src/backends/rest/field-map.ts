import { isFieldOf } from '../../records/objects.ts';

/** Translates between our names of a lead's fields and those of a lead API. */
export interface FieldMap {
  /** The API's name of one of our fields. */
  toApi(field: string): string;
  /** A record of the API under our names; other fields keep theirs. */
  fromApi(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

/** What a change carries beside fields of a lead. */
const changeFields = ['note'];
/** What rows may carry that no caller sees, but that decides who sees them. */
const gateFields = ['owner_team'];

const usual: readonly (readonly [string, string])[] = [['lead_id', 'id']];

/**
 * Reads `ours=theirs,…`; the id is called `id` over there unless the text says otherwise.
 *
 * @throws Error naming the setting, for a pair that is none, a field that leads do not have, or a name used twice.
 */
export function parseFieldMap(text: string | undefined): FieldMap {
  const given = (text ?? '')
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map(readPair);
  const toApi = new Map([...usual, ...given]);
  const fromApi = new Map([...toApi].map(([ours, theirs]) => [theirs, ours]));
  if (fromApi.size !== toApi.size || new Set(given.map(([ours]) => ours)).size !== given.length) {
    throw wrong('names a field twice');
  }
  return {
    toApi: (field) => toApi.get(field) ?? field,
    fromApi: (record) =>
      Object.fromEntries(
        Object.entries(record)
          // a field of theirs that only looks like one of ours, which is called otherwise there
          .filter(([name]) => fromApi.has(name) || !toApi.has(name))
          .map(([name, value]) => [fromApi.get(name) ?? name, value]),
      ),
  };
}

function readPair(pair: string): readonly [string, string] {
  const [ours = '', theirs = '', ...rest] = pair.split('=').map((name) => name.trim());
  if (ours === '' || theirs === '' || rest.length > 0) throw wrong(`has "${pair}", which is not ours=theirs`);
  const isKnown = isFieldOf('leads', ours) || changeFields.includes(ours) || gateFields.includes(ours);
  if (!isKnown) throw wrong(`maps "${ours}", which is no field of a lead`);
  return [ours, theirs];
}

function wrong(problem: string): Error {
  return new Error(`CRM_REST_FIELD_MAP ${problem}: write it as status=stage,company_name=account.`);
}
