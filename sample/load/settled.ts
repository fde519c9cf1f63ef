/** The sample never asks for what is refused. */
export function settled<Result extends object>(result: Result): Exclude<Result, { readonly refused: string }> {
  if ('refused' in result) throw new Error(`The sample was refused: ${JSON.stringify(result)}`)
  return result as Exclude<Result, { readonly refused: string }> // Nothing with `refused` is left.
}
