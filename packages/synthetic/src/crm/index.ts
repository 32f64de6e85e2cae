export type {
  ActivityRow,
  CompanyRow,
  ContactRow,
  DealRow,
  LeadRow,
  LeadStatus,
  OrderLineRow,
  OrderRow,
  ProductRow,
  StageMoveRow,
  StageRow,
  UserRow,
} from './rows.ts';
export type { WorkspaceSize } from './scope.ts';
export { type TokenCostWorkspace, tokenCostWorkspace } from './token-cost.ts';
export { createWorkspace, usualSize, type Workspace, type WorkspaceOptions } from './workspace.ts';
