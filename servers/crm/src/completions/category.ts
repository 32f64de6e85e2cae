import { completion } from '../tool.ts';

/** Categories of products that begin with what was typed. */
export const categoryCompletion = completion({
  name: 'category',
  async values(prefix, { deps, caller, signal }) {
    const categories = (await deps.catalog?.categories({ caller, signal })) ?? [];
    const typed = prefix.trim().toLowerCase();
    return categories.filter((category) => category.toLowerCase().startsWith(typed));
  },
});
