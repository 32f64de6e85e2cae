/** Cities by the id under which every tool knows them. */
export const cities = [
  'london',
  'tokyo',
  'new-york',
  'paris',
  'berlin',
  'madrid',
  'cairo',
  'mumbai',
  'toronto',
  'sydney',
] as const;
