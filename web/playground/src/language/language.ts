// The language for CodeMirror: tokens with their tags, comments, brackets, indentation.
import { LanguageSupport, StreamLanguage, indentUnit, syntaxHighlighting, HighlightStyle } from '@codemirror/language';
import { tags as t, Tag } from '@lezer/highlight';
import { copyState, readToken, startState, type LibraryNames, type TokenState, type TokenStyle } from './tokenizer';

const libraryTag = Tag.define(t.variableName);
const unitTag = Tag.define(t.literal);

const TAGS: Record<TokenStyle, Tag> = {
  comment: t.comment,
  number: t.number,
  string: t.string,
  escape: t.escape,
  keyword: t.keyword,
  operatorWord: t.operatorKeyword,
  constant: t.atom,
  type: t.typeName,
  library: libraryTag,
  call: t.function(t.variableName),
  definition: t.definition(t.function(t.variableName)),
  namespace: t.namespace,
  property: t.propertyName,
  name: t.variableName,
  unit: unitTag,
  operator: t.operator,
  bracket: t.bracket,
  punctuation: t.punctuation,
  decorator: t.meta,
  invalid: t.invalid,
};

const STEP = '    ';

/** The language with these names coloured as those of the library. */
export function rumina(library: LibraryNames): LanguageSupport {
  const language = StreamLanguage.define<TokenState>({
    name: 'rumina',
    startState,
    copyState,
    token: (stream, state) => readToken(stream, state, library),
    tokenTable: TAGS,
    indent(state, textAfter, context) {
      const closing = /^\s*[)\]}]/.test(textAfter) ? 1 : 0;
      return Math.max(0, state.brackets.length - closing) * context.unit;
    },
    languageData: {
      commentTokens: { line: '#', block: { open: '/*', close: '*/' } },
      closeBrackets: { brackets: ['(', '[', '{', '"'], before: ')]}:;,"' },
      indentOnInput: /^\s*[)\]}]$/,
    },
  });
  return new LanguageSupport(language, [indentUnit.of(STEP)]);
}

/** Colours come from the style sheet, so that dark and light need no second theme. */
export const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    { tag: t.comment, class: 'tok-comment' },
    { tag: [t.number, unitTag], class: 'tok-number' },
    { tag: t.string, class: 'tok-string' },
    { tag: t.escape, class: 'tok-escape' },
    { tag: [t.keyword, t.operatorKeyword], class: 'tok-keyword' },
    { tag: t.atom, class: 'tok-constant' },
    { tag: [t.typeName, t.namespace], class: 'tok-type' },
    { tag: libraryTag, class: 'tok-library' },
    { tag: t.definition(t.function(t.variableName)), class: 'tok-definition' },
    { tag: [t.operator, t.punctuation, t.bracket], class: 'tok-operator' },
    { tag: t.meta, class: 'tok-decorator' },
    { tag: t.invalid, class: 'tok-invalid' },
  ]),
);
