function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Replaces the first value of the data (or number of the answer, when it has no data section) with a bare `nan`. */
export function corruptNumber(text: string): string {
  const section = Math.max(0, text.search(/"(?:current|minutely_15|hourly|daily|results|elevation)":[[{]/));
  const head = text.slice(0, section);
  return head + text.slice(section).replace(/(?<!"interval")([[,:])-?\d+(?:\.\d+)?(?=[,\]}])/, '$1nan');
}

/** Leaves out the fields of objects that are zero; array elements stay. */
export function dropZeros(text: string): string {
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) => {
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== 0));
  });
}

/** Turns numbers into text and arrays into objects. */
export function misshape(text: string): string {
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) => {
    if (typeof value === 'number') return `about ${value}`;
    return Array.isArray(value) ? { ...value } : value;
  });
}

/** Makes the first variable of every section a column of nulls with the unit "undefined". */
export function undefineColumn(text: string): string {
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    isRecord(value) ? undefine(value) : value,
  );
}

function undefine(body: Record<string, unknown>): Record<string, unknown> {
  const out = { ...body };
  for (const name of ['current', 'minutely_15', 'hourly', 'daily']) {
    const columns = body[name];
    const units = body[`${name}_units`];
    if (!isRecord(columns) || !isRecord(units)) continue;
    const first = Object.keys(columns).find((key) => key !== 'time' && key !== 'interval');
    if (first === undefined) continue;
    const column = columns[first];
    out[name] = { ...columns, [first]: Array.isArray(column) ? column.map(() => null) : null };
    out[`${name}_units`] = { ...units, [first]: 'undefined' };
  }
  return out;
}
