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
  latest: ["최근 답변으로", "To the latest answer"],
  attach: ["파일 올리기", "Add a file"],
  ask: ["메시지", "Message"],
  placeholder: ["무엇이 궁금하세요?", "What would you like to know?"],
  send: ["보내기", "Send"],
  drop: ["여기에 놓으면 읽어 드릴게요 (CSV · TSV · XLSX)", "Drop it and it will be read (CSV · TSV · XLSX)"],
  hintWide: [
    "Enter로 보내고 Shift+Enter로 줄을 바꿔요. 리포트 파일은 끌어다 놓으세요.",
    "Enter sends, Shift+Enter starts a new line. Drop report files anywhere.",
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
  sentFailed: ["보내지 못했어요.", "This was not sent."],
  again: ["다시 보내기", "Send again"],
  offline: ["연결이 끊겼어요. 다시 연결하는 중…", "Connection lost. Reconnecting…"],
  arrived: ["답변이 왔어요.", "The answer is here."],
  values: ["값을 표로 보기", "Values as a table"],
  point: ["항목", "Item"],
  more: ["나머지 {n}행 보기", "Show the other {n} rows"],
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
    "앱이 실행 중인 터미널에 나온 코드를 넣거나, 받은 로그인 링크를 열어 주세요.",
    "Enter the code printed where the app runs, or open the sign-in link you were given.",
  ],
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
  return Object.entries(fill).reduce((said, [name, value]) => said.replace(`{${name}}`, String(value)), text);
}

/** Writes the words of every element that names some. */
export function sayAll(root = document) {
  for (const node of root.querySelectorAll("[data-words]")) node.textContent = t(node.dataset.words);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.label);
  }
}
