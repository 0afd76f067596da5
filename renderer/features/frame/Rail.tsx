import { NavLink, useLocation } from 'react-router';
import { useWords } from '../../app/words.tsx';
import { pages } from './pages.tsx';

/** The pages. The slice goes along. */
export function Rail() {
  const { t } = useWords();
  const { search } = useLocation();
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      {pages.map(({ key, path, icon }) => (
        <NavLink key={key} to={{ pathname: path, search }} className="rail-link">
          <span className="rail-icon" aria-hidden>
            {icon}
          </span>
          <span>{t(`page.${key}`)}</span>
        </NavLink>
      ))}
    </nav>
  );
}
