// The words of a dossier in both languages; what it calls its judgements is an opinion, never more.

import { type Words, words } from "../../../core/locale.ts";

export const names = {
  title: words("광고 심의·승인 증빙", "Dossier of review and approval"),
  draft: words(
    "아직 승인되지 않은 초안의 기록이에요. 집행의 근거가 될 수 없어요.",
    "The record of a draft that nobody approved. It supports no launch.",
  ),
  simulated: words(
    "시뮬레이션 매체의 캠페인이에요. 실제로 나간 광고가 아니에요.",
    "A campaign on the simulated market: no ad was shown to anybody.",
  ),
  ai: words(
    "문구와 그림은 AI(CO9MA)가 만들었고 사람이 승인했는지는 아래 기록에 있어요. 이 문서의 판단은 규칙에 따른 검토 의견이고 법률 자문이 아니에요.",
    "Copy and pictures were made by AI (CO9MA); who approved them stands below. What is judged here is an opinion by rules and no legal advice.",
  ),
  copy: words("최종 문구", "Final copy"),
  pictures: words("최종 그림", "Final pictures"),
  review: words("검토 의견", "Review opinion"),
  proof: words("근거 자료", "Proof"),
  approvals: words("승인", "Approvals"),
  ledger: words("실행 기록", "Ledger"),
  limits: words("이 도구가 판단하지 못하는 것", "What this tool cannot judge"),
  noCopy: words("이 계획에는 문구가 없어요.", "This plan holds no copy."),
  noPictures: words("이 계획에는 그림이 없어요.", "This plan holds no pictures."),
  noReview: words("이 버전은 검토된 기록이 없어요.", "No review of this version is on record."),
  noFindings: words("걸리는 곳이 없었어요.", "Nothing was found."),
  noProof: words("검토에 쓰인 근거 자료가 없어요.", "No proof was counted by a review."),
  noApprovals: words("승인을 요청한 기록이 없어요.", "Approval was never asked for."),
  notices: words("함께 나가는 고지", "Notices beside them"),
  field: words("자리", "Field"),
  text: words("문구", "Text"),
  room: words("길이 / 한도", "Length / limit"),
  tooHeavy: words(
    "그림이 많아 싣지 않았어요. 런치팩에 있어요.",
    "Left out: too many bytes. It is in the launch pack.",
  ),
  noMark: words("파일에 AI 표시가 없어요(예전에 만든 그림)", "no AI mark in the file (made earlier)"),
  earlier: words("앞선 검토에서 지적됐다가 풀린 것", "Found before, and settled since"),
  packs: words("심의 기준의 판", "Versions of the rules"),
  reviews: words("검토 이력", "Reviews"),
  nights: words("밤 재검토에서 달라진 것", "Changed by a review at night"),
  at: words("때", "When"),
  version: words("버전", "Version"),
  verdict: words("의견", "Opinion"),
  by: words("누가", "Who"),
  hashes: words("지문(sha256)", "Digests (sha256)"),
  textHash: words("문구", "texts"),
  packHash: words("기준", "rules"),
  severity: words("정도", "Weight"),
  words: words("문구와 자리", "Words and place"),
  why: words("이유와 근거 조문", "Why, and under what"),
  settled: words("처리", "Settled"),
  kind: words("종류", "Kind"),
  reference: words("번호·출처", "Reference"),
  about: words("대상", "About"),
  validity: words("유효 기간", "Valid"),
  given: words("등록", "Given by"),
  asked: words("요청", "Asked by"),
  outcome: words("결과", "Outcome"),
  planHash: words("승인된 내용의 지문", "digest of what was approved"),
  number: words("번호", "No."),
  what: words("무엇을", "What"),
  hash: words("해시", "Hash"),
  before: words("앞", "before"),
} as const satisfies Record<string, Words>;

/** Said on every dossier: what an opinion by rules leaves open. */
export const limits: readonly Words[] = [
  words(
    "문구의 주장이 사실인지, 근거 자료의 내용이 맞는지(있는지와 기간만 봐요)",
    "Whether claims are true, or proof says what it should (only that it is there, and until when)",
  ),
  words("링크된 페이지의 내용, 그림 속 글자와 사람", "Linked pages, and words or people in pictures"),
  words("초상·상표·저작물을 쓸 권리", "Rights to likenesses, marks and works"),
  words(
    "변호사가 조문과 대조하지 않은 규칙의 정확한 조문(‘확인 전’으로 표시)",
    "The exact article of rules that no lawyer has compared with the statute (marked as such)",
  ),
  words("매체의 최종 심사 결과와 규제 기관의 판단", "What a medium's own review or a regulator will decide"),
];
