/** A reader with every fault that the fuzzing must find: it grows on a PDF, dies on a .docx, throws on one half of the texts and hangs on the other. */
export async function read(bytes: Uint8Array, fileName: string): Promise<{ readonly outcome: string } | { readonly fault: string }> {
  const hoard: Buffer[] = []
  while (fileName.endsWith('.pdf')) {
    hoard.push(Buffer.alloc(50_000_000, 1))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  if (fileName.endsWith('.docx')) process.kill(process.pid, 'SIGKILL')
  if (bytes.length % 2 === 0) throw new Error('an even length')
  for (;;) hoard.length = 0
}
