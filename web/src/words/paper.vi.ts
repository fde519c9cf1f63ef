/** The fixed words around the report's body: Vietnamese in every language of the screen, as the written file has them. */
export const paperWords = {
  country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: (numberAndSymbol: string) => `Số: ${numberAndSymbol}`,
  placeAndDate: (place: string, date: string) => `${place}, ${date}`,
  kind: 'BÁO CÁO',
  recipients: 'Nơi nhận:',
}
