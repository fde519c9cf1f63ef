// bites: packages-are-declared
export { z } from 'zod'
