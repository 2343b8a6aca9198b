// Text that would be something else where it is shown, and text that is hard to read.
import { expect } from 'vitest';
import { type Attempt, attempts } from './harness.js';

/** Markup, and what TeX renderers turn into links, requests or attributes. */
const HOSTILE = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</math><script>', '\\href{javascript:alert(1)}{x}', '\\url{javascript:alert(1)}', '\\htmlData{a=b}{c}', '\\includegraphics{http://127.0.0.1/x.png}', '\\unicode{x}', '$\\def\\x{\\x\\x}\\x$', '&lt;b&gt;', '"onload="alert(1)', ']]>'];
const quoted = (text: string): string => JSON.stringify(text);
const MARKUP = /<(?!\/?(math|m[a-z]+)\b)|javascript:|on(error|load)=/i;
const COMMANDS = /\\(href|url|html[A-Z]|includegraphics|unicode|def|let|newcommand|require|class|cssId|style|input|write)/;

attempts('hostile text in results', [
  ...HOSTILE.map((text): Attempt => [`${text} as a value`, async ({ session }) => {
    const result = await session.run(quoted(text));
    expect([result.value, result.text, result.latex, result.mathml]).toEqual([text, text, '', '']); // text is text: whoever shows it as HTML must escape it
  }]),
  ...HOSTILE.map((text): Attempt => [`${text} beside formulas`, async ({ session }) => {
    for (const code of [`[x^2, ${quoted(text)}]`, `vec[x, ${quoted(text)}]`, `mat[x, ${quoted(text)}; 1, 2]`, `table{${quoted(text)} => x^2}`, `{a = ${quoted(text)}; b = x^2}`, `{x, ${quoted(text)}}`]) {
      const { ok, latex, mathml } = await session.run(code);
      expect(ok).toBe(true);
      expect(mathml).not.toMatch(MARKUP);
      expect(latex).not.toMatch(COMMANDS);
    }
  }]),
  ...['<', '\\href{a}{b}', 'a<b', 'x>1', 'a&b', '"'].map((name): Attempt => [`a symbol called ${name}`, async ({ session }) => {
    const isRefused = await session.set('v', { kind: 'expression', text: `${name} + q` }).then(() => false, () => true);
    const { latex, mathml } = await session.run('v'); // where it is not refused it read as a relation of symbols
    expect(isRefused ? '' : mathml).not.toMatch(MARKUP);
    expect(isRefused ? '' : latex).not.toMatch(COMMANDS);
    expect(isRefused).toBe(!/[<>]./.test(name));
  }]),
  ['relations are escaped in MathML', async ({ session }) => {
    const { mathml } = await session.run('p < q');
    expect(mathml).not.toMatch(MARKUP);
    expect(mathml).toContain('&lt;');
  }],
  ['names that are commands of TeX', async ({ session }) => {
    const { latex } = await session.run('href + url + def*input^write');
    expect(latex).not.toMatch(COMMANDS);
  }],
  ['names with underscores', async ({ session }) => {
    const { latex } = await session.run('a_b_c^href_url');
    expect(latex.replace(/\\_/g, '')).not.toMatch(/_[^{]/); // an underscore that would end the formula
    expect(latex.split('{').length).toBe(latex.split('}').length);
  }],
  ['the title and the labels of a figure', async ({ session }) => {
    const { ok, plots } = await session.run('plot(x, x, 0, 1, title = "</script><script>alert(1)</script>")');
    expect(ok).toBe(true);
    expect(plots[0]!.title).toBe('</script><script>alert(1)</script>'); // data, as it was given
  }],
  ['thrown text', async ({ session }) => {
    const { error } = await session.run('throw "<img src=x onerror=alert(1)>"');
    expect(error).toMatchObject({ message: '<img src=x onerror=alert(1)>', kind: 'Error' });
  }],
  ['escapes for terminals in an error', async ({ session }) => {
    const { error } = await session.run('"\u001b]0;owned\u0007\u001b[2J" + undefined_function(1) + 1');
    expect(error?.rendered).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  }],
  ['escapes for terminals in the name of a program', async ({ session }) => {
    const { error } = await session.run('1/0', { name: '\u001b[2J\u202e<b>' });
    expect(error?.rendered).not.toMatch(/\u001b|\u202e/);
  }],
  ['marks that turn the direction of text', async ({ session }) => {
    const { error } = await session.run('"\u202e\u2066" + undefined_function(1) + 1');
    expect(error?.rendered).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }],
]);

attempts('text that is no text', [
  ['zero bytes', async ({ text }) => expect(await text('1\u0000 + 1')).toMatch(/^SyntaxError/)],
  ['zero bytes printed', async ({ session }) => expect((await session.run('print("a\\u{0}b")')).output).toBe('a\u0000b\n')],
  ['half a surrogate pair', async ({ text }) => expect(await text('"\ud800"')).toBe('\ufffd')],
  ['half a surrogate pair by its number', async ({ text }) => expect(await text('"\\u{D800}"')).toMatch(/^SyntaxError/)],
  ['a character beyond Unicode', async ({ text }) => expect(await text('"\\u{110000}"')).toMatch(/^SyntaxError/)],
  ['a byte order mark in output', async ({ session }) => expect((await session.run('print("\\u{FEFF}a")')).output).toBe('\ufeffa\n')],
  ['half a character cut out of a string', async ({ session }) => {
    const { text } = await session.run('"a😀b"[1]');
    expect(text).toBe('😀');
  }],
  ['a name that only looks like another', async ({ session }) => {
    await session.run('a = 1');
    expect((await session.run('\u0430')).value).not.toBe(1n); // Cyrillic
  }],
  ['invisible characters in names', async ({ text }) => {
    for (const invisible of ['\u200b', '\u2060', '\u00ad', '\u{e0041}']) expect(await text(`a${invisible} = 5`)).toMatch(/^SyntaxError/);
  }],
  ['line ends that only some programs know', async ({ session, text }) => {
    await text('a = 1 # comment\u2028a = 2');
    expect(await session.get('a')).toBe(1n); // the comment goes on, as every editor shows it
  }],
  ['offsets inside a surrogate pair', async ({ session }) => {
    await session.complete('😀', 1);
    await session.signature('f(😀', 3);
    expect((await session.check('"😀'))[0]).toMatchObject({ kind: 'SyntaxError' });
  }],
  ['a hostile shared program', async ({ session, text }) => {
    await session.format('f("</script>")\u2028while true {}');
    await session.check('`${alert(1)}`; <!-- --> ]]>');
    expect(await text('`${alert(1)}`')).toMatch(/^SyntaxError/);
  }],
]);
