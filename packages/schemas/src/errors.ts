/** How a caller should treat an error of one kind. */
export interface ErrorStance {
  /** Whether the same call may succeed later without being changed. */
  readonly retryable: boolean;
  /** One sentence for the reference page: what the code means. */
  readonly meaning: string;
}

/** The closed set of error codes, with the default retry stance of each. */
export const errorCodes = {
  validation_error: { retryable: false, meaning: 'An argument is missing, malformed or out of range.' },
  not_found: { retryable: false, meaning: 'Nothing exists under the given name or id.' },
  conflict: { retryable: false, meaning: 'The state of the data forbids the change.' },
  permission_denied: { retryable: false, meaning: 'The caller may not do this.' },
  unauthenticated: {
    retryable: false,
    meaning: 'The caller is not known: the credential is missing or invalid.',
  },
  rate_limited: { retryable: true, meaning: 'A limit or quota is used up for now.' },
  timeout: { retryable: true, meaning: 'The work did not finish within its deadline.' },
  network_error: { retryable: true, meaning: 'A dependency could not be reached or broke off.' },
  unavailable: { retryable: true, meaning: 'A dependency is down or its circuit is open.' },
  too_large: { retryable: false, meaning: 'The request or its result exceeds a limit.' },
  cancelled: { retryable: true, meaning: 'The caller cancelled the call.' },
  internal: { retryable: false, meaning: 'A defect on the server; the correlation id finds it in the log.' },
} as const satisfies Record<string, ErrorStance>;

/** A member of the closed set of error codes. */
export type ErrorCode = keyof typeof errorCodes;
