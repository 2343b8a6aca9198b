// The call whose steps may be told: what a program ends with.

/** The last line of a program if it is a call and nothing else. */
export function lastCall(code: string): string | null {
  const line = code
    .split('\n')
    .map((text) => text.replace(/\s+(?:#|\/\/).*$/, '').trim())
    .filter((text) => text !== '' && !/^(?:#|\/\/)/.test(text))
    .at(-1)
    ?.split(';')
    .at(-1)
    ?.trim();
  return line && isCall(line) ? line : null;
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
