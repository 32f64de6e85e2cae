const longestMs = 5;

/** Gives a function to call in the middle of long work: once 5 ms have gone by, it lets the process attend to others. */
export function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestMs) return;
    await new Promise<void>((resolve) => {
      setTimeout(resolve);
    });
    last = performance.now();
  };
}
