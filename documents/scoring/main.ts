import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { goldSet, goldSets } from './gold-sets.ts'
import { printSet } from './print-scores.ts'
import { printRules } from './rule-shares.ts'

/** `npm run score [-- --verbose --rules] [DIR…]`: the reader against gold; folders of other gold may be named. */
const { values, positionals } = parseArgs({
  options: { verbose: { type: 'boolean', default: false }, rules: { type: 'boolean', default: false } },
  allowPositionals: true,
})

const sets =
  positionals.length === 0 ? await goldSets() : await Promise.all(positionals.map((folder) => goldSet(folder, [resolve(folder)])))
for (const set of sets) console.log(printSet(set, values.verbose))
if (values.rules) console.log(printRules(sets.filter(({ isHeldOut }) => !isHeldOut)))
