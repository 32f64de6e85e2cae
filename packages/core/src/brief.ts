const longest = 200;

/** A text that a client chose, cut at 200 characters: for log lines, spans and labels, which repeat it. */
export function brief(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
