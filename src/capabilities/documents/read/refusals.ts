// Why a file is not read: one row per reason, each with what to do next, in both languages. `{…}` is filled by the place that refuses.

import { Failure, type FailureCode } from "../../../core/failure.ts";
import { type Words, words } from "../../../core/locale.ts";

type Refusal = { code: FailureCode; say: Words; next: Words };

const saveAsCsv = words(
  "엑셀에서 ‘CSV UTF-8’로 다시 저장하거나 매체에서 새로 내려받아 올려 주세요.",
  "Save it again as “CSV UTF-8”, or download a fresh copy from the ad platform, and drop that.",
);
const downloadAgain = words(
  "매체에서 리포트를 다시 내려받아 그대로 올려 주세요.",
  "Download the report from the ad platform again and drop it as it is.",
);
const dropReport = words(
  "메타·구글·네이버·카카오·틱톡의 CSV, TSV, XLSX 리포트를 올려 주세요.",
  "Drop a CSV, TSV or XLSX report of Meta, Google Ads, Naver, Kakao or TikTok.",
);
const splitFile = words(
  "기간을 나누거나 캠페인 단위로 내려받아 여러 파일로 올려 주세요.",
  "Split it by period, or download it by campaign, and drop the parts.",
);

export const refusals = {
  missing_file: refusal("not_found", words("파일을 찾지 못했어요.", "I could not find that file."), dropReport),
  empty_file: refusal(
    "invalid",
    words("파일이 비어 있어요.", "The file is empty."),
    downloadAgain,
  ),
  text_too_large: refusal(
    "limit",
    words("파일이 {size} MB예요. CSV·TSV는 {limit} MB까지 읽어요.", "The file has {size} MB; I read CSV and TSV up to {limit} MB."),
    splitFile,
  ),
  workbook_too_large: refusal(
    "limit",
    words("엑셀 파일이 {size} MB예요. {limit} MB까지 읽어요.", "The workbook has {size} MB; I read up to {limit} MB."),
    words("CSV로 저장하거나 기간을 나누어 올려 주세요.", "Save it as CSV, or split it by period, and drop that."),
  ),
  too_many_rows: refusal(
    "limit",
    words("행이 {limit}개를 넘어요.", "The file has more than {limit} rows."),
    splitFile,
  ),
  too_many_columns: refusal(
    "limit",
    words(
      "{line}번째 줄에 열이 {count}개 있어요. {limit}개까지 읽어요.",
      "Line {line} has {count} columns; I read up to {limit}.",
    ),
    words(
      "필요한 열(날짜, 캠페인, 비용, 노출, 클릭, 전환)만 골라 다시 내려받아 주세요.",
      "Download it again with the columns that matter: date, campaign, cost, impressions, clicks, conversions.",
    ),
  ),
  one_column: refusal(
    "invalid",
    words(
      "열이 하나뿐이라 표로 읽을 수 없어요(쉼표, 탭, 세미콜론이 없어요).",
      "There is only one column: no comma, tab or semicolon separates anything.",
    ),
    saveAsCsv,
  ),
  open_quote: refusal(
    "invalid",
    words(
      "{line}번째 줄에서 열린 따옴표(\")가 닫히지 않아 그 뒤를 읽을 수 없어요.",
      "A quote (\") opened near line {line} never closes, so nothing after it can be read.",
    ),
    downloadAgain,
  ),
  record_too_long: refusal(
    "limit",
    words(
      "{line}번째 줄이 너무 길어요. 따옴표(\")가 잘못 열린 것 같아요.",
      "Line {line} is too long; a quote (\") seems to be opened in the wrong place.",
    ),
    downloadAgain,
  ),
  cell_too_long: refusal(
    "limit",
    words("{line}번째 줄에 {limit}자를 넘는 칸이 있어요.", "Line {line} has a cell of more than {limit} characters."),
    words("긴 글이 든 열을 빼고 다시 내려받아 주세요.", "Download it again without the column of long texts."),
  ),
  truncated: refusal(
    "invalid",
    words(
      "파일이 {line}번째 줄 중간에서 끊겨 있어요. 내려받다가 멈춘 것 같아요.",
      "The file breaks off in the middle of line {line}, as if the download had stopped.",
    ),
    downloadAgain,
  ),
  truncated_workbook: refusal(
    "invalid",
    words("엑셀 파일이 중간에서 끊겼거나 손상됐어요.", "The workbook is cut off or damaged."),
    downloadAgain,
  ),
  nul_bytes: refusal(
    "invalid",
    words(
      "글자가 아닌 바이트(NUL)가 섞여 있어요. 표 파일이 아니거나 손상된 파일이에요.",
      "It contains bytes that are no text (NUL): not a table, or a damaged one.",
    ),
    saveAsCsv,
  ),
  unknown_encoding: refusal(
    "invalid",
    words(
      "글자 인코딩을 알 수 없어요. {line}번째 줄은 UTF-8로 “{utf8}”, CP949로 “{cp949}”, Windows-1252로 “{latin}”처럼 보여요.",
      "I cannot tell its text encoding. Line {line} reads “{utf8}” as UTF-8, “{cp949}” as CP949 and “{latin}” as Windows-1252.",
    ),
    saveAsCsv,
  ),
  mixed_encodings: refusal(
    "invalid",
    words(
      "한 파일에 두 가지 인코딩이 섞여 있어요({line}번째 줄부터 {count}줄이 달라요).",
      "Two text encodings are mixed in one file ({count} lines differ, from line {line} on).",
    ),
    words(
      "파일을 합치기 전에 모두 UTF-8로 저장하거나 하나씩 올려 주세요.",
      "Save every part as UTF-8 before joining them, or drop them one by one.",
    ),
  ),
  encrypted_workbook: refusal(
    "invalid",
    words("암호가 걸린 엑셀 파일이라 열 수 없어요.", "The workbook is protected by a password, so I cannot open it."),
    words("암호를 풀고 저장한 뒤 다시 올려 주세요.", "Remove the password, save it and drop it again."),
  ),
  old_workbook: refusal(
    "invalid",
    words("예전 엑셀 형식(.xls)은 읽지 않아요.", "I do not read the old Excel format (.xls)."),
    words("엑셀에서 .xlsx나 CSV로 저장해 올려 주세요.", "Save it as .xlsx or CSV and drop that."),
  ),
  web_page: refusal(
    "invalid",
    words("이름은 표 파일이지만 내용은 웹 페이지(HTML·XML)예요.", "It is named like a table but holds a web page (HTML or XML)."),
    words("엑셀에서 열어 .xlsx나 CSV로 저장해 올려 주세요.", "Open it in Excel, save it as .xlsx or CSV and drop that."),
  ),
  not_a_table: refusal(
    "invalid",
    words("이 파일은 표가 아니라 {kind}예요.", "This is no table but {kindEn}."),
    dropReport,
  ),
  packed: refusal(
    "invalid",
    words("압축 파일이에요. 안의 파일은 열지 않아요.", "It is an archive; I do not open what is packed inside."),
    words("압축을 풀고 안의 CSV나 XLSX를 올려 주세요.", "Unpack it and drop the CSV or XLSX inside."),
  ),
  zip_bomb: refusal(
    "limit",
    words(
      "엑셀 파일을 풀면 {limit} MB를 넘어요. 안전하지 않아 읽지 않았어요.",
      "Unpacked, the workbook is over {limit} MB; I stopped reading for safety.",
    ),
    words("CSV로 저장하거나 기간을 나누어 올려 주세요.", "Save it as CSV, or split it by period, and drop that."),
  ),
  damaged_workbook: refusal(
    "invalid",
    words("엑셀 파일의 구조가 잘못되어 읽을 수 없어요.", "The workbook's structure is broken, so I cannot read it."),
    words("엑셀에서 열어 다시 저장하거나 CSV로 저장해 올려 주세요.", "Open it, save it again (or as CSV) and drop that."),
  ),
  no_header: refusal(
    "invalid",
    words(
      "광고 리포트의 머리글을 찾지 못했어요. 처음 {limit}줄에 날짜·캠페인·비용·노출·클릭 같은 열 이름이 셋 이상 있어야 해요.{seen}",
      "I found no header of an ad report: the first {limit} lines need at least three known column names such as date, campaign, cost, impressions, clicks.{seenEn}",
    ),
    dropReport,
  ),
  no_rows: refusal(
    "invalid",
    words("머리글은 있지만 읽을 행이 없어요.", "There is a header but no row under it."),
    words("기간과 필터를 확인하고 다시 내려받아 주세요.", "Check the period and the filters and download it again."),
  ),
  no_readable_rows: refusal(
    "invalid",
    words(
      "{count}행 모두 읽을 수 없어요. 첫 번째 이유({line}번째 줄): {reason}",
      "None of the {count} rows can be read. The first reason (line {line}): {reasonEn}",
    ),
    downloadAgain,
  ),
  only_future: refusal(
    "invalid",
    words(
      "모든 행의 날짜가 오늘({today})보다 뒤예요. 실제 성과가 아니거나 날짜 형식이 다른 것 같아요.",
      "Every row lies after today ({today}): no results yet, or the dates are written in another order.",
    ),
    words("날짜 열을 확인하고 다시 올려 주세요.", "Check the date column and drop it again."),
  ),
  no_dates: refusal(
    "invalid",
    words("날짜 열도, 리포트 기간도 없어요.", "It has neither a date column nor a report period."),
    words(
      "‘일’ 단위로 나눠 다시 내려받거나 기간이 적힌 원본을 올려 주세요.",
      "Download it split by day, or drop the original with its period on top.",
    ),
  ),
  contact_list: refusal(
    "invalid",
    words(
      "연락처 명단으로 보여요. 광고 성과가 아니어서 가져오지 않았고, 내용도 보관하지 않아요.",
      "It looks like a contact list. It holds no ad figures, so I imported nothing and keep none of it.",
    ),
    words(
      "성과를 보려면 광고 매체의 리포트를 올려 주세요. 명단은 발송 대상을 만들 때 따로 쓸 수 있어요.",
      "For figures, drop a report of an ad platform. A list like this belongs to audiences, not to results.",
    ),
  ),
  order_list: refusal(
    "invalid",
    words(
      "주문 목록으로 보여요. 광고비와 캠페인이 없어 가져오지 않았어요.",
      "It looks like a list of orders. Without ad spend and campaigns I imported nothing.",
    ),
    words(
      "광고 매체의 리포트를 올려 주세요. 주문은 매체가 보고한 매출과 맞춰 볼 때 쓸 수 있어요.",
      "Drop a report of an ad platform; orders help to check the revenue it reports.",
    ),
  ),
  organic_search: refusal(
    "invalid",
    words(
      "자연 검색(오가닉) 리포트로 보여요. 광고비와 캠페인이 없어 광고 성과로 가져오지 않았어요.",
      "It looks like an organic search report. Without spend and campaigns it is no ad report, so I imported nothing.",
    ),
    words(
      "검색 광고 리포트를 올려 주세요. 이 표의 검색어는 키워드 아이디어로 쓸 수 있어요.",
      "Drop the paid search report; the queries in this one are good for keyword ideas.",
    ),
  ),
  model_table: refusal(
    "invalid",
    words(
      "미디어 믹스 분석용 표로 보여요: 날짜와 숫자 열({columns})은 있지만 광고비·노출·캠페인이 없어 광고 성과로 가져오지 않았어요.",
      "It looks like a table for media-mix modelling: dates and number columns ({columns}), but no spend, impressions or campaigns, so I imported no ad figures.",
    ),
    words(
      "채널마다 광고비 열(예: 네이버_비용, TV_cost)을 넣어 올리면 채널별로 읽을 수 있어요.",
      "With a spend column per channel (such as TV_cost, Channel0_spend) I can read it by channel.",
    ),
  ),
  not_ads: refusal(
    "invalid",
    words(
      "광고비도 캠페인도 없는 표라서 광고 성과로 가져오지 않았어요.",
      "The table has neither spend nor campaigns, so I imported nothing as ad results.",
    ),
    dropReport,
  ),
  too_slow: refusal(
    "limit",
    words("파일을 읽는 데 너무 오래 걸려 멈췄어요.", "Reading the file took too long, so I stopped."),
    splitFile,
  ),
  out_of_memory: refusal(
    "limit",
    words("파일을 읽는 데 메모리가 너무 많이 들어 멈췄어요.", "Reading the file needs too much memory, so I stopped."),
    splitFile,
  ),
  stopped: refusal(
    "conflict",
    words("파일 읽기를 멈췄어요.", "Reading the file was stopped."),
    words("다시 읽으려면 파일을 한 번 더 올려 주세요.", "Drop the file again to read it."),
  ),
} as const satisfies Record<string, Refusal>;

export type RefusalKey = keyof typeof refusals;

/** The failure of that reason, its blanks filled; `message` starts with `report: <key>`. */
export function refuse(key: RefusalKey, facts: Readonly<Record<string, string | number>> = {}): Failure {
  const { code, say, next } = refusals[key];
  return new Failure(code, `report: ${key}`, { say: fillWords(say, facts), next });
}

/** Fills `{name}` in both languages; a fact named `nameEn` stands in the English text only. */
export function fillWords(text: Words, facts: Readonly<Record<string, string | number>>): Words {
  return { ko: fill(text.ko, facts), en: fill(text.en, facts) };
}

function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    if (fact === undefined) return whole;
    return typeof fact === "number" ? fact.toLocaleString("en-US") : fact;
  });
}

function refusal(code: FailureCode, say: Words, next: Words): Refusal {
  return { code, say, next };
}
