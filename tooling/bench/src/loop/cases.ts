/** One call whose stretches are watched. */
export interface LoopCase {
  readonly tool: string;
  /** What makes it different from other calls of the tool. */
  readonly what: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Whether the call is to be refused. */
  readonly refused?: true;
}

const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 'x']));
const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `Loop ${i}`, email: `loop-${i}@loop.example` }));
const csv = (rows: number) =>
  [
    'name,email,company_name',
    ...Array.from({ length: rows }, (_, i) => `P ${i},p${i}@loop.example,Firm ${i}`),
  ].join('\n');

const kinds = ['leads', 'contacts', 'companies', 'deals', 'activities'] as const;

/** What is asked of a CRM with many records: every reading that grows with them, and the largest writes. */
export const crmCases: readonly LoopCase[] = [
  { tool: 'search_leads', what: 'newest', args: { limit: 100 } },
  { tool: 'search_leads', what: 'a common word', args: { query: 'a', limit: 100 } },
  { tool: 'search_leads', what: 'words that none has', args: { query: 'zzzz yyyy' } },
  ...kinds.flatMap((object_type): LoopCase[] => [
    { tool: 'search_crm_records', what: object_type, args: { object_type, limit: 100 } },
    {
      tool: 'search_crm_records',
      what: `${object_type}, a text that none contains`,
      args: {
        object_type,
        filters: [
          { field: object_type === 'activities' ? 'subject' : 'name', op: 'contains', value: 'qqzzqq' },
        ],
      },
    },
  ]),
  { tool: 'get_pipeline_report', what: 'by stage', args: {} },
  { tool: 'get_pipeline_report', what: 'by owner', args: { group_by: 'owner' } },
  { tool: 'query_products', what: 'a text that none has', args: { query: 'qqzzqq' } },
  ...(['leads', 'contacts', 'companies'] as const).map(
    (object_type): LoopCase => ({ tool: 'find_duplicates', what: object_type, args: { object_type } }),
  ),
  { tool: 'find_duplicates', what: 'of one lead', args: { object_type: 'leads', record_id: '11' } },
  { tool: 'get_lead_details', what: 'one', args: { lead_id: 11 } },
  {
    tool: 'batch_upsert_records',
    what: '200 rows, rehearsed',
    args: { object_type: 'leads', records: people(200), dry_run: true },
  },
  {
    tool: 'batch_upsert_records',
    what: '200 rows of 1,300 unknown fields',
    args: { object_type: 'leads', records: Array.from({ length: 200 }, () => fields(1_300)), dry_run: true },
    refused: true,
  },
  {
    tool: 'batch_upsert_records',
    what: 'a file of 1,000 rows, rehearsed',
    args: { object_type: 'leads', csv: csv(1_000), dry_run: true },
  },
  {
    tool: 'create_lead',
    what: 'one, rehearsed',
    args: { name: 'Loop One', email: 'one@loop.example', dry_run: true },
  },
];

const where = { location: 'Berlin' };

/** What is asked of the weather, with as much in each answer as there can be. */
export const weatherCases: readonly LoopCase[] = [
  { tool: 'get_forecast', what: '16 days', args: { ...where, days: 16 } },
  { tool: 'get_weather_summary', what: 'one place', args: where },
  { tool: 'search_locations', what: 'a name', args: { query: 'San' } },
  { tool: 'search_locations', what: 'a name that none has', args: { query: 'Qqzzqq' } },
];
