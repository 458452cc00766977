// The one call of har-validator that the tests make; the package brings no types.
declare module 'har-validator' {
  const validators: { har(data: unknown): Promise<unknown> };
  export default validators;
}
