/** Saves what the page has made. */
export function download(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob)
  saveFrom(address, fileName)
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

/** Saves what the server sends, by the name that it gives. */
export const downloadFrom = (address: string): void => saveFrom(address, '')

function saveFrom(address: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
}
