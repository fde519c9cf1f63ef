import { loadSampleCity } from '../sample-city.ts'
import { mistake, type CommandContext } from './command.ts'

export const run = (_args: readonly string[], { print, withServices }: CommandContext): Promise<number> =>
  withServices(
    async (services) => {
      if (!(await loadSampleCity(services, print)))
        throw mistake(
          'Cơ sở dữ liệu đã có cơ quan; thành phố mẫu chỉ nạp vào cơ sở dữ liệu trống.',
          'The database holds an office already; the sample city goes into an empty one only.',
        )
      return 0
    },
    { asOwner: true },
  )
