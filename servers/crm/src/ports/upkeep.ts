import type { Stage } from '../pipelines/stage.ts';
import type { MergeableType } from '../records/types.ts';
import type { NumberedReport } from '../reports/numbers.ts';
import type { CallScope, ListOptions, SeenPage, SeenRecord } from './shared.ts';

/** Look-alikes, with why. */
export interface DuplicateCluster {
  readonly ids: readonly string[];
  readonly score: number;
  readonly reasons: readonly string[];
}

/** What so many records have in common that each was compared with its neighbours by name alone. */
export interface DuplicateCut {
  /** Such as `phone`. */
  readonly shared: string;
  /** How many records that concerns, at least; absent for callers who do not see all of them. */
  readonly records?: number;
}

/** Duplicates, and what was left out of the search. */
export interface FoundDuplicates extends SeenPage<DuplicateCluster> {
  readonly cuts?: readonly DuplicateCut[];
  /** Records that are not compared yet, after an import or an update of the server: ask again. */
  readonly pending?: number;
}

/** Finding and merging duplicates. */
export interface Duplicates {
  find(
    search: ListOptions & {
      readonly object_type: MergeableType;
      readonly record_id?: string | undefined;
      readonly min_score: number;
    },
    scope: CallScope,
  ): Promise<FoundDuplicates>;
  /** Moves every child row to the survivor and deletes the losers. */
  merge(
    merge: {
      readonly object_type: MergeableType;
      readonly survivor_id: string;
      readonly loser_ids: readonly string[];
      /** Field → id of the record whose value wins; the survivor's, or the first that has one, otherwise. */
      readonly field_choices: Readonly<Record<string, string>>;
    },
    scope: CallScope,
  ): Promise<{
    readonly survivor: SeenRecord;
    readonly moved: Readonly<Record<string, number>>;
    readonly conflicts: readonly string[];
  }>;
}

/** The pipeline in numbers, each with the ids behind it. */
export interface Reports {
  pipeline(
    options: {
      readonly period: string;
      readonly owner_id?: string | undefined;
      readonly group_by: 'stage' | 'owner';
      readonly as_of?: string | undefined;
    },
    scope: CallScope,
  ): Promise<NumberedReport>;
  /** The stages of all pipelines, in order. */
  stages(scope: CallScope): Promise<readonly Stage[]>;
}

export type { MergeableType };
