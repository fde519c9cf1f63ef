export { connect } from '../database/connect.ts'
