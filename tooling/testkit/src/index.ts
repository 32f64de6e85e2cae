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
