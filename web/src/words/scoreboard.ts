import { catalogue } from './catalogue.ts'
import { scoreboardEn } from './scoreboard.en.ts'
import { scoreboardVi } from './scoreboard.vi.ts'

export const scoreboardWords = catalogue(scoreboardVi, scoreboardEn)
