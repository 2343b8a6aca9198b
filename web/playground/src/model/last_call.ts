// The call whose steps may be told: what a program ends with.

/** The last line of a program if it is a call and nothing else. */
export function lastCall(code: string): string | null {
  const line = statements(code).at(-1);
  return line !== undefined && isCall(line) ? line : null;
}

/** The program if it is nothing but a call. */
export function onlyCall(code: string): string | null {
  return statements(code).length === 1 ? lastCall(code) : null;
}

/** Lines and what `;` separates, without comments. Near enough: what is no call by itself is not asked about. */
function statements(code: string): string[] {
  return code
    .split('\n')
    .map((text) => text.replace(/(?:^|\s+)(?:#|\/\/).*$/, ''))
    .flatMap((text) => text.split(';'))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** Whether the parenthesis behind the name is closed by the last character. */
function isCall(line: string): boolean {
  const name = /^[\p{L}_][\p{L}\p{Nd}_]*(?=\()/u.exec(line)?.[0];
  if (!name) return false;
  let depth = 0;
  for (let at = name.length; at < line.length; at += 1) {
    if (line[at] === '(') depth += 1;
    else if (line[at] === ')') depth -= 1;
    if (depth === 0) return at === line.length - 1;
  }
  return false;
}
