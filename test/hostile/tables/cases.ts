import { asianCases } from './asian.ts';
import { businessCases } from './business.ts';
import { delimiterCases, encodingCases } from './delimiters.ts';
import { exportCases } from './exports.ts';
import { chineseCases, footerCases } from './footers.ts';
import { frameCases } from './frames.ts';
import { headerCases, smallHeaderCases, stackedCases } from './headers.ts';
import { layoutCases } from './layouts.ts';
import { cellCases, lineCases } from './lines.ts';
import type { MessyCase } from './messyCase.ts';
import { programCases } from './programs.ts';
import { pollutedCases } from './reports.ts';
import { shopCases } from './shops.ts';
import { writingCases } from './writings.ts';

/** Tables of every kind that reports, exports and programs write, each with what is true of it. */
export function messyCases(): MessyCase[] {
  return [
    ...delimiterCases(),
    ...encodingCases(),
    ...lineCases(),
    ...headerCases(),
    ...smallHeaderCases(),
    ...footerCases(),
    ...cellCases(),
    ...pollutedCases(),
    ...chineseCases(),
    ...stackedCases(),
    ...exportCases(),
    ...asianCases(),
    ...frameCases(),
    ...writingCases(),
    ...businessCases(),
    ...layoutCases(),
    ...programCases(),
    ...shopCases(),
  ];
}
