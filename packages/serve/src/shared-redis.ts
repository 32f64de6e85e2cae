import type { DependencyHealth } from '@patchbay/core';
import type { Logger } from '@patchbay/observability';
import type { Redis } from 'ioredis';

/** The Redis that the instances of a server share; nothing connects, and the driver is not loaded, before first use. */
export interface SharedRedis {
  /** Host and port, without credentials. */
  readonly place: string;
  /**
   * Runs commands.
   *
   * @throws Error at once while Redis is known not to answer, else when a command takes too long.
   */
  run<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result>;
  /** Calls the listener at every message on a channel, and after every gap in which one may have been missed. */
  subscribe(channel: string, listener: () => void): void;
  health(): DependencyHealth;
  close(): Promise<void>;
}

/** How the shared Redis is spoken to. */
export interface SharedRedisOptions {
  /** How long a command may take, in milliseconds; half a second unless said otherwise. */
  readonly commandMs?: number;
}

const connectMs = 2000;
/** How long nothing is tried after a failure, so that a Redis that hangs does not slow every call. */
const restMs = 1000;
const longestPauseMs = 1000;

/** Prepares the connection; the log hears once when Redis goes and once when it is back. */
export function createSharedRedis(
  url: string,
  log: Logger,
  { commandMs = 500 }: SharedRedisOptions = {},
): SharedRedis {
  const opened: Redis[] = [];
  let main: Promise<Redis> | undefined;
  let restUntil = 0;
  let isDown = false;
  let isProbing = false;
  const open = async (): Promise<Redis> => {
    const { connectRedis } = await import('./redis-driver.ts');
    const redis = connectRedis(url, {
      connectTimeout: connectMs,
      commandTimeout: commandMs,
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt) => Math.min(attempt * 50, longestPauseMs),
    });
    opened.push(redis);
    return redis;
  };
  const failed = (error: unknown) => {
    restUntil = Date.now() + restMs;
    if (isDown) return;
    isDown = true;
    log.warn({ err: error }, 'redis does not answer: limits are counted by this process alone');
  };
  const succeeded = () => {
    if (!isDown) return;
    isDown = false;
    log.info({}, 'redis answers again');
  };
  const openMain = async () => {
    const redis = await open();
    redis.on('error', failed);
    redis.on('ready', () => {
      restUntil = 0;
    });
    return redis;
  };

  return {
    place: placeOf(url),
    async run(work) {
      // one call at a time finds out whether it is back
      if (isDown && (isProbing || Date.now() < restUntil)) throw new Error('Redis does not answer');
      isProbing = isDown;
      main ??= openMain();
      try {
        const result = await work(await main);
        succeeded();
        return result;
      } catch (error) {
        failed(error);
        throw error;
      } finally {
        isProbing = false;
      }
    },
    subscribe(channel, listener) {
      void open().then((redis) => {
        redis.on('error', () => undefined);
        redis.on('message', listener);
        // a subscription that never began is not the driver's to renew, and what was published meanwhile is lost
        redis.on('ready', () => void redis.subscribe(channel).then(listener, () => undefined));
      });
    },
    health: () => ({
      name: 'redis',
      status: isDown ? 'down' : 'up',
      required: false,
      ...(isDown && { detail: 'Limits are counted by each process alone until Redis answers.' }),
    }),
    async close() {
      for (const redis of opened) redis.disconnect();
    },
  };
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'redis';
  const { host, pathname } = new URL(url);
  return `redis ${host}${pathname === '/' ? '' : pathname}`;
}
