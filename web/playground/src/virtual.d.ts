declare module 'virtual:language-tables' {
  const tables: import('../build/language_tables').LanguageTables;
  export default tables;
}
