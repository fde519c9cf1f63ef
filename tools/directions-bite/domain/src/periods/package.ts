// bites: domain-is-pure, packages-are-declared
export { z } from 'zod'
