/** A request that the API answers with an error; the message is the exact `reason` of the public contract. */
export class Refusal extends Error {
  readonly status: number;

  constructor(reason: string, status = 400) {
    super(reason);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** What a value of the wrong type is refused with, by the name of the type that the API expects. */
export function wrongType(type: string, key: string): Refusal {
  return new Refusal(`Value was not of type '${type}' at path '${key}'.`);
}
