// bites: nobody-imports-the-server
export { connect } from '@haidang/server/database/connect'
