export { changeResource } from './change.ts';
export { healthTool } from './health.ts';
export { undoTool } from './undo.ts';
