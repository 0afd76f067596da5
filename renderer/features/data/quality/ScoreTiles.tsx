import type { QualityReport } from '../../../../shared/contract/quality.ts';
import { useWords } from '../../../app/words.tsx';

/** The whole score and that of each dimension. */
export function ScoreTiles({ report }: { report: QualityReport }) {
  const { t } = useWords();
  return (
    <div className="quality-tiles">
      <Tile title={t('quality.score')} score={report.score} whole />
      {report.dimensions.map(({ dimension, score, rules }) => (
        <Tile
          key={dimension}
          title={t(`quality.dimension.${dimension}`)}
          score={score}
          note={t('quality.rules', { count: rules })}
        />
      ))}
    </div>
  );
}

interface TileProps {
  title: string;
  score: number | null;
  note?: string;
  whole?: boolean;
}

/** Rounded down: 100 means that nothing was found. */
function Tile({ title, score, note, whole = false }: TileProps) {
  const { t } = useWords();
  const shown = score === null ? null : Math.floor(score);
  return (
    <div className={`quality-tile${whole ? ' is-whole' : ''}`}>
      <span>{title}</span>
      <strong>{shown === null ? '–' : whole ? t('quality.scoreOf', { score: shown }) : shown}</strong>
      {note && <span className="quiet">{note}</span>}
      <div className="quality-bar" aria-hidden>
        <span style={{ width: `${shown ?? 0}%` }} />
      </div>
    </div>
  );
}
