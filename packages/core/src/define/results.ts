import type { Awaitable } from '../awaitable.ts';

/** Records of one shape; the fields of the first name the columns of a table. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** What to keep, so that it can be read again and again. */
export interface ResultRequest {
  /** What it is called, such as `observations.csv`. */
  readonly name: string;
  /** Rows are written as CSV (RFC 4180) for `text/csv`, else as JSON, a list on each page. */
  readonly mimeType: string;
  /** Texts are cut into pages at whole lines, rows at whole rows, bytes at a size that every client takes. */
  readonly content: string | Uint8Array | Rows;
  /** Lines that begin every page of a text or of CSV, such as where the data comes from. */
  readonly head?: string;
  /** How long to keep it in milliseconds; an hour unless said otherwise, a day at most. */
  readonly ttlMs?: number;
}

/** Where a kept result is; an alias, so that it fits where a bag is asked for. */
export type ResultHandle = {
  /** Reads its first page, with the way to the others: `<server>://result/{id}`. */
  readonly uri: string;
  /** ISO 8601, UTC. Room may run out before. */
  readonly expires_at: string;
  readonly bytes: number;
  readonly pages: number;
};

/** The results that are kept for the caller of one call. */
export interface Results {
  /**
   * Keeps a result for the caller alone.
   *
   * @throws ToolError `too_large` for what no store of this server holds.
   */
  keep(request: ResultRequest): Promise<ResultHandle>;
  /**
   * One page of a result, counted from 1.
   *
   * @throws ToolError `not_found` for what is not there, is there no longer, or belongs to somebody else.
   */
  read(id: string, page: number): Promise<ResultPage>;
}

/** Where the results of a server are, for any caller. */
export interface ResultRepository {
  /** Keeps a result in pages of at most so many tokens. */
  keep(from: ResultOrigin, request: ResultRequest, tokens: number): Promise<ResultHandle>;
  /** Keeps what is in pages already, for an hour. */
  keepPages(
    from: ResultOrigin,
    paged: Pick<KeptResult, 'name' | 'mimeType' | 'pages'>,
  ): Promise<ResultHandle>;
  read(owner: ResultOwner, id: string, page: number): Promise<ResultPage>;
}

/** Whose a result is: nobody else finds it, nor the same caller in another role, which may see less. */
export interface ResultOwner {
  readonly tenant: string;
  readonly caller: string;
  /** What the caller may see, as a text that is equal where that is. */
  readonly view: string;
}

/** Whose result it is, and by what. */
export type ResultOrigin = Pick<ResultFacts, 'owner' | 'tool'>;

/** What all pages of a kept result have in common. */
interface ResultFacts {
  readonly owner: ResultOwner;
  /** The tool that gave it, or the one that the resource stands beside: without it on a connection nobody is offered it. */
  readonly tool: string | undefined;
  readonly name: string;
  readonly mimeType: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A result as stores hold it. */
export interface KeptResult extends ResultFacts {
  /** Random; who knows it must still be its owner. */
  readonly id: string;
  readonly pages: readonly (string | Uint8Array)[];
  /** Of all pages. */
  readonly bytes: number;
}

/** One page of a result as stores give it back. */
export interface ResultPage extends ResultFacts {
  readonly content: string | Uint8Array;
  /** How many there are. */
  readonly pages: number;
}

/** Where kept results are; in the memory of one process unless the server's deps bring another, which several share. */
export interface ResultStore {
  /**
   * Keeps a result; bounded in number and bytes, for each tenant and in all, by dropping those read longest ago.
   *
   * @throws ToolError `too_large` for a result that is larger than there is room for.
   */
  keep(result: KeptResult): Awaitable<void>;
  /** One page, counted from 1, whoever asks; undefined when there is none or its time is over. */
  page(id: string, page: number): Awaitable<ResultPage | undefined>;
}
