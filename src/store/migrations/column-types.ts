/** What differs between the databases in the definition of a column. */
export interface ColumnTypes {
  /** Text that compares by byte. */
  text: 'text' | 'text collate "C"';
}
