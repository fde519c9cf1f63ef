import '../ui/tabs.css'
import { useLocation } from '../app/router.tsx'
import { accessWords } from '../words/access.ts'
import { useWords } from '../words/catalogue.ts'

/** The pages of the room Bảo mật. */
export function SecurityParts() {
  const words = useWords(accessWords).parts
  const { path } = useLocation()
  const pages = [
    { href: '/bao-mat', name: words.rules },
    { href: '/bao-mat/noi-dang-nhap', name: words.issuers },
    { href: '/bao-mat/ket-noi', name: words.programs },
  ]
  return (
    <nav className="tab-list screen-only security-parts" aria-label={words.label}>
      {pages.map(({ href, name }) => (
        <a key={href} href={href} className="tab" aria-current={path === href ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
