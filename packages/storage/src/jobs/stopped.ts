/** Another process has taken the job over, or it has ended: what this one did since is not kept. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** A job was told to end before its time. */
export class JobStopped extends Error {
  readonly why: 'cancelled' | 'lost' | 'stopping' | 'timeout';

  constructor(why: JobStopped['why']) {
    super(`The job was stopped: ${why}.`);
    this.why = why;
  }
}
