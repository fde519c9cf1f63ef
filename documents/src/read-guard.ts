/**
 * A thread beside the reader that ends the whole process when its parent is gone: a parent that was killed can no longer keep watch, and a
 * reader that never comes back from a file never hears of it.
 */
const parent = process.ppid

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}, 500)
