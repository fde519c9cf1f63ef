// bites: documents-know-only-the-domain, nobody-imports-the-server
export { connect } from '@haidang/server/database/connect'
