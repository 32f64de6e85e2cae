/** The kinds of protocol error that a method other than a tool call can end in. */
export type FaultKind = 'invalid_params' | 'method_not_found' | 'resource_not_found' | 'internal';

/** An error of the protocol, as opposed to a tool's: the adapter of each transport turns it into JSON-RPC. */
export class ProtocolFault extends Error {
  readonly kind: FaultKind;
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(kind: FaultKind, message: string, data?: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'ProtocolFault';
    this.kind = kind;
    this.data = data;
  }
}
