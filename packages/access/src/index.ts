export type {
  CallerValue,
  FieldRule,
  ObjectDeclaration,
  ObjectDeclarations,
  ObjectRule,
  PolicyDeclaration,
  RoleDeclaration,
  RowCondition,
  RowRule,
  RowValue,
  Subject,
  WriteAction,
} from './declaration.ts';
export type { Mask, StandardMask } from './masks.ts';
export { type MemoryGrants, type Row, rowPredicate } from './memory.ts';
export { definePolicy, type FieldUse, type Policy } from './policy.ts';
export type { RowFilter, RowTest } from './rows.ts';
export { demand, type Refusal, type Verdict } from './verdict.ts';
