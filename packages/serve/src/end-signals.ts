/** The signals that end a server once its calls in flight are answered. */
export const endSignals = ['SIGTERM', 'SIGINT'] as const;
