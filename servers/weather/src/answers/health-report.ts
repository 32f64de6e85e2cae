import { roundTo } from '../units/numbers.ts';

/** What the server knows about its upstreams and its allowance. */
export interface HealthFacts {
  readonly provider: string;
  upstreams(): readonly {
    readonly name: string;
    readonly status: 'up' | 'degraded' | 'down' | 'unknown';
    readonly circuit: string;
    readonly last_success_at?: string;
    readonly cache_hit_rate: number | null;
  }[];
  quota(): readonly {
    readonly window: string;
    readonly used: number;
    readonly limit: number;
    readonly resets_at: string;
  }[];
}

/**
 * The state of the server: `down` when every upstream is, `degraded` when one fails or a quota is spent, else `ok`.
 *
 * An upstream that was not asked yet counts as well. Hit rates are shares of 1; quota is in weighted calls.
 */
export function healthReport(facts: HealthFacts) {
  const upstreams = facts.upstreams().map((upstream) => ({
    ...upstream,
    cache_hit_rate: upstream.cache_hit_rate === null ? null : roundTo(upstream.cache_hit_rate, 2),
  }));
  const quota = facts.quota().map(({ used, limit, ...rest }) => ({
    ...rest,
    used: roundTo(used, 2),
    left: roundTo(Math.max(0, limit - used), 2),
  }));
  return { status: overall(upstreams, quota), provider: facts.provider, upstreams, quota };
}

function overall(
  upstreams: readonly { readonly status: string }[],
  quota: readonly { readonly left: number }[],
): 'ok' | 'degraded' | 'down' {
  const isDown = ({ status }: { readonly status: string }): boolean => status === 'down';
  if (upstreams.length > 0 && upstreams.every(isDown)) return 'down';
  const isWorse = upstreams.some((upstream) => isDown(upstream) || upstream.status === 'degraded');
  return isWorse || quota.some(({ left }) => left === 0) ? 'degraded' : 'ok';
}
