import { undoTool } from '@patchbay/storage/tools';
import { tool } from '../tool.ts';

export const undoChange = tool(
  undoTool({
    name: 'undo_change',
    description: 'Take back a write, batch, import or merge, unless its records changed since.',
    toolset: 'sales',
  }),
);
