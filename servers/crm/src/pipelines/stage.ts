/** What a stage means for its deals: they are open, or how they ended. */
export const stageKinds = ['open', 'won', 'lost'] as const;

/** A step of a pipeline. */
export interface Stage {
  readonly stage_id: string;
  readonly pipeline_id: string;
  /** Its name. */
  readonly stage: string;
  /** Its place among all stages, pipeline after pipeline, ascending from 1. */
  readonly position: number;
  /** How likely its deals are won, in percent, 0 to 100. */
  readonly probability: number;
  readonly kind: (typeof stageKinds)[number];
}

/**
 * The pipeline of those who have not defined any. Its ids stay as they are: deals are stored with them.
 */
export const defaultStages: readonly Stage[] = [
  { stage_id: 'stage-qualification', stage: 'Qualification', probability: 15, kind: 'open' } as const,
  { stage_id: 'stage-discovery', stage: 'Discovery', probability: 30, kind: 'open' } as const,
  { stage_id: 'stage-proposal', stage: 'Proposal', probability: 50, kind: 'open' } as const,
  { stage_id: 'stage-negotiation', stage: 'Negotiation', probability: 75, kind: 'open' } as const,
  { stage_id: 'stage-won', stage: 'Won', probability: 100, kind: 'won' } as const,
  { stage_id: 'stage-lost', stage: 'Lost', probability: 0, kind: 'lost' } as const,
].map((stage, index) => ({ ...stage, pipeline_id: 'pipeline-sales', position: index + 1 }));
