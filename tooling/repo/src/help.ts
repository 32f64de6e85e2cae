/** The text of `repo help`. */
export const help = `Usage: node tooling/repo/src/cli.ts <command>

Commands:
  gen [--check]              Write every generated file; with --check only name the stale ones.
  check [name…]              Run all checks, or the named ones.
  lines [commit]             Print the lines of source and tests by package, beside those of a commit.
  migrations <server> [name] Write the migration from a server's last tables to those of now.
  new tool <server> <tool>   Add a tool and its test to a server.
  new server <name> [--store]
                             Add a server with one working tool, or one that keeps data.
  start                      Run every server over HTTP, with demo data where live data does not answer.
  release impact             Fail when a server changed since its last release without a changeset.
  release stamp              Note what is released, right after versions were raised.
`;
