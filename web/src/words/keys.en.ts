import type { Translated } from './catalogue.ts'
import type { keysVi } from './keys.vi.ts'

export const keysEn: Translated<typeof keysVi> = {
  title: 'Passkeys',
  about:
    'In place of password and code: a telephone, a computer or a USB key holds it, and asks for your finger, face or PIN. A page that pretends to be this one cannot use it.',
  add: 'Add a passkey',
  addAbout: 'Name it and go on; the device asks for a finger, a face or a PIN. From then on a password alone no longer opens your account.',
  go: 'Make the passkey',
  save: 'Save the name',
  name: 'Name',
  nameHint: 'Where it is, for example: my telephone.',
  nameNeeded: 'Give it a name of at least 2 letters.',
  addedAt: 'Added',
  used: 'Last used',
  never: 'never',
  acts: 'Acts',
  actsOf: (name) => `Acts on the passkey ${name}`,
  rename: 'Rename the passkey',
  remove: 'Remove the passkey',
  added: 'The passkey is added.',
  renamed: 'The passkey is renamed.',
  removed: 'The passkey is removed.',
  onlyOne: 'Add a second one on another device: who loses the only one has to ask the administrator.',
  unknown: 'This browser cannot use passkeys.',
  left: 'The device has not answered, or you have left it; try again.',
  signIn: 'Sign in by a passkey',
  prove: 'Confirm by a passkey',
  refusals: {
    tooManyKeys: 'There are 20 passkeys; remove those that nobody uses.',
    keyThere: 'This passkey is there already.',
    factorDemanded: 'Your role must have a second factor; add another passkey or set up codes first.',
  },
}
