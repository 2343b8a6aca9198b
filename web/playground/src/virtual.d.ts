declare module 'virtual:language-tables' {
  const tables: import('../plugins/language_tables').LanguageTables;
  export default tables;
}
