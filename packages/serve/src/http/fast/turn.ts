/**
 * Writes together what one turn of the event loop has answered.
 *
 * A write to a client that sleeps wakes it, which takes longer than most calls. At the end of the turn, when all requests
 * that had arrived are answered, the first write wakes the client and the others find it awake.
 */

/** Something that is written later. */
interface Pending {
  write(): void;
}

let waiting: Pending[] = [];

/** Has it written when everything that had arrived by now has been looked at. */
export function atEndOfTurn(pending: Pending): void {
  if (waiting.length === 0) setImmediate(flush);
  waiting.push(pending);
}

function flush(): void {
  const all = waiting;
  waiting = [];
  let written = 0;
  try {
    for (; written < all.length; written += 1) all[written]?.write();
  } finally {
    // what failed is no reason to keep others waiting
    for (const pending of all.slice(written + 1)) atEndOfTurn(pending);
  }
}
