import { questionOptions } from './questionOptions.ts';

const questionLines = Object.entries(questionOptions).map(([question, options]) =>
  `  ${question.padEnd(17)} ${options.map((name) => `--${name}`).join(' ')}`.trimEnd(),
);

export const usage = `qd: Quarterdeck without a screen

  qd init WS                              a new workspace
  qd sample WS [--accounts N --products N --months N --seed N --rows N]
  qd preview FILE|FOLDER|ZIP [--as KIND] [how the file is read]
  qd import WS FILE…|FOLDER|ZIP --as KIND [--map 'field=Header,…' | --mapping FILE.json] [--rules 'rule=action,…']
            [--mode append | replace [--period P] [--within field,…] | upsert [--keys field,…]] [--dry-run]
            [--file-column NAME] [how the file is read] [--memory use|ignore] [--again | --instead-of BATCH] [--control 'field=sum,…']
  qd forget WS FILE                       how files with the columns of this one were imported
  qd batches WS · qd undo WS BATCH · qd redo WS BATCH
  qd quarantine WS BATCH [--out FILE.csv] · qd import WS FILE.csv --repair BATCH [--accept reason,…]
  qd entities WS [--kind accounts|products --least S --top N] · qd merge WS FROM INTO [--name N] · qd unmerge WS FROM
  qd currency WS [CODE|usual]             the reporting currency, and what it can be
  qd quality WS · qd info WS · qd check WS · qd backup WS FILE
  qd query WS JSON|@FILE [--format json|csv|arrow|xlsx --out FILE]
  qd pivot WS JSON|@FILE [--format json|csv|xlsx --out FILE]
  qd explore WS JSON|@FILE [--check]      linked charts: bins, selections; --check: what cubes answer beside it
  qd sql WS "SELECT …" [--format json|csv|xlsx --out FILE --limit N]
  qd analyse WS QUESTION [--as-of D] [--basis net|gross] [--where JSON] [--rates actual|constant] [options of the question, below]
            [--format json|csv|xlsx --out FILE --table NAME|all]
  qd opportunities WS [--kind K,… --status open|accepted|snoozed|dismissed|all --owner O --account A --product P --search TEXT
            --min-expected M --sort S --order ascending|descending --group account|owner --limit N --offset N --movable 'kind=F,…']
            [--judge: judge the lists on the past first; where a naive list is better it is used]
  qd decide WS ID accept|snooze|dismiss|own|reopen [--until D] [--owner O] [--reason R] [--note N]
  qd decisions WS                         what was decided, oldest first
  qd backtest WS retain|rhythm|activity|upsell|cross-sell|white-space [--as-of D --horizon MONTHS --k K --origins N --growth G]
  qd fit rules --data FILE.csv --basket COLUMN --item COLUMN [--support S --confidence C --max-length N]
  qd fit bg-nbd|pareto-nbd --data FILE [--x COLUMN --tx COLUMN --T COLUMN --predict TIME]
  qd fit gamma-gamma --data FILE [--x COLUMN --z COLUMN]
  qd fit kaplan-meier --data FILE --time COLUMN --event COLUMN [--entry COLUMN --event-value V --group COLUMN --interval log-log|log|plain --rmst T]
  qd fit log-rank --data FILE --time COLUMN --event COLUMN --group COLUMN [--entry COLUMN --event-value V --rho 0|1]
  qd fit cox --data FILE --time COLUMN --event COLUMN --x a,b,c [--entry COLUMN --event-value V --ties efron|breslow]
  qd fit logit --data FILE --y COLUMN --x a,b,c [--positive V]
  qd fit ols --data FILE --y COLUMN --x a,b,c
  qd fit quantile --data FILE --y COLUMN --x a,b,c [--tau .25,.5,.75 --se rank|nid|iid --coverage .9]
  qd fit shift-share --data FILE --group COLUMN --part COLUMN --base COLUMN --end COLUMN

query, pivot, explore and analyse take --currency CODE, amounts in that currency instead of the reporting currency, and
--rates-of P, all at the average rates of a period instead of those of each day.
Every command takes --json (one JSON document on standard output), --lang en|zh-CN and --passphrase-env VAR,
the name of the environment variable that holds the passphrase.
Questions and their options (--from P --to P also with --rates constant):
${questionLines.join('\n')}
Files: CSV and other delimited text, XLSX, XLSM, XLS, XLSB, ODS, Parquet, Arrow, Feather, JSON, JSON lines, SQLite; .gz, .zip of
  any. A folder or archive: every file with the same columns becomes a batch; others, and known ones, are named and left out.
Periods: 2011, 2011-H1, 2011-Q2, 2011-05, 2011-05-17, 2011-W20, 2010-12-01..2011-05-31.
How the file is read: --encoding E --delimiter D --quote Q|none --header-row N (from 0, -1 none) --header-rows N
  --title-rows N (above a table without header) --footer skip|read
  --fill off|'Column;…' (empty cells take the label above) --part N (of several tables, from 1)
  --sheet S --range B3:H200 --hidden read|skip --year Y --fiscal-start M --date-system 1900|1904 (days that are counted)
  --ledger credit|debit|off (side on which the sales of a ledger stand)
  --scenario WORD (whose columns are taken, of Actual, Budget, PY … under periods)
  --rate-base CODE --rate-for other|base (columns of exchange rates: 1 base = x other, or 1 other = x base)
  --date-order 'Column=ymd|dmy|mdy;…'  --decimal 'Column=,;…' --scale 'Column=4;…' (power of ten) --unpivot off|FIELD|JSON (periods across become rows).
Rules: missingAccount, cancellation, zeroPrice, duplicate, totalRow = keep|quarantine; returns = detect|subtract|quarantine|keep
  (rows that a column marks as returns); hierarchy = all|totals|leaves; scenario = detect|all|VALUE (of a column that tells actuals from plans); headerCurrency = take|ignore (that a header names); cancellationPrefix=TEXT.
Exit: 0 done · 1 bug · 2 usage · 3 bad input · 4 workspace locked, damaged or wrong passphrase · 130 cancelled.`;
