/** What a list shows of a lead unless told otherwise. */
export const shortLead = [
  'lead_id',
  'name',
  'company_name',
  'status',
  'score',
  'owner_id',
  'owner_name',
  'last_activity_at',
] as const;

/** What the answer to a single lead shows unless told otherwise. */
export const wholeLead = [
  'lead_id',
  'name',
  'email',
  'other_emails',
  'phone_e164',
  'other_phones',
  'company_name',
  'title',
  'status',
  'status_changed_at',
  'lost_reason',
  'score',
  'score_breakdown',
  'source',
  'owner_id',
  'owner_name',
  'notes',
  'city',
  'country',
  'last_activity_at',
  'version',
  'created_at',
  'updated_at',
] as const;

/** What the answer to a single lead shows of each of its activities. */
export const shownActivity = [
  'activity_id',
  'kind',
  'subject',
  'body',
  'occurred_at',
  'due_at',
  'done_at',
  'owner_name',
] as const;
