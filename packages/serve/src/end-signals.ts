/** The signals that end a server once its calls in flight are answered; a terminal that closes sends the last one. */
export const endSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Keeps Node.js from opening its inspector, which runs any code for whoever reaches its port, when it is sent the signal
 * for that. A developer starts it with `--inspect`.
 */
export function ignoreInspectorSignal(): void {
  process.on('SIGUSR1', () => {});
}
