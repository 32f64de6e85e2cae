/** The signals that end a server once its calls in flight are answered; a terminal that closes sends the last one. */
export const endSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
