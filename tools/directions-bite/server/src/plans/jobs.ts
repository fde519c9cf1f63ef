export const readDocument = 1
