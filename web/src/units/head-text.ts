import type { UnitVersion } from '@haidang/api/units'

/** "Trần Thị Hoa, Chủ tịch UBND phường". */
export const headText = ({ name, post }: NonNullable<UnitVersion['head']>): string => `${name}, ${post}`
