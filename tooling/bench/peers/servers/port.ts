/** Where every peer listens. */
export const host = '127.0.0.1';

/** The port that the command line's last word names. */
export const port = Number(process.argv.at(-1));
