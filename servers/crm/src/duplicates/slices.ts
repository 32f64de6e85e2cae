/**
 * Lets others run, when work has gone on for some milliseconds: to be called between its small parts.
 *
 * @throws the reason of the caller's signal when it is aborted.
 */
export type Breathe = () => Promise<void>;
