import { undoTool } from '@patchbay/storage/tools';
import { tool } from '../tool.ts';

export const undoPlaceholderChange = tool(undoTool({ name: 'undo_placeholder_change' }));
