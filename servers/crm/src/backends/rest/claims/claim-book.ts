/** Where claims of idempotency keys are kept. A claim is a text; what stands in it is the caller's business. */
export interface ClaimBook {
  /** Takes a free key for `leaseMs`. Gives what stands under the key when it is not free, undefined when it was taken. */
  take(key: string, claim: string, leaseMs: number): Promise<string | undefined>;
  /** Replaces one's own claim by its outcome, kept for `keptMs`; does nothing when the claim has expired. */
  settle(key: string, claim: string, outcome: string, keptMs: number): Promise<void>;
  /** Frees the key, unless the claim has expired. */
  release(key: string, claim: string): Promise<void>;
  close(): Promise<void>;
}
