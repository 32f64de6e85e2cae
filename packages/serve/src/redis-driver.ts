import { Redis } from 'ioredis';

/** How a connection behaves. */
export interface ConnectionOptions {
  readonly connectTimeout: number;
  readonly commandTimeout: number;
  readonly maxRetriesPerRequest: number;
  retryStrategy(attempt: number): number;
}

/**
 * Opens a connection. A module of its own, since a bundle gives the names of a CommonJS library to static imports only.
 */
export function connectRedis(url: string, options: ConnectionOptions): Redis {
  return new Redis(url, options);
}
