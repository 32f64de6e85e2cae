export {
  type ClientKind,
  type ConnectOptions,
  clientKinds,
  connect,
  openClient,
  type TestClient,
  type ToolAnswer,
} from './connect.ts';
