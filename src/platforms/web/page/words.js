// What the page itself says, in both languages. Answers bring their own words.

const texts = {
  skip: ["입력란으로 건너뛰기", "Skip to the message box"],
  conversations: ["대화 목록", "Conversations"],
  talk: ["대화", "Conversation"],
  menu: ["대화 목록 열기", "Open the list of conversations"],
  close: ["닫기", "Close"],
  fresh: ["새 대화", "New conversation"],
  workspace: ["워크스페이스", "Workspace"],
  viewAs: ["데모 인물로 보기", "View as (demo people)"],
  demo: ["데모", "Demo 데모"],
  as: ["이 대화를 다른 화면으로 보기", "See this conversation as"],
  asWeb: ["웹 (지금 화면)", "Web (this page)"],
  asPerson: ["카카오톡 1:1", "KakaoTalk one-to-one"],
  asTeam: ["카카오톡 팀 채팅", "KakaoTalk team chat"],
  asTerminal: ["터미널", "Terminal"],
  find: ["대화에서 찾기", "Find in the conversation"],
  findUp: ["위로: 앞서 나온 곳", "Up: the place before"],
  findDown: ["아래로: 다음 나온 곳", "Down: the next place"],
  notFound: ["없어요", "Not found"],
  finding: ["찾는 중…", "Searching…"],
  findFailed: ["찾지 못했어요", "Search failed"],
  older: ["이전 대화 더 보기", "Show earlier messages"],
  olderComing: ["이전 대화를 가져오는 중…", "Fetching earlier messages…"],
  olderFailed: ["이전 대화를 가져오지 못했어요. 다시 하기", "Earlier messages did not come. Try again"],
  olderHere: ["이전 대화 {n}개를 더 불러왔어요.", "{n} earlier messages are here."],
  undelivered: ["보내지 못한 답변 {n}개", "Answers not delivered: {n}"],
  deliverAgain: ["다시 보내기", "Send again"],
  delivering: ["다시 보내고 있어요.", "Sending it again."],
  deliveredSince: ["그사이 처리됐어요.", "It has been dealt with since."],
  latest: ["최근 답변으로", "To the latest answer"],
  attach: ["파일 올리기", "Add a file"],
  ask: ["메시지", "Message"],
  placeholder: ["무엇이 궁금하세요?", "What would you like to know?"],
  send: ["보내기", "Send"],
  stop: ["멈추기 (Esc)", "Stop (Esc)"],
  stopped: ["멈췄어요.", "Stopped."],
  notStopped: [
    "이 답변은 지금 멈추지 못했어요. 끝나는 대로 보여 드릴게요.",
    "This answer could not be stopped now; it is shown as soon as it is done.",
  ],
  edit: ["고쳐서 다시 묻기", "Edit and ask again"],
  editing: ["앞 질문을 고치는 중이에요.", "You are editing your last question."],
  replaced: ["고치기 전 질문과 답변", "The question before it was edited"],
  cancel: ["취소", "Cancel"],
  rename: ["대화 이름 바꾸기", "Rename this conversation"],
  drop: ["여기에 놓으면 읽어 드릴게요 (CSV · TSV · XLSX)", "Drop it and it will be read (CSV · TSV · XLSX)"],
  hintWide: [
    "Enter 보내기 · Shift+Enter 줄바꿈 · ↑ 앞 질문 고치기 · Esc 멈추기 · {find} 찾기 · F2 대화 이름 · 리포트 파일은 끌어다 놓기",
    "Enter send · Shift+Enter new line · ↑ edit last · Esc stop · {find} find · F2 rename · drop report files anywhere",
  ],
  hintNarrow: ["리포트 파일은 클립 버튼으로 올려 주세요.", "Add report files with the clip button."],
  helloTitle: ["안녕하세요, 무엇을 볼까요?", "Hello, what shall we look at?"],
  helloDemo: [
    "지금은 시뮬레이션 데이터로 채운 데모예요. 아래 질문부터 눌러 보거나, 광고 리포트 파일을 끌어다 놓으면 내 워크스페이스가 열려요.",
    "This is a demo filled with simulated data. Start with a question below, or drop an ad report: it opens a workspace of your own.",
  ],
  helloOwn: [
    "광고 리포트 파일(CSV·TSV·XLSX)을 끌어다 놓거나, 이미 올린 데이터에 대해 물어보세요.",
    "Drop an ad report (CSV, TSV, XLSX), or ask about the data you have already added.",
  ],
  helloEmpty: [
    "아직 데이터가 없어요. 매체에서 내려받은 광고 리포트(CSV·TSV·XLSX)를 여기에 끌어다 놓으면, 읽은 내용을 알려 드리고 바로 물어볼 수 있어요.",
    "There is no data yet. Drop an ad report you exported (CSV, TSV, XLSX) here: you are told what was read, and can ask right away.",
  ],
  chooseFile: ["리포트 파일 고르기", "Choose a report file"],
  thinking: ["확인하고 있어요…", "Looking into it…"],
  uploading: ["{name} 올리는 중 {percent}", "Uploading {name} {percent}"],
  reading: ["{name} 읽는 중…", "Reading {name}…"],
  sentLater: ["연결되면 보낼게요.", "This will be sent when the connection is back."],
  loading: ["불러오는 중…", "Loading…"],
  seconds: ["{n}초", "{n} s"],
  wrongFields: ["고칠 칸이 있어요:", "Some fields need another look:"],
  sentFailed: ["보내지 못했어요.", "This was not sent."],
  again: ["다시 보내기", "Send again"],
  offline: ["연결이 끊겼어요. 다시 연결하는 중…", "Connection lost. Reconnecting…"],
  arrived: ["답변이 왔어요.", "The answer is here."],
  values: ["값을 표로 보기", "Values as a table"],
  point: ["항목", "Item"],
  more: ["나머지 {n}행 보기", "Show the other {n} rows"],
  sortBy: ["{x} 기준으로 정렬", "Sort by {x}"],
  csv: ["CSV로 받기", "Download CSV"],
  tools: ["이 답변", "This answer"],
  how: ["이 숫자는 어떻게 나왔어요?", "How I got this"],
  notTold: [
    "지금은 불러오지 못했어요. 다시 눌러 주세요.",
    "This could not be loaded now. Please press again.",
  ],
  copyText: ["텍스트 복사", "Copy text"],
  copyPicture: ["그림 복사", "Copy picture"],
  copied: ["복사했어요", "Copied"],
  saved: ["파일로 받았어요", "Saved as a file"],
  notCopied: ["복사하지 못했어요", "Not copied"],
  before: ["이전 {x}", "was {x}"],
  table: ["표", "Table"],
  chart: ["차트", "Chart"],
  simulated: ["시뮬레이션 데이터예요", "simulated data"],
  toDark: ["어두운 화면으로", "Dark theme"],
  toLight: ["밝은 화면으로", "Light theme"],
  otherLang: ["Switch to English", "한국어로 바꾸기"],
  otherLangMark: ["EN", "한국어"],
  signInTitle: ["로그인", "Sign in"],
  signIn: [
    "로그인된 기기의 ‘다른 기기에서 열기’에서 만든 링크를 열거나, 앱이 실행 중인 터미널에 나온 코드를 넣어 주세요.",
    "Open a link made where you are signed in (“Open on another device”), or enter the code printed where the app runs.",
  ],
  linkTitle: ["로그인 링크", "Sign-in link"],
  linkUse: [
    "이 기기에서 이어서 쓸까요? 링크는 한 번만 쓸 수 있고, 지금 다른 사람으로 로그인돼 있으면 그 로그인은 끝나요.",
    "Go on here? The link works once; whoever is signed in on this device now is signed out.",
  ],
  openHere: ["이 기기에서 열기", "Open here"],
  otherDevice: ["다른 기기에서 열기", "Open on another device"],
  linkHint: [
    "이 링크를 내 다른 기기에서 여세요. 연 사람은 나로 로그인되니 다른 사람에게 보내지 마세요.",
    "Open this link on another device of yours. Whoever opens it is signed in as you: send it to nobody else.",
  ],
  linkLabel: ["로그인 링크", "Sign-in link"],
  linkLife: [
    "{n}분 안에 한 번만 쓸 수 있어요. 새로 만들면 앞의 링크는 못 써요.",
    "It works once, within {n} minutes. A new one ends the one before.",
  ],
  copyLink: ["링크 복사", "Copy link"],
  signedInAs: ["로그인", "Signed in"],
  signOut: ["로그아웃", "Sign out"],
  signOutOthers: ["다른 기기에서 모두 로그아웃", "Sign out on all other devices"],
  othersOut: ["다른 기기 {n}대에서 로그아웃했어요.", "Signed out on {n} other devices."],
  noOthers: ["로그인된 다른 기기가 없어요.", "No other device is signed in."],
  code: ["코드", "Code"],
  enter: ["들어가기", "Enter"],
  tooLarge: [
    "파일이 {most}MB보다 커요. 기간을 나눠 내보낸 파일을 올려 주세요.",
    "The file is larger than {most} MB. Export a shorter period and drop that.",
  ],
  moved: ["내 워크스페이스로 옮겼어요.", "Moved to your own workspace."],
  company_admin: ["회사 관리자", "company admin"],
  project_manager: ["프로젝트 매니저", "project manager"],
  member: ["멤버", "member"],
  viewer: ["뷰어", "viewer"],
};

let lang = "ko";

export function currentLang() {
  return lang;
}

export function setLang(next) {
  lang = next === "en" ? "en" : "ko";
  document.documentElement.lang = lang;
}

/** A text of the table in the page's language (or `of`), `{name}` places filled. */
export function t(key, fill = {}, of = lang) {
  const text = texts[key]?.[of === "en" ? 1 : 0] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => String(fill[name] ?? place));
}

/** Writes the words of every element that names some. */
export function sayAll(root = document) {
  for (const node of root.querySelectorAll("[data-words]")) node.textContent = t(node.dataset.words);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.label);
  }
}
