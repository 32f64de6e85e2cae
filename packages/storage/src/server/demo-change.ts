/** A change that every demonstration has, so that examples of reading and undoing changes can name one. */
export const demoChangeId = 'chg_demo';
