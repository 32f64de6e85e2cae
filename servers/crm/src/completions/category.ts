import { fold } from '@patchbay/schemas';
import { completion } from '../tool.ts';

/** Categories of products that begin with what was typed. */
export const categoryCompletion = completion({
  name: 'category',
  async values(prefix, { deps, caller, signal }) {
    const categories = (await deps.catalog?.categories({ caller, signal })) ?? [];
    const typed = fold(prefix.trim());
    return categories.filter((category) => fold(category).startsWith(typed));
  },
});
