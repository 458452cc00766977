// What of papaparse is used. Its own types would bring those of Node and the page to the domain, which runs without.

declare module 'papaparse' {
  /** The module as a whole: Node finds no names in it. */
  const papaparse: {
    unparse(rows: readonly (readonly unknown[])[], options?: { readonly newline?: string }): string;
  };
  export default papaparse;
}
