/** What the system's codes mean, in words that follow "cannot be used:". */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user lacks the permission',
  EPERM: 'this user lacks the permission',
  EROFS: 'it is on a file system that is mounted read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a part of its path is a file, not a folder',
  ENOENT: 'its folder does not exist',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'its disk is full',
  EDQUOT: 'the quota of this user is used up',
};

/** What keeps a connection from being made, in words that follow the name of a host. */
const networkReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no network to that host',
  EADDRINUSE: 'another program has that port',
  EADDRNOTAVAIL: 'this machine does not have that address',
};

/** The code that the system gave to an error, also to one that wraps it; undefined for errors of programs. */
export function systemCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code: unknown = Reflect.get(at, 'code');
    if (typeof code === 'string' && (code in reasons || code in networkReasons)) return code;
  }
  return undefined;
}

/** Why a file or folder cannot be used; undefined for what no operator can mend. */
export function fileProblem(error: unknown): string | undefined {
  return reasons[systemCode(error) ?? ''];
}

/** Why a host or an address cannot be used; undefined for what no operator can mend. */
export function networkProblem(error: unknown): string | undefined {
  return networkReasons[systemCode(error) ?? ''];
}
