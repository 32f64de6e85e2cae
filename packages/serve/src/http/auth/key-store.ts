/** Where keys live. One file and Redis implement it; what is read is held in memory by the key ring. */
import type { KeyRecord } from './key-record.ts';

/** All keys at one moment. */
export interface KeySnapshot {
  /** Differs from every earlier one as soon as any key has changed. */
  readonly version: string;
  readonly keys: readonly KeyRecord[];
}

/** A place that several processes share. Every method rejects when the place cannot be reached. */
export interface KeyStore {
  /** Where that is, for messages; without credentials. */
  readonly place: string;
  /** How long a version may be relied on without asking again, in milliseconds. */
  readonly freshMs: number;
  read(): Promise<KeySnapshot>;
  version(): Promise<string>;
  add(record: KeyRecord): Promise<void>;
  /** Ends a key for good; false when there is none of that id. */
  revoke(id: string, at: Date): Promise<boolean>;
  /** The last uses that were written down, by id. */
  uses(): Promise<ReadonlyMap<string, Date>>;
  /** Writes down last uses. Lossy by design: it must never undo a change of a key. */
  recordUses(uses: ReadonlyMap<string, Date>): Promise<void>;
  /** Calls the listener soon after any process has changed a key, as far as the place can tell. */
  watch(listener: () => void): void;
  close(): Promise<void>;
}
