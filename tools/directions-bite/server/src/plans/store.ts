export const planById = (id: string) => id
