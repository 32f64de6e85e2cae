export { type ConformanceReport, runConformance } from './conformance.ts';
export {
  type GenericReport,
  type Revision,
  revisions,
  runGenericConformance,
} from './conformance-generic.ts';
export {
  type ClientKind,
  type ConnectOptions,
  clientKinds,
  connect,
  openClient,
  type TestClient,
  type ToolAnswer,
} from './connect.ts';
export { type ContractOptions, contractRules, serverContract } from './contract/server-contract.ts';
export { clientMatrix, type MatrixCalls, type MatrixOptions } from './matrix.ts';
export { type MatrixClient, openMatrixClient, type Place, type Watched } from './matrix-client.ts';
export { patient } from './patient.ts';
export { sampleSeed } from './sample-seed.ts';
export { type ServedHttp, type ServeOptions, serveHttp } from './serve-http.ts';
export {
  messagesIn,
  type RawMessage,
  type SpawnedServer,
  type SpawnOptions,
  spawnHttp,
  spawnServer,
  strayLines,
} from './spawn.ts';
export { testSetup } from './test-setup.ts';
