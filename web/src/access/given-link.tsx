import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import { uiWords } from '../words/ui.ts'

/** The page that takes a token; it stands in the fragment, which no server and no log ever sees. */
export const linkOf = (token: string): string => `${location.origin}/dang-nhap/lien-ket#${token}`

export function LinkText({ token }: { readonly token: string }) {
  return <p className="person-link">{linkOf(token)}</p>
}

export function GivenLinkFoot({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const words = useWords(accessWords).people
  const ui = useWords(uiWords)
  return (
    <>
      <Button
        icon="clip"
        onClick={() => void navigator.clipboard.writeText(linkOf(token)).then(() => toast({ title: words.copied, tone: 'good' }))}
      >
        {words.copy}
      </Button>
      <Button look="primary" onClick={onClose}>
        {ui.close}
      </Button>
    </>
  )
}
