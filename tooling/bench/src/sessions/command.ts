import { type SessionsOptions, soakSessions } from './run.ts';
import { isServerName } from './stage.ts';

/** The flags of the command as they were typed. */
export interface SessionsFlags {
  readonly sessions: string;
  readonly minutes: string;
  readonly server: string;
  readonly think: string;
  readonly seed: string;
}

/** Runs what the flags ask for. @throws Error on a flag that makes no sense. */
export function benchSessions(flags: SessionsFlags): Promise<{ text: string; passed: boolean }> {
  return soakSessions(optionsOf(flags));
}

function optionsOf({ sessions, minutes, server, think, seed }: SessionsFlags): SessionsOptions {
  const servers = server.split(',').filter(isServerName);
  if (servers.length !== server.split(',').length)
    throw new Error(`--server knows weather and crm, not ${server}.`);
  const [least = Number.NaN, most = Number.NaN] = think.split(',').map(Number);
  if (!(least >= 0 && most >= least))
    throw new Error(`--think takes two numbers such as 0.2,5, not ${think}.`);
  const counts = sessions.split(',').map(Number);
  if (!counts.every((count) => Number.isInteger(count) && count > 0)) {
    throw new Error(`--sessions takes whole numbers such as 500,1000, not ${sessions}.`);
  }
  const length = Number(minutes);
  if (!(length > 0)) throw new Error(`--minutes takes a number above 0, not ${minutes}.`);
  return { servers, sessions: counts, minutes: length, think: [least, most], seed: Number(seed) };
}
